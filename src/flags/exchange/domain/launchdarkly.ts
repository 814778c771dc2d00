import { launchDarklyTargeting } from './launchdarkly-rules.js';
import type { Targeting } from '../../domain/rules.js';
import { loss, OTHER_LOTS, type IncomingDocument, type IncomingItem, type Loss } from './incoming.js';
import {
  broken,
  isMembers,
  itemOf,
  listOf,
  membersOf,
  reading,
  textOf,
  wordOf,
  wordsOf,
  type Members,
} from './members.js';

/** Flags as LaunchDarkly's REST API gives them: `{items: […]}`, or one flag. */
export function readLaunchDarkly(document: Members): IncomingDocument {
  const items = Array.isArray(document['items']) ? document['items'] : [document];
  const environments = new Set(items.flatMap((flag) => Object.keys(membersOf(membersOf(flag)['environments']))));
  return {
    environments: [...environments],
    losses: [],
    *items() {
      for (const [i, flag] of items.entries()) {
        const members = membersOf(flag);
        yield reading(`items[${i}]`, members['key'], () => itemOfFlag(`items[${i}]`, members));
      }
    },
  };
}

function itemOfFlag(at: string, flag: Members): IncomingItem {
  const variations = listOf(flag['variations']).map(membersOf);
  if (variations.length === 0)
    return broken(at, flag['key'], [
      { field: `${at}.variations`, code: 'missing', detail: 'A flag needs variations.' },
    ]);
  const names = namesOf(variations);
  const defaults = membersOf(flag['defaults']);
  const places = Object.entries(membersOf(flag['environments'])).map(([key, value]): [string, Members] => [
    key,
    membersOf(value),
  ]);
  const name = (index: unknown): string | null => (typeof index === 'number' ? (names[index] ?? null) : null);
  const first = (indexes: unknown[]): string | null => indexes.map(name).find((each) => each !== null) ?? null;
  const defaultVariant =
    first([defaults['onVariation'], ...places.map(([, place]) => membersOf(place['fallthrough'])['variation'])]) ??
    names[0] ??
    '';
  const offVariant =
    first([defaults['offVariation'], ...places.map(([, place]) => place['offVariation'])]) ?? names.at(-1) ?? '';
  const losses: Loss[] = experimentLosses(flag);
  const environments = places.map(([key, place]) => {
    const judged = judge(key, place, { name, defaultVariant, offVariant });
    losses.push(...judged.losses);
    return { key, on: place['on'] === true, whole: judged.whole, targeting: judged.targeting };
  });
  if (places.length === 0)
    losses.push(loss('summary_only', null, 'It came without environments: ask for them with ?env=… or ?summary=0.'));
  const maintainer = membersOf(flag['_maintainer']);
  const team = membersOf(flag['_maintainerTeam']);
  return itemOf(at, {
    key: wordOf(flag['key']),
    name: textOf(flag['name']) ?? wordOf(flag['key']),
    description: textOf(flag['description']),
    // A flag that is meant to stay has no end here either.
    kind: isExperiment(flag) ? 'experiment' : flag['temporary'] === false ? 'permission' : 'release',
    archived: flag['archived'] === true,
    owner: { team: textOf(team['key']) ?? textOf(flag['maintainerTeamKey']), email: textOf(maintainer['email']) },
    variants: Object.fromEntries(variations.map(({ value }, i) => [names[i] ?? '', value])),
    defaultVariant,
    offVariant,
    environments,
    losses,
  });
}

interface Names {
  name: (index: unknown) => string | null;
  defaultVariant: string;
  offVariant: string;
}

function judge(
  key: string,
  place: Members,
  { name, defaultVariant, offVariant }: Names,
): { losses: Loss[]; whole: boolean; targeting: Targeting | null } {
  const losses: Loss[] = [];
  const lose = (code: Loss['code'], detail: string): void => void losses.push(loss(code, key, detail));
  if (!isMembers(place['fallthrough'])) {
    lose('summary_only', 'The list holds a summary of its targeting alone: ask for all of it with ?summary=0.');
    return { losses, whole: false, targeting: null };
  }
  const targeting = launchDarklyTargeting(place, name, defaultVariant);
  if (targeting === null) losePieces(place, { name, defaultVariant, offVariant }, lose);
  else if (drawsLots(targeting)) lose('bucketing', OTHER_LOTS);
  const whole = losses.length === 0;
  if (name(place['offVariation']) !== offVariant)
    lose(
      'off_variant',
      place['offVariation'] === undefined || place['offVariation'] === null
        ? `It names no off variation there, so that callers get their own; here it answers "${offVariant}" while off.`
        : `While off it answers "${name(place['offVariation']) ?? '?'}" there; here it answers "${offVariant}" everywhere.`,
    );
  return { losses, whole, targeting };
}

