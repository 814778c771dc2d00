import type { InventoryFlag } from '../flags.reads.js';
import type { OwnerBody } from './flag-bodies.contract.js';
import type { FlagEnvironmentView, FlagView } from './flags.contract.js';

/** A flag as clients see it. */
export function viewOf(flag: InventoryFlag): FlagView {
  const { owner, environments, expiresAt, createdAt, updatedAt, debt, revision, createdBy, ...rest } = flag;
  return {
    ...rest,
    owner: ownerView(owner.team, owner.person),
    expiresAt: expiresAt?.toISOString() ?? null,
    environments: Object.fromEntries(
      environments.map(({ key, on, rules, revision: changed, lastEvaluatedAt }): [string, FlagEnvironmentView] => [
        key,
        { on, rules, revision: changed, lastEvaluatedAt: lastEvaluatedAt?.toISOString() ?? null },
      ]),
    ),
    debt,
    revision,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    createdBy,
  };
}

/** What an entity tag of a flag covers: what people change, not when it was last evaluated or what it owes by now. */
export function versionOf(flag: { key: string; revision: number }): { flag: string; revision: number } {
  return { flag: flag.key, revision: flag.revision };
}

function ownerView(team: string | null, person: string | null): OwnerBody {
  return { ...(team === null ? {} : { team }), ...(person === null ? {} : { person }) };
}
