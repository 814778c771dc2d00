import { Injectable } from '@nestjs/common';
import { Db, type Tx } from '../../platform/index.js';

@Injectable()
export class InvitationsRepository {
  constructor(private readonly db: Db) {}

  async replace(
    tx: Tx,
    invitation: { id: string; person: string; expiresAt: Date },
    secretHash: Buffer,
  ): Promise<void> {
    await this.withdraw(tx, invitation.person);
    await tx.execute(
      `insert into invitations (id, secret_sha256, person, created_at, expires_at) values ($1, $2, $3, $4, $5)`,
      [invitation.id, secretHash, invitation.person, tx.now, invitation.expiresAt],
    );
  }

  async isOpen(secretHash: Buffer, now: Date): Promise<boolean> {
    const rows = await this.db.query(`select from invitations where secret_sha256 = $1 and expires_at > $2`, [
      secretHash,
      now,
    ]);
    return rows.length > 0;
  }

  /** Uses it up. Null: it is not open, or its person may not sign in. */
  async take(tx: Tx, secretHash: Buffer): Promise<{ person: string; name: string } | null> {
    const [taken] = await tx.query<{ person: string }>(
      `delete from invitations where secret_sha256 = $1 and expires_at > $2 returning person`,
      [secretHash, tx.now],
    );
    if (!taken) return null;
    const [row] = await tx.query<{ person: string; name: string }>(
      `select key as person, name from people where key = $1 and active and role is not null for share`,
      [taken.person],
    );
    return row ?? null;
  }

  async withdraw(tx: Tx, person: string): Promise<void> {
    await tx.execute(`delete from invitations where person = $1`, [person]);
  }

  async prune(now: Date): Promise<void> {
    await this.db.query(`delete from invitations where expires_at <= $1`, [now]);
  }
}
