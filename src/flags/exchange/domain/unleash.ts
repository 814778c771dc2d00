import type { FlagKind } from '../../domain/flag.js';
import type { Targeting } from '../../domain/rules.js';
import { ANY_ENVIRONMENT, loss, OTHER_LOTS, type IncomingDocument, type IncomingItem, type Loss } from './incoming.js';
import { isMembers, itemOf, listOf, membersOf, reading, textOf, wordOf, wordsOf, type Members } from './members.js';
import { unleashTargeting } from './unleash-rules.js';

const KINDS: Record<string, FlagKind> = {
  release: 'release',
  experiment: 'experiment',
  operational: 'ops',
  permission: 'permission',
  'kill-switch': 'kill_switch',
};

/** What Unleash says of a feature in one environment. */
interface Enabled {
  environment: string;
  enabled: boolean;
  strategies: unknown[];
  variants: unknown[];
  dependencies: unknown[];
}

/** The answer of /api/admin/features-batch/export: one environment's strategies, and the features of all. */
export function readUnleashExport(document: Members): IncomingDocument {
  const states = new Map<string, Members[]>();
  const strategies = new Map<string, unknown[]>();
  const dependencies = new Map<string, unknown[]>();
  const environments = new Set<string>();
  for (const state of listOf(document['featureEnvironments']).filter(isMembers)) {
    const feature = textOf(state['featureName']) ?? textOf(state['name']) ?? '';
    environments.add(textOf(state['environment']) ?? ANY_ENVIRONMENT);
    states.set(feature, [...(states.get(feature) ?? []), state]);
  }
  for (const strategy of listOf(document['featureStrategies'])) {
    const feature = textOf(membersOf(strategy)['featureName']) ?? '';
    strategies.set(feature, [...(strategies.get(feature) ?? []), strategy]);
  }
  for (const dependency of listOf(document['dependencies']).filter(isMembers))
    dependencies.set(textOf(dependency['feature']) ?? '', listOf(dependency['dependencies']));
  return {
    environments: environments.size === 0 ? [ANY_ENVIRONMENT] : [...environments],
    losses: [...segmentLosses(document), ...tagLosses(document)],
    *items() {
      for (const [i, feature] of listOf(document['features']).entries()) {
        const members = membersOf(feature);
        const name = wordOf(members['name']);
        yield reading(`features[${i}]`, members['name'], () =>
          itemOfFeature(
            `features[${i}]`,
            members,
            (states.get(name) ?? []).map((state) => {
              const environment = textOf(state['environment']) ?? ANY_ENVIRONMENT;
              // Strategies that say where they belong count there alone; an export of one environment leaves it out.
              const own = (strategies.get(name) ?? []).filter((strategy) => {
                const place = textOf(membersOf(strategy)['environment']);
                return place === null || place === environment;
              });
              return {
                environment,
                enabled: state['enabled'] === true,
                strategies: own,
                variants: listOf(state['variants']),
                dependencies: dependencies.get(name) ?? [],
              };
            }),
          ),
        );
      }
    },
  };
}

/** The answer of /api/client/features: what a server-side client of one environment evaluates by. */
export function readUnleashClient(document: Members): IncomingDocument {
  const environment = textOf(membersOf(document['query'])['environment']) ?? ANY_ENVIRONMENT;
  return {
    environments: [environment],
    losses: segmentLosses(document),
    *items() {
      for (const [i, feature] of listOf(document['features']).entries()) {
        const members = membersOf(feature);
        const { strategies, variants, dependencies } = members;
        yield reading(`features[${i}]`, members['name'], () =>
          itemOfFeature(`features[${i}]`, members, [
            {
              environment,
              enabled: members['enabled'] === true,
              strategies: listOf(strategies),
              variants: listOf(variants),
              dependencies: listOf(dependencies),
            },
          ]),
        );
      }
    },
  };
}

