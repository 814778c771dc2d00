import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { Tx } from '../../platform/index.js';
import { overloaded } from './sessions.errors.js';

/** What OWASP recommends as the least for argon2id, the library's own choice; a hash carries its own, so they may rise. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Hashing takes a core and 19 MiB: more at once would take the threads of everything else. */
const AT_ONCE = 2;
const MAY_WAIT = 100;

/** Hashes and compares passwords, a few at once. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | null = null;

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFKC'), COST));
  }

  /** Takes as long where there is no hash to compare with. */
  async fits(hashed: string | null, password: string): Promise<boolean> {
    this.decoy ??= this.hash(randomBytes(32).toString('hex'));
    const decoy = await this.decoy;
    const same = await this.inTurn(() => verify(hashed ?? decoy, password.normalize('NFKC')));
    return same && hashed !== null;
  }

  /** Sets the password of a person. */
  async save(tx: Tx, person: string, hashed: string): Promise<void> {
    await tx.execute(
      `insert into passwords (person, hash, set_at) values ($1, $2, $3) on conflict (person) do update set hash = $2, set_at = $3`,
      [person, hashed, tx.now],
    );
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MAY_WAIT) throw overloaded();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
