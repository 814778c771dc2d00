import type { Language, ScanConfig, Wrapper } from './config.js';

/** What declares a constant by a word, in the text before its value; `name` is what code calls it. */
const DECLARATIONS: readonly RegExp[] = [
  /\b(?:const|let|var|val|final|static|readonly|constexpr|def)\b[^=;(){}]*?\b(?<name>[A-Za-z_$][\w$]*)\s*(?::[^=;(){}]{0,80})?(?::=|=)\s*$/,
];

/** What declares one by its form, where it is no member of something. */
const DECLARED: readonly RegExp[] = [
  /(?:^|[\s,{])(?<name>[A-Z][A-Z0-9_]{2,})\s*(?::[^=;(){}]{0,80})?(?:=>|:=|=|:)\s*$/,
  /^\s*#define\s+(?<name>\w+)\s+$/,
  /^\s*(?<name>[A-Z]\w*)\s*\(\s*$/,
  /^\s*(?<name>[A-Z]\w*)\s*=\s*$/,
];

/** A member of an object or enum: `FLAGS.checkoutNew`. */
export const MEMBER = /(?:^|[\s,{])['"]?(?<name>[A-Za-z_$][\w$]*)['"]?\s*(?::|=)\s*$/;
export const OWNER = /\b(?:const|let|var|val|enum|object|class|module)\s+([A-Za-z_$][\w$]*)[^\n;]*\{/g;

export interface Rules {
  literals: boolean;
  keys: ReadonlySet<string>;
  /** What declares a constant, looked at before members and after. */
  declarations: readonly RegExp[];
  constants: readonly RegExp[];
  /** Expressions with a group `key`; each is tried only on text that holds one of its words, where it has such. */
  searches: readonly { word: RegExp | null; regex: RegExp }[];
}

/** The rules for files by their extension; the empty one is for all others. */
export function rulesOf(config: ScanConfig, keys: ReadonlySet<string>): (path: string) => Rules {
  const common: Rules = {
    literals: config.literals,
    keys,
    declarations: DECLARATIONS,
    constants: DECLARED,
    searches: config.wrappers.length === 0 ? [] : [wrapperSearch(config.wrappers)],
  };
  const byExtension = new Map<string, Rules>();
  for (const language of config.languages) {
    for (const extension of language.extensions) {
      byExtension.set(extension.toLowerCase(), widened(byExtension.get(extension.toLowerCase()) ?? common, language));
    }
  }
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
      const rules = byExtension.get(name.slice(dot));
      if (rules) return rules;
    }
    return common;
  };
}

function widened(rules: Rules, language: Language): Rules {
  return {
    ...rules,
    declarations: [...language.constants.map((source) => new RegExp(source)), ...rules.declarations],
    searches: [
      ...rules.searches,
      ...(language.wrappers.length === 0 ? [] : [wrapperSearch(language.wrappers)]),
      ...language.patterns.map((source) => ({ word: null, regex: new RegExp(source, 'g') })),
    ],
  };
}

/** Calls of functions that take a key as a string. */
function wrapperSearch(wrappers: readonly Wrapper[]): Rules['searches'][number] {
  const calls = wrappers.map(({ name, argument }) => {
    const skipped = argument === 0 ? '' : `(?:[^,()]{0,200},\\s*){${argument}}`;
    return `${escaped(name)}\\s*(?:<[^<>()]{0,100}>)?\\(\\s*${skipped}`;
  });
  return {
    word: new RegExp(wrappers.map(({ name }) => escaped(name)).join('|')),
    regex: new RegExp(`(?<![\\w$])(?:${calls.join('|')})(['"\`])(?<key>[A-Za-z0-9][A-Za-z0-9._-]{0,99})\\1`, 'g'),
  };
}

export function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
