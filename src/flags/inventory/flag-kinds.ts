import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../identity/index.js';
import { Db, DomainError, type Queryable } from '../../platform/index.js';
import { FLAG_KINDS, type FlagKind } from '../domain/flag.js';
import { DEFAULT_POLICIES, type KindPolicies, type KindPolicy } from '../domain/kind-policy.js';

/** What the installation allows each kind of flag. */
@Injectable()
export class FlagKinds {
  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
  ) {}

  async policies(on: Queryable = this.db): Promise<KindPolicies> {
    const rows = await on.query<KindPolicy & { kind: FlagKind }>(
      `select kind, lifetime_days as "lifetimeDays", extension_cap as "extensionCap" from flag_kinds`,
    );
    return { ...DEFAULT_POLICIES, ...Object.fromEntries(rows.map(({ kind, ...policy }) => [kind, policy])) };
  }

  /** Throws `unknown_kind` (not found); `check` sees what stands and may refuse. */
  async put(
    name: string,
    policy: KindPolicy,
    actor: Actor,
    check: (present: KindPolicy & { kind: FlagKind }) => void,
  ): Promise<KindPolicy & { kind: FlagKind }> {
    const kind = kindOf(name);
    return this.db.transaction(async (tx) => {
      await tx.queueFor(`flag-kind:${kind}`);
      const present = (await this.policies(tx))[kind];
      check({ kind, ...present });
      if (JSON.stringify(present) === JSON.stringify(policy)) return { kind, ...present };
      await tx.execute(
        `insert into flag_kinds (kind, lifetime_days, extension_cap) values ($1, $2, $3)
         on conflict (kind) do update set lifetime_days = $2, extension_cap = $3`,
        [kind, policy.lifetimeDays, policy.extensionCap],
      );
      const detail = { from: present, to: policy };
      await this.audit.record(tx, { actor, action: 'flag-kind.put', subject: `flag-kind:${kind}`, detail });
      // What flags owe depends on it.
      tx.announce('flags');
      return { kind, ...policy };
    });
  }
}

/** Throws `unknown_kind` (not found). */
export function kindOf(name: string): FlagKind {
  const kind = FLAG_KINDS.find((known) => known === name);
  if (kind === undefined) throw new DomainError('not_found', 'unknown_kind', `There is no kind of flag "${name}".`);
  return kind;
}
