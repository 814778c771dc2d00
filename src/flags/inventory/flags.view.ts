import type { UsageView } from '../exposure/exposure.contract.js';
import type { InventoryFlag } from '../flags.reads.js';
import type { OwnerBody } from './flag-bodies.contract.js';
import type { FlagEnvironmentView, FlagView, KillSwitchView } from './flags.contract.js';

/** A flag together with how it was used. */
export type ListedFlag = InventoryFlag & { usage: UsageView };

/** A flag as clients see it. */
export function viewOf(flag: ListedFlag): FlagView {
  const {
    owner,
    environments,
    expiresAt,
    killSwitch: _,
    createdAt,
    updatedAt,
    debt,
    revision,
    createdBy,
    ...rest
  } = flag;
  return {
    ...rest,
    owner: ownerView(owner.team, owner.person),
    expiresAt: expiresAt?.toISOString() ?? null,
    killSwitch: flag.kind === 'kill_switch' ? killSwitchView(flag) : null,
    environments: Object.fromEntries(
      environments.map(
        ({
          key,
          on,
          rules,
          otherwise,
          prerequisites,
          revision: changed,
          lastEvaluatedAt,
        }): [string, FlagEnvironmentView] => [
          key,
          {
            on,
            rules,
            otherwise,
            prerequisites,
            revision: changed,
            lastEvaluatedAt: lastEvaluatedAt?.toISOString() ?? null,
          },
        ],
      ),
    ),
    debt,
    revision,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    createdBy,
  };
}

/** What whoever presses the switch wants to know first. */
export function killSwitchView(flag: Pick<InventoryFlag, 'killSwitch' | 'variants' | 'offVariant'>): KillSwitchView {
  const { runbook, blastRadius, lastDrilledAt } = flag.killSwitch;
  return {
    safeValue: flag.variants[flag.offVariant] ?? false,
    runbook,
    blastRadius,
    lastDrilledAt: lastDrilledAt?.toISOString() ?? null,
  };
}

/** What an entity tag of a flag covers: what people change, not when it was last evaluated or what it owes by now. */
export function versionOf(flag: { key: string; revision: number }): { flag: string; revision: number } {
  return { flag: flag.key, revision: flag.revision };
}

export function ownerView(team: string | null, person: string | null): OwnerBody {
  return { ...(team === null ? {} : { team }), ...(person === null ? {} : { person }) };
}