function itemOfFeature(at: string, feature: Members, states: Enabled[]): IncomingItem {
  const name = wordOf(feature['name']);
  const type = textOf(feature['type']) ?? 'release';
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const losses: Loss[] = [];
  if (kind === undefined)
    losses.push(loss('kind', null, `There is no kind "${type}" here: it arrives as a release flag.`));
  const environments = states.map((state) => {
    const judged = judge(state);
    losses.push(...judged.losses);
    // Unleash turns a feature off all of whose strategies are disabled.
    const idle = state.strategies.length > 0 && state.strategies.every(isDisabled);
    const { whole, targeting } = judged;
    return { key: state.environment, on: state.enabled && !idle, whole, targeting };
  });
  return itemOf(at, {
    key: name,
    name,
    description: textOf(feature['description']),
    kind: kind ?? 'release',
    archived: feature['archived'] === true || textOf(feature['archivedAt']) !== null,
    owner: { team: null, email: null },
    variants: { on: true, off: false },
    defaultVariant: 'on',
    offVariant: 'off',
    environments,
    losses,
  });
}

/** What of a feature is lost in one environment, and what of it our rules can say. */
function judge({ environment, strategies, variants, dependencies }: Enabled): {
  losses: Loss[];
  whole: boolean;
  targeting: Targeting | null;
} {
  const losses: Loss[] = [];
  const lose = (code: Loss['code'], detail: string): void => void losses.push(loss(code, environment, detail));
  for (const dependency of dependencies) {
    const parent = textOf(membersOf(dependency)['feature']) ?? '?';
    lose('prerequisite', `It depends on the feature "${parent}".`);
  }
  const active = strategies.filter((strategy) => !isDisabled(strategy)).map(membersOf);
  const named = [...variants, ...active.flatMap((strategy) => listOf(strategy['variants']))].map(
    (variant) => `"${textOf(membersOf(variant)['name']) ?? '?'}"`,
  );
  if (named.length > 0)
    lose(
      'variant',
      `Its variants ${[...new Set(named)].join(', ')} with their weights: it arrives as on or off alone.`,
    );
  // Strategies are alternatives: where one is for everybody, or there is none, the others change nothing.
  if (active.length === 0 || active.some((strategy) => strategyLosses(strategy).length === 0))
    return { losses, whole: losses.length === 0, targeting: null };
  const targeting = losses.length === 0 ? unleashTargeting(active) : null;
  if (targeting === null) {
    for (const strategy of active) for (const [code, detail] of strategyLosses(strategy)) lose(code, detail);
  } else if (targeting.rules.some(({ share }) => share !== null)) lose('bucketing', OTHER_LOTS);
  return { losses, whole: losses.length === 0, targeting };
}

function strategyLosses(strategy: Members): [Loss['code'], string][] {
  const name = textOf(strategy['name']) ?? '?';
  const parameters = membersOf(strategy['parameters']);
  const losses: [Loss['code'], string][] = [];
  if (name === 'flexibleRollout') {
    const { rollout, stickiness } = parameters;
    if (Number(rollout) !== 100)
      losses.push(['rollout', `A rollout to ${wordOf(rollout)} % by ${wordOf(stickiness, 'default')}.`]);
  } else if (name !== 'default') {
    const said = Object.entries(parameters).map(([key, value]) => `${key}=${wordOf(value)}`);
    losses.push([
      'strategy',
      `The strategy "${name}"${said.length === 0 ? '' : ` (${said.join(', ')})`}.`.slice(0, 500),
    ]);
  }
  for (const constraint of listOf(strategy['constraints'])) {
    const { contextName, operator, inverted, value, values } = membersOf(constraint);
    const compared = listOf(values).length > 0 ? wordsOf(values) : wordOf(value);
    const not = inverted === true ? 'not ' : '';
    losses.push([
      'constraint',
      `The constraint ${wordOf(contextName)} ${not}${wordOf(operator)} ${compared}.`.slice(0, 500),
    ]);
  }
  for (const segment of listOf(strategy['segments'])) losses.push(['segment', `The segment ${wordOf(segment)}.`]);
  return losses;
}

function isDisabled(strategy: unknown): boolean {
  return membersOf(strategy)['disabled'] === true;
}

function segmentLosses(document: Members): Loss[] {
  return listOf(document['segments']).map((segment) => {
    const { id, name } = membersOf(segment);
    return loss('segment', null, `The segment ${wordOf(id)}${textOf(name) === null ? '' : ` "${wordOf(name)}"`}.`);
  });
}

function tagLosses(document: Members): Loss[] {
  const tags = listOf(document['featureTags']).length;
  return tags === 0 ? [] : [loss('tag', null, `${tags} tags of features: flags here have none.`)];
}
