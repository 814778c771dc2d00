import { ANY_ENVIRONMENT, loss, type IncomingDocument, type IncomingItem, type Loss } from './incoming.js';
import { broken, isMembers, itemOf, membersOf, reading, textOf, type Members } from './members.js';

/** Names that say by themselves that they are the variant of an off flag. */
const OFF_NAMES = ['off', 'disabled', 'none', 'control'];

/** flagd's flag definitions: the flags of one environment, which it does not name. */
export function readFlagd(document: Members): IncomingDocument {
  const evaluators = Object.keys(membersOf(document['$evaluators']));
  return {
    environments: [ANY_ENVIRONMENT],
    losses: evaluators.map((name) => loss('segment', null, `The shared expression "${name}" is not carried over.`)),
    *items() {
      for (const [key, definition] of Object.entries(membersOf(document['flags'])))
        yield reading(`flags.${key}`, key, () => itemOfDefinition(key, definition));
    },
  };
}

function itemOfDefinition(key: string, definition: unknown): IncomingItem {
  const at = `flags.${key}`;
  if (!isMembers(definition) || !isMembers(definition['variants']))
    return broken(at, key, [{ field: `${at}.variants`, code: 'missing', detail: 'A flag needs variants.' }]);
  const { variants, state } = definition;
  const losses: Loss[] = [];
  const lose = (code: Loss['code'], detail: string): void => void losses.push(loss(code, ANY_ENVIRONMENT, detail));
  const disabled = state === 'DISABLED';
  if (disabled)
    lose('disabled', 'A disabled flag of flagd answers what each caller gives; here it answers its off variant.');
  const targeted = Object.keys(membersOf(definition['targeting'])).length > 0;
  if (targeted) lose('targeting', 'Its targeting is JsonLogic, which is not translated into rules: it arrives off.');
  const given = textOf(definition['defaultVariant']);
  if (given === null) lose('default_variant', 'It names no default variant: callers of flagd get their own default.');
  const off = offVariantOf(variants);
  if (off === null && given !== null)
    lose('off_variant', `flagd knows no off variant, and none is called so: "${given}" is what it answers while off.`);
  const [first = '', second = first] = Object.keys(variants);
  const offVariant = off ?? given ?? first;
  const other = first === offVariant ? second : first;
  const isOff = given === null || given === off;
  return itemOf(at, {
    key,
    name: textOf(membersOf(definition['metadata'])['name']) ?? key,
    description: textOf(membersOf(definition['metadata'])['description']),
    kind: 'release',
    archived: false,
    owner: { team: null, email: null },
    variants,
    defaultVariant: isOff ? other : given,
    offVariant,
    environments: [
      { key: ANY_ENVIRONMENT, on: !disabled && !isOff, whole: !targeted && given !== null, targeting: null },
    ],
    losses,
  });
}

function offVariantOf(variants: Members): string | null {
  const no = Object.entries(variants).find(([, value]) => value === false);
  return no?.[0] ?? OFF_NAMES.find((name) => Object.hasOwn(variants, name)) ?? null;
}
