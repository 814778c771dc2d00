import { escaped, MEMBER, OWNER, type Rules } from './languages.js';

/** A place in a text that refers to a flag. */
export interface Hit {
  flag: string;
  offset: number;
}

/** A name that stands for a key: `CHECKOUT`, or `FLAGS.checkout` of an object or enum. */
export interface Constant {
  name: string;
  flag: string;
}

const LITERAL = /(['"`])([A-Za-z0-9][A-Za-z0-9._-]{0,99})\1/g;
const TEMPLATE = /(['"`])((?:[A-Za-z0-9._-]|[$#]?\{[^{}"'`\n]{0,80}\}){2,200})\1/g;
/** What a text with a template of enough characters before its first place holds. */
const TEMPLATE_BEGINS = /['"`][A-Za-z0-9._-]{3,200}[$#]?\{/;
/** With fewer fixed characters a template says nothing; with more keys than that it may be any. */
const FIXED_AT_LEAST = 4;
const TEMPLATE_KEYS_AT_MOST = 50;

/** Every place of a text that refers to a flag, and the constants that it declares. */
export function find(text: string, rules: Rules): { hits: Hit[]; constants: Constant[] } {
  const hits: Hit[] = [];
  const constants: Constant[] = [];
  for (const match of text.matchAll(LITERAL)) {
    const flag = match[2] ?? '';
    if (!rules.keys.has(flag)) continue;
    if (rules.literals) hits.push({ flag, offset: match.index });
    const name = declaredAt(text, match.index, rules);
    if (name === null) continue;
    const uses = usesOf(text, name, match.index + match[0].length);
    constants.push({ name, flag });
    for (const offset of uses) hits.push({ flag, offset });
    if (!rules.literals && uses.length > 0) hits.push({ flag, offset: match.index });
  }
  if (rules.literals && TEMPLATE_BEGINS.test(text)) hits.push(...templates(text, rules.keys));
  for (const { word, regex } of rules.searches) {
    if (word !== null && !word.test(text)) continue;
    for (const match of text.matchAll(regex)) {
      const flag = match.groups?.['key'];
      if (flag !== undefined && KEY.test(flag)) hits.push({ flag, offset: match.index + match[0].lastIndexOf(flag) });
    }
  }
  return { hits, constants };
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

function declaredAt(text: string, offset: number, rules: Rules): string | null {
  const before = text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 300), offset);
  return declared(before, rules.declarations) ?? memberAt(text, offset, before) ?? declared(before, rules.constants);
}

function declared(before: string, expressions: readonly RegExp[]): string | null {
  for (const regex of expressions) {
    const name = regex.exec(before)?.groups?.['name'];
    if (name !== undefined && name.length > 1) return name;
  }
  return null;
}

/** `FLAGS.checkout`, where the text stands in the braces of what is called FLAGS. */
function memberAt(text: string, offset: number, before: string): string | null {
  const member = MEMBER.exec(before)?.groups?.['name'];
  if (member === undefined) return null;
  const from = Math.max(0, offset - 4_000);
  const around = [...text.slice(from, offset).matchAll(OWNER)].at(-1);
  if (around?.[1] === undefined) return null;
  const inside = text.slice(from + around.index + around[0].length, offset);
  return inside.split('}').length > inside.split('{').length ? null : `${around[1]}.${member}`;
}

function usesOf(text: string, name: string, from: number): number[] {
  const rest = text.slice(from);
  const uses = new RegExp(`(?<![\\w$.'"\`-])${escaped(name)}(?![\\w$'"\`]|-\\w)`, 'g');
  return [...rest.matchAll(uses)].map(({ index }) => from + index);
}

/** Strings with places to fill in that may become a key: `checkout-${step}`. */
function templates(text: string, keys: ReadonlySet<string>): Hit[] {
  const hits: Hit[] = [];
  for (const match of text.matchAll(TEMPLATE)) {
    const inside = match[2] ?? '';
    const parts = inside.split(/[$#]?\{[^{}]*\}/);
    if (parts.length < 2 || (parts[0]?.length ?? 0) < 3 || parts.join('').length < FIXED_AT_LEAST) continue;
    const form = new RegExp(`^${parts.map(escaped).join('.*')}$`);
    const may = [...keys].filter((key) => key.startsWith(parts[0] ?? '') && form.test(key));
    if (may.length <= TEMPLATE_KEYS_AT_MOST) hits.push(...may.map((flag) => ({ flag, offset: match.index })));
  }
  return hits;
}

const IDENTIFIER = /[A-Za-z_$][\w$]*/g;
const IMPORTS = /\b(?:import|require|use|from|include)\b/;

/**
 * Uses of constants that other files declare: imported by name, by another name, or as a member of whatever holds them. `own`: names
 * of its own.
 */
export function findImported(
  text: string,
  constants: ReadonlyMap<string, readonly Constant[]>,
  own?: ReadonlySet<string>,
): Hit[] {
  const hits: Hit[] = [];
  const imported = new Map<string, boolean>();
  const isImported = (name: string): boolean => {
    const known = imported.get(name) ?? imports(text, name);
    imported.set(name, known);
    return known;
  };
  const words = new Set<string>();
  for (const match of text.matchAll(IDENTIFIER)) {
    const named = constants.get(match[0]);
    if (named === undefined) continue;
    words.add(match[0]);
    for (const { name, flag } of named) {
      if (own?.has(name)) continue;
      const [owner, member] = name.split('.');
      const end = match.index + match[0].length;
      const used =
        member === undefined
          ? text[match.index - 1] === '.' ||
            text.slice(match.index - 2, match.index) === '::' ||
            isImported(owner ?? '')
          : text.startsWith(`.${member}`, end) && !/[\w$]/.test(text[end + member.length + 1] ?? '');
      if (used) hits.push({ flag, offset: match.index });
    }
  }
  for (const word of words) {
    const renaming = renamed(text, word);
    if (renaming === null) continue;
    for (const { name, flag } of constants.get(word) ?? []) {
      if (own?.has(name)) continue;
      const uses = usesOf(text, renaming.alias + name.slice(word.length), renaming.end);
      hits.push(...uses.map((offset) => ({ flag, offset })));
    }
  }
  return hits;
}

/** What a text calls the name that it imports, and where it begins to: `import { PRICING as P }`, `const { PRICING: P } = require(…)`. */
function renamed(text: string, name: string): { alias: string; end: number } | null {
  if (!IMPORTS.test(text)) return null;
  const plain = `(?<![\\w$])${escaped(name)}`;
  // The list of an import alone: elsewhere `as` tells a type, or names what is opened.
  const list =
    `\\bimport\\b[^;{}'"\`]{0,200}\\{[^;{}'"\`]{0,2000}?` +
    `|\\bfrom\\s+[\\w.]+\\s+import\\b[\\w\\s,(]{0,2000}?` +
    `|\\buse\\s+[\\w:]{0,200}(?:\\{[^;{}]{0,2000}?)?`;
  const match = new RegExp(
    `(?:${list})${plain}\\s+as\\s+([A-Za-z_$][\\w$]*)|${plain}\\s*:\\s*([A-Za-z_$][\\w$]*)[^;]{0,500}\\brequire\\(`,
  ).exec(text);
  const alias = match?.[1] ?? match?.[2];
  return match && alias !== undefined ? { alias, end: match.index + match[0].length } : null;
}

function imports(text: string, name: string): boolean {
  if (!IMPORTS.test(text)) return false;
  const plain = escaped(name);
  return new RegExp(
    `(?:import|use|from|include)\\b[^;'"\`]{0,2000}?(?<![\\w$])${plain}(?![\\w$])|(?<![\\w$])${plain}(?![\\w$])[^;]{0,500}\\brequire\\(`,
  ).test(text);
}
