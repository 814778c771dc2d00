import type { Schemas } from '../../api/client';
import { ownerBody, ownerValue, type Flag, type Kind } from './flag';

export const TYPES = ['boolean', 'string', 'number', 'object'] as const;
export type VariantType = (typeof TYPES)[number];

/** A flag as its form holds it. */
export interface FlagValues extends Record<string, unknown> {
  key: string;
  name: string;
  description: string;
  kind: Kind;
  service: string;
  owner: string;
  /** A day, "2027-01-31"; empty: none. */
  expiresAt: string;
  removalTicket: string;
  runbook: string;
  blastRadius: string;
  /** Why it is changed. */
  reason: string;
  type: VariantType;
  variants: { name: string; value: string }[];
  defaultVariant: string;
  offVariant: string;
}

export function emptyFlag(service: string): FlagValues {
  return {
    key: '',
    name: '',
    description: '',
    kind: 'release',
    service,
    owner: '',
    expiresAt: '',
    removalTicket: '',
    runbook: '',
    blastRadius: '',
    reason: '',
    type: 'boolean',
    variants: [
      { name: 'on', value: 'true' },
      { name: 'off', value: 'false' },
    ],
    defaultVariant: 'on',
    offVariant: 'off',
  };
}

export function valuesOf(flag: Flag): FlagValues {
  const values = Object.values(flag.variants);
  return {
    key: flag.key,
    name: flag.name,
    description: flag.description ?? '',
    kind: flag.kind,
    service: flag.service,
    owner: ownerValue(flag),
    expiresAt: flag.expiresAt === null ? '' : dayOfInstant(flag.expiresAt),
    removalTicket: flag.removalTicket ?? '',
    runbook: flag.killSwitch?.runbook ?? '',
    blastRadius: flag.killSwitch?.blastRadius ?? '',
    reason: '',
    type: TYPES.find((type) => type === typeof values[0]) ?? 'boolean',
    variants: Object.entries(flag.variants).map(([name, value]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
    defaultVariant: flag.defaultVariant,
    offVariant: flag.offVariant,
  };
}

/** The body that creates the flag. */
export function newFlag(values: FlagValues): Schemas['NewFlagBody'] {
  const { key, kind, service, owner } = values;
  return {
    ...common(values),
    ...answersOf(values),
    key,
    kind,
    service,
    owner: ownerBody(owner),
    ...(values.name === '' ? { name: key } : {}),
  };
}

/**
 * The body that changes it. What was not touched is left out: an owner that left since must not keep people from changing
 * something else, the expiry keeps its hour, and answers need no approval.
 */
export function flagPatch(values: FlagValues, before: Flag): Schemas['FlagPatch'] {
  return { ...factsPatch(values, before), ...(changesAnswers(values, valuesOf(before)) ? answersOf(values) : {}) };
}

/** The same without what the flag answers. */
export function factsPatch(values: FlagValues, before: Flag): Schemas['FlagPatch'] {
  const old = valuesOf(before);
  const { expiresAt, ...rest } = common(values);
  return {
    ...rest,
    kind: values.kind,
    ...(values.owner === old.owner ? {} : { owner: ownerBody(values.owner) }),
    ...(values.expiresAt === old.expiresAt ? {} : { expiresAt }),
    ...(values.reason.trim() === '' ? {} : { reason: values.reason.trim() }),
  };
}

function common(values: FlagValues) {
  return {
    name: values.name,
    description: values.description.trim() === '' ? null : values.description,
    expiresAt: values.expiresAt === '' ? null : endOfDay(values.expiresAt),
    removalTicket: orNull(values.removalTicket),
    ...(values.kind === 'kill_switch' && {
      killSwitch: { runbook: orNull(values.runbook), blastRadius: orNull(values.blastRadius) },
    }),
  };
}

/** What the flag answers. */
export function answersOf({ type, variants, defaultVariant, offVariant }: FlagValues) {
  return {
    variants: Object.fromEntries(variants.map(({ name, value }) => [name, variantValue(type, value)])),
    defaultVariant,
    offVariant,
  };
}

/** Whether the flag would answer something else. */
export function changesAnswers(values: FlagValues, before: FlagValues): boolean {
  return JSON.stringify(answersOf(values)) !== JSON.stringify(answersOf(before));
}

/** Whether anything else of it would be another. */
export function changesFacts(values: FlagValues, before: FlagValues): boolean {
  const apart = ['type', 'variants', 'defaultVariant', 'offVariant', 'reason'];
  return Object.entries(before).some(([field, value]) => !apart.includes(field) && values[field] !== value);
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

/** Whether the form puts the expiry off or takes it away, which needs a reason. */
export function extendsLife(values: FlagValues, before: FlagValues | null): boolean {
  if (before === null || before.expiresAt === '' || values.expiresAt === before.expiresAt) return false;
  return values.expiresAt === '' || values.expiresAt > before.expiresAt;
}

/** What cannot be read as its type is sent as it was typed, and the server says what is wrong with it. */
function variantValue(type: VariantType, text: string): unknown {
  if (type === 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The day's last second where the viewer is. */
function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString();
}

/** The day of an instant where the viewer is. */
function dayOfInstant(at: string): string {
  const local = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
}

/** The day so many days from now, where the viewer is. */
export function dayAhead(now: Date, days: number): string {
  return dayOfInstant(new Date(now.getTime() + days * 86_400_000).toISOString());
}

/** A key made of a name: "New checkout (2)" becomes "new-checkout-2". */
export function keyOfName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 100);
}
