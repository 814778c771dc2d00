import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';

/** Which account of a provider is whose. */
@Injectable()
export class IdentitiesRepository {
  async personOf(tx: Tx, issuer: string, subject: string): Promise<string | null> {
    const [row] = await tx.query<{ person: string }>(
      `select person from identities where issuer = $1 and subject = $2`,
      [issuer, subject],
    );
    return row?.person ?? null;
  }

  async isBound(tx: Tx, person: string, issuer: string): Promise<boolean> {
    return (await tx.query(`select from identities where person = $1 and issuer = $2`, [person, issuer])).length > 0;
  }

  async bind(tx: Tx, person: string, issuer: string, subject: string): Promise<void> {
    await tx.execute(`insert into identities (issuer, subject, person, bound_at) values ($1, $2, $3, $4)`, [
      issuer,
      subject,
      person,
      tx.now,
    ]);
  }
}
