import type { Flag, FlagEnvironment, FlagRule, FlagValue } from './flag.js';

/** What evaluation needs of a flag in one environment. */
export type CompileInput = Pick<Flag, 'key' | 'variants' | 'defaultVariant' | 'offVariant'> &
  Pick<FlagEnvironment, 'on' | 'rules'>;

/** A flag in flagd's definition language. */
export interface FlagdDefinition {
  state: 'ENABLED';
  variants: Record<string, FlagValue>;
  defaultVariant: string;
  targeting?: FlagRule;
}

export interface FlagdDocument {
  $schema: string;
  flags: Record<string, FlagdDefinition>;
}

export const FLAGD_SCHEMA = 'https://flagd.dev/schema/v0/flags.json';

/**
 * Compiles a flag to flagd's form. flagd knows no off variant, and a disabled flag gives each caller's own default, so that a
 * killed flag could come back on: an off flag is therefore enabled, without targeting, its default our off variant.
 */
export function compileFlag(flag: CompileInput): FlagdDefinition {
  const { variants } = flag;
  if (!flag.on) return { state: 'ENABLED', variants, defaultVariant: flag.offVariant };
  const targeting = compileRules(flag.rules);
  const definition: FlagdDefinition = { state: 'ENABLED', variants, defaultVariant: flag.defaultVariant };
  return targeting === null ? definition : { ...definition, targeting };
}

/** The document of one environment, flags in the order given. */
export function compileDocument(flags: Iterable<CompileInput>): FlagdDocument {
  const entries = [...flags].map((flag) => [flag.key, compileFlag(flag)] as const);
  return { $schema: FLAGD_SCHEMA, flags: Object.fromEntries(entries) };
}

function compileRules(rules: FlagRule[]): FlagRule | null {
  return rules[0] ?? null;
}
