import type { DebtRule } from '../../domain/debt.js';
import { needsEnd, type Flag, type FlagOwner } from '../../domain/flag.js';
import { NO_TARGETING, type Targeting } from '../../domain/rules.js';
import { ANY_ENVIRONMENT, loss, type IncomingFlag, type Loss } from './incoming.js';

/** Source's name of an environment → ours; null: left out. */
export type EnvironmentMap = ReadonlyMap<string, string | null>;

/** A flag that is here already. */
export interface Present {
  flag: Flag;
  /** Whether it came in by an import. */
  imported: boolean;
  /** Environments that an import brought or that somebody changed here. */
  settled: ReadonlySet<string>;
}

export interface PlanFacts {
  service: string;
  map: EnvironmentMap;
  /** Our environments in which turning on needs the approval of others. */
  guarded: ReadonlySet<string>;
  present: Present | null;
  overwrite: boolean;
}

/** How a flag arrives in one of our environments. */
export interface Arrival {
  on: boolean;
  /** Null: what it serves while on could not be carried over. */
  targeting: Targeting | null;
}

/** What is done with one incoming flag. `states`: by our environments. */
export type ImportStep =
  | { do: 'create'; states: ReadonlyMap<string, Arrival>; losses: Loss[] }
  | { do: 'add'; states: ReadonlyMap<string, Arrival>; losses: Loss[] }
  | { do: 'overwrite'; states: ReadonlyMap<string, Arrival>; losses: Loss[] }
  | { do: 'leave'; why: string; losses: Loss[] };

/** Decides by what is here: what is new is added, what is here stays, unless asked to overwrite it. */
export function planFlag(incoming: IncomingFlag, facts: PlanFacts): ImportStep {
  const { present, service, overwrite } = facts;
  const { states, losses } = statesOf(incoming, facts);
  if (present === null) return { do: 'create', states, losses };
  const { flag, imported, settled } = present;
  const leave = (why: string): ImportStep => ({ do: 'leave', why, losses });
  if (flag.service !== service) return leave(`It is here already, of the service "${flag.service}".`);
  if (flag.stage === 'archived') return leave('It is archived here.');
  const different = differences(flag, incoming, states);
  if (overwrite) return different.length === 0 ? leave('It is the same here.') : { do: 'overwrite', states, losses };
  const fresh = new Map([...states].filter(([key]) => imported && !settled.has(key)));
  const sameAnswers = !different.includes('variants');
  if (fresh.size > 0 && sameAnswers) return { do: 'add', states: fresh, losses };
  return leave(
    different.length === 0 ? 'It is the same here.' : `It is here already and differs: ${different.join(', ')}.`,
  );
}

/** In which of our environments it arrives on: only where it was on and nothing of its targeting is lost. */
function statesOf(
  incoming: IncomingFlag,
  { map, guarded }: PlanFacts,
): { states: ReadonlyMap<string, Arrival>; losses: Loss[] } {
  const states = new Map<string, Arrival>();
  const losses = incoming.losses.filter(
    ({ environment }) => environment === null || (map.get(environment) ?? null) !== null,
  );
  for (const { key, on, whole, targeting } of incoming.environments) {
    const target = map.get(key) ?? null;
    if (target === null) continue;
    const arrivesOn = on && whole && !incoming.archived;
    if (arrivesOn && guarded.has(target))
      losses.push(loss('approval', key, `To be on in ${target} needs the approval of others: it arrives off.`));
    // Where nothing is lost and no rules come with it, it has none.
    states.set(target, {
      on: arrivesOn && !guarded.has(target),
      targeting: targeting ?? (whole ? NO_TARGETING : null),
    });
  }
  return { states, losses };
}

/** What is otherwise here, in the words of the API. */
function differences(flag: Flag, incoming: IncomingFlag, states: ReadonlyMap<string, Arrival>): string[] {
  const { name, description, variants, defaultVariant, offVariant } = incoming;
  const answers = JSON.stringify([variants, defaultVariant, offVariant]);
  return [
    ...(flag.name === name ? [] : ['name']),
    ...(flag.description === description ? [] : ['description']),
    ...(JSON.stringify([flag.variants, flag.defaultVariant, flag.offVariant]) === answers ? [] : ['variants']),
    ...flag.environments.flatMap((environment) => {
      const { key, on } = environment;
      const arrival = states.get(key);
      if (arrival === undefined) return [];
      const ruled = arrival.targeting !== null && rulesOf(arrival.targeting) !== rulesOf(environment);
      return [...(arrival.on === on ? [] : [`${on ? 'on' : 'off'} in ${key}`]), ...(ruled ? [`rules in ${key}`] : [])];
    }),
  ];
}

function rulesOf({ rules, otherwise, prerequisites }: Targeting): string {
  return JSON.stringify([rules, otherwise, prerequisites]);
}

/** Which of our environments each of the source's means: as asked, else of the same name. */
export function environmentMap(
  sources: readonly string[],
  ours: readonly string[],
  asked: ReadonlyMap<string, string | null>,
  only: string | null,
): EnvironmentMap {
  const meant = (source: string): string | null => {
    if (asked.has(source)) return asked.get(source) ?? null;
    if (sources.length === 1 && only !== null) return only;
    if (source === ANY_ENVIRONMENT) return ours.length === 1 ? (ours[0] ?? null) : null;
    return ours.includes(source) ? source : null;
  };
  return new Map(sources.map((source) => [source, meant(source)]));
}

/** What it owes as it arrives. */
export function debtAtBirth({ kind, archived }: IncomingFlag, owner: FlagOwner): DebtRule[] {
  if (archived) return [];
  const unowned = owner.team === null && owner.person === null;
  return [...(unowned ? ['no_owner' as const] : []), ...(needsEnd(kind) ? END_OWED : [])];
}

const END_OWED = ['no_expiry', 'no_removal_ticket'] as const;

/** The flag as it is born here. `owner` is who of those whom the source names is known here. */
export function bornFrom(
  incoming: IncomingFlag,
  states: ReadonlyMap<string, Arrival>,
  birth: {
    service: string;
    environments: readonly string[];
    owner: FlagOwner;
    revision: number;
    by: string;
    now: Date;
  },
): Flag {
  const { service, owner, revision, by, now } = birth;
  const { key, name, description, kind, variants, defaultVariant, offVariant } = incoming;
  return {
    key,
    name,
    description,
    kind,
    service,
    owner,
    variants,
    defaultVariant,
    offVariant,
    revision,
    expiresAt: null,
    extensions: 0,
    removalTicket: null,
    killSwitch: { runbook: null, blastRadius: null, lastDrilledAt: null },
    stage: incoming.archived ? 'archived' : 'active',
    outcome: null,
    environments: birth.environments.map((environment) => ({
      key: environment,
      on: states.get(environment)?.on ?? false,
      ...(states.get(environment)?.targeting ?? NO_TARGETING),
      revision,
      changedAt: now,
      lastEvaluatedAt: null,
    })),
    createdAt: now,
    updatedAt: now,
    createdBy: by,
  };
}
