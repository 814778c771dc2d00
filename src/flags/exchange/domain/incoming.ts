import type { FieldError } from '../../../platform/index.js';
import type { FlagKind, FlagValue } from '../../domain/flag.js';
import type { Targeting } from '../../domain/rules.js';

export const IMPORT_FORMATS = ['flagd', 'unleash-export', 'unleash-client', 'launchdarkly'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What a document may hold that is not carried over. */
export const LOSS_CODES = [
  'approval',
  'bucketing',
  'constraint',
  'date',
  'default_variant',
  'disabled',
  'experiment',
  'kind',
  'off_variant',
  'owner',
  'prerequisite',
  'rollout',
  'segment',
  'strategy',
  'summary_only',
  'tag',
  'target',
  'targeting',
  'variant',
] as const;
export type LossCode = (typeof LOSS_CODES)[number];

/** One thing that is not carried over, and why. `environment` is the source's name of it; null: it holds everywhere. */
export interface Loss {
  code: LossCode;
  environment: string | null;
  detail: string;
}

/** A flag's state in one environment of the other system. */
export interface IncomingEnvironment {
  /** The source's name of it; see {@link ANY_ENVIRONMENT}. */
  key: string;
  on: boolean;
  /** Whether all that decides its answer is carried over. Where it is not, the flag arrives off. */
  whole: boolean;
  /** What it serves while on, in our rules; null: none come with it. */
  targeting: Targeting | null;
}

/** A flag as another system has it, in our words. */
export interface IncomingFlag {
  key: string;
  name: string;
  description: string | null;
  kind: FlagKind;
  archived: boolean;
  /** Who may answer for it, if we know such a team or person. */
  owner: { team: string | null; email: string | null };
  variants: Record<string, FlagValue>;
  defaultVariant: string;
  offVariant: string;
  environments: IncomingEnvironment[];
  losses: Loss[];
}

/** What cannot be a flag here at all. */
export interface BrokenFlag {
  /** Null: it has none that could be told. */
  key: string | null;
  faults: FieldError[];
}

export type IncomingItem = { at: string; flag: IncomingFlag } | { at: string; broken: BrokenFlag };

/** A document that was understood as far as its frame goes; its flags are read one by one. */
export interface IncomingDocument {
  /** The environments that it speaks of. */
  environments: string[];
  /** What the document as a whole holds and is not carried over. */
  losses: Loss[];
  items(): Generator<IncomingItem>;
}

/** The environment of a document that names none. */
export const ANY_ENVIRONMENT = '*';

/** Why rules with percentages arrive, but off. */
export const OTHER_LOTS =
  'Its percentages are carried over, but each system draws its own lots: they reach other people here, so it arrives off.';

export function loss(code: LossCode, environment: string | null, detail: string): Loss {
  return { code, environment, detail };
}