/** Each thing that decides what is served there, none of which is carried over. */
function losePieces(
  place: Members,
  { name, defaultVariant }: Names,
  lose: (code: Loss['code'], detail: string) => void,
): void {
  for (const prerequisite of listOf(place['prerequisites']).map(membersOf))
    lose(
      'prerequisite',
      `It requires variation ${wordOf(prerequisite['variation'])} of "${wordOf(prerequisite['key'])}".`,
    );
  for (const target of [...listOf(place['targets']), ...listOf(place['contextTargets'])].map(membersOf)) {
    const kind = textOf(target['contextKind']) ?? 'user';
    const count = listOf(target['values']).length;
    if (count > 0) lose('target', `${count} targets of kind ${kind} that get "${name(target['variation']) ?? '?'}".`);
  }
  for (const rule of listOf(place['rules']).map(membersOf)) loseRule(rule, name, lose);
  const { variation, rollout } = membersOf(place['fallthrough']);
  if (rollout !== undefined) lose('rollout', `By default: ${rolloutWords(membersOf(rollout), name)}.`);
  else if (name(variation) !== defaultVariant)
    lose(
      'default_variant',
      `While on it answers "${name(variation) ?? '?'}" there, and "${defaultVariant}" elsewhere.`,
    );
}

function drawsLots({ rules, otherwise }: Targeting): boolean {
  return [...rules.map(({ serve }) => serve), ...(otherwise === null ? [] : [otherwise])].some(
    (serve) => 'split' in serve,
  );
}

function loseRule(
  rule: Members,
  name: (index: unknown) => string | null,
  lose: (code: Loss['code'], detail: string) => void,
): void {
  const { variation, rollout } = rule;
  const served = rollout === undefined ? `"${name(variation) ?? '?'}"` : rolloutWords(membersOf(rollout), name);
  const clauses = listOf(rule['clauses']).map(membersOf);
  const words = clauses.map(
    ({ attribute, op, values, negate }) =>
      `${wordOf(attribute)} ${negate === true ? 'not ' : ''}${wordOf(op)} ${wordsOf(values)}`,
  );
  lose('targeting', `The rule ${words.join(' and ')} → ${served}.`.slice(0, 1_000));
  for (const { op, values } of clauses) if (op === 'segmentMatch') lose('segment', `The segment ${wordsOf(values)}.`);
}

function rolloutWords({ variations, bucketBy }: Members, name: (index: unknown) => string | null): string {
  const parts = listOf(variations)
    .map(membersOf)
    .map(({ variation, weight }) => `${Number(weight) / 1_000} % "${name(variation) ?? '?'}"`);
  return `a rollout by ${textOf(bucketBy) ?? 'key'} of ${parts.join(', ')}`;
}

function isExperiment(flag: Members): boolean {
  return listOf(membersOf(flag['experiments'])['items']).length > 0;
}

function experimentLosses(flag: Members): Loss[] {
  return listOf(membersOf(flag['experiments'])['items'])
    .map(membersOf)
    .map(({ metricKey }) => loss('experiment', null, `Its experiment with the metric "${wordOf(metricKey, '?')}".`));
}

/** Names that variants may have here, each once: on and off, the variation's own name, else v1, v2, … */
function namesOf(variations: Members[]): string[] {
  const taken = new Set<string>();
  const boolean = variations.length === 2 && new Set(variations.map(({ value }) => value)).size === 2;
  return variations.map(({ value, name }, i) => {
    const plain = boolean && typeof value === 'boolean' ? (value ? 'on' : 'off') : nameFrom(name);
    let chosen = plain === '' || taken.has(plain) ? `v${i + 1}` : plain;
    while (taken.has(chosen)) chosen = `${chosen}-${i + 1}`;
    taken.add(chosen);
    return chosen;
  });
}

function nameFrom(name: unknown): string {
  return (textOf(name) ?? '')
    .trim()
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 90);
}
