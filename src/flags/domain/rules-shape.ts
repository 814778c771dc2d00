import type { FieldError } from '../../platform/index.js';
import { readInstant } from './instants.js';
import { portion } from './compile.js';
import {
  ATTRIBUTE_OPERATORS,
  LIST_OPERATORS,
  OPERATORS,
  PRESENCE_OPERATORS,
  SEGMENT_OPERATORS,
  TARGETING_KEY,
  VALUE_OPERATORS,
  type AttributeCondition,
  type Condition,
  type FlagRule,
  type Prerequisite,
  type Scalar,
  type Serve,
  type Share,
  type Targeting,
  type ValueOperator,
} from './rules.js';
import { partsOfPattern } from './wildcards.js';

export const MOST_RULES = 100;
export const MOST_CONDITIONS = 50;
export const MOST_VALUES = 1_000;
export const MOST_PREREQUISITES = 10;
const MOST_TEXT = 1_000;

const RULE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/;
/** A path of names. `length` below a name would ask flagd for the length of a text. */
const ATTRIBUTE = /^(?!__proto__)[A-Za-z_][A-Za-z0-9_:@-]*(\.(?!__proto__|length(\.|$))[A-Za-z_][A-Za-z0-9_:@-]*)*$/;
const SEMVER =
  /^[vV]?(\d{1,9}(\.\d{1,9})?|(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(-(0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?)$/;

type Members = Record<string, unknown>;

/** Reads what came in as JSON and notes everything that is wrong with its shape; with a fault noted, the result is not to be used. */
export class RulesReader {
  readonly faults: FieldError[] = [];

  targeting(body: { rules: unknown; otherwise?: unknown; prerequisites?: unknown }): Targeting {
    const rules = this.list(body.rules, 'rules', MOST_RULES, (item, at) => this.rule(item, at));
    const prerequisites = this.list(body.prerequisites ?? [], 'prerequisites', MOST_PREREQUISITES, (item, at) =>
      this.prerequisite(item, at),
    );
    const named = withIds(rules);
    this.unique(
      named.map(({ id }) => id),
      (i) => `rules[${i}].id`,
      'is the id of a rule before it',
    );
    this.unique(
      prerequisites.map(({ flag }) => flag),
      (i) => `prerequisites[${i}].flag`,
      'is required already',
    );
    const otherwise =
      body.otherwise === undefined || body.otherwise === null ? null : this.serve(body.otherwise, 'otherwise');
    return { rules: named, otherwise, prerequisites };
  }

  /** Conditions of a segment. */
  attributeConditions(value: unknown, field: string): AttributeCondition[] {
    return this.list(value, field, MOST_CONDITIONS, (item, at) => this.attributeCondition(item, at));
  }

  private rule(item: unknown, field: string): FlagRule {
    const rule = this.object(item, field, ['id', 'description', 'conditions', 'share', 'serve']);
    const id = rule['id'] ?? '';
    if (id !== '' && !(typeof id === 'string' && RULE_ID.test(id)))
      this.fault(`${field}.id`, 'bad_id', 'must be at most 50 letters, digits, ".", "_" or "-"');
    const share = rule['share'] ?? null;
    return {
      id: typeof id === 'string' ? id : '',
      description: this.optionalText(rule['description'], `${field}.description`),
      conditions: this.list(rule['conditions'] ?? [], `${field}.conditions`, MOST_CONDITIONS, (each, at) =>
        this.condition(each, at),
      ),
      share: share === null ? null : this.share(share, `${field}.share`),
      serve: this.serve(rule['serve'], `${field}.serve`),
    };
  }

  private condition(item: unknown, field: string): Condition {
    const operator = SEGMENT_OPERATORS.find((each) => isMembers(item) && item['operator'] === each);
    if (operator === undefined) return this.attributeCondition(item, field, OPERATORS);
    const { segment } = this.object(item, field, ['operator', 'segment']);
    return { operator, segment: this.text(segment, `${field}.segment`, 'must be the key of a segment') };
  }

  private attributeCondition(
    item: unknown,
    field: string,
    operators: readonly string[] = ATTRIBUTE_OPERATORS,
  ): AttributeCondition {
    const condition = this.object(item, field, ['attribute', 'operator', 'value', 'values']);
    const attribute = this.attribute(condition['attribute'], `${field}.attribute`);
    const { operator } = condition;
    const presence = PRESENCE_OPERATORS.find((each) => each === operator);
    if (presence !== undefined) {
      for (const name of ['value', 'values'])
        if (condition[name] !== undefined) this.fault(`${field}.${name}`, 'unexpected', `${presence} compares nothing`);
      return { attribute, operator: presence };
    }
    const list = LIST_OPERATORS.find((each) => each === operator);
    if (list !== undefined) {
      const values = this.list(condition['values'], `${field}.values`, MOST_VALUES, (each, at) =>
        this.scalar(each, at),
      );
      if (values.length === 0) this.fault(`${field}.values`, 'missing', 'must hold at least one value');
      if (new Set(values.map((each) => typeof each)).size > 1)
        this.fault(`${field}.values`, 'mixed_types', 'must hold values of one type');
      if (list === 'matches' || list === 'not_matches') this.patterns(values, `${field}.values`);
      return { attribute, operator: list, values };
    }
    const single = VALUE_OPERATORS.find((each) => each === operator);
    if (single === undefined) {
      this.fault(`${field}.operator`, 'unknown_operator', `must be one of ${operators.join(', ')}`);
      return { attribute, operator: 'exists' };
    }
    const value = this.scalar(condition['value'], `${field}.value`);
    const wrong = faultOfValue(single, value);
    if (wrong !== null) this.fault(`${field}.value`, 'bad_value', wrong);
    return { attribute, operator: single, value };
  }

  private patterns(values: Scalar[], field: string): void {
    values.forEach((value, i) => {
      if (typeof value !== 'string' || partsOfPattern(value) === null)
        this.fault(`${field}[${i}]`, 'bad_pattern', 'must be text with at most two "*"; write "\\*" for a star itself');
    });
  }

  private share(value: unknown, field: string): Share {
    const { percent, by } = this.object(value, field, ['percent', 'by']);
    return { percent: this.percent(percent, `${field}.percent`), by: this.by(by, `${field}.by`) };
  }

  private serve(value: unknown, field: string): Serve {
    const serve = this.object(value, field, ['variant', 'split', 'by']);
    if ((serve['variant'] === undefined) === (serve['split'] === undefined)) {
      if (isMembers(value)) this.fault(field, 'ambiguous', 'must hold a variant or a split');
      return { variant: '' };
    }
    if (serve['variant'] !== undefined)
      return { variant: this.text(serve['variant'], `${field}.variant`, 'must be the name of a variant') };
    const split = this.list(serve['split'], `${field}.split`, 100, (item, at) => {
      const part = this.object(item, at, ['variant', 'weight']);
      const variant = this.text(part['variant'], `${at}.variant`, 'must be the name of a variant');
      return { variant, weight: this.percent(part['weight'], `${at}.weight`) };
    });
    const total = split.reduce((sum, { weight }) => sum + portion(weight), 0);
    if (total !== 100_000) this.fault(`${field}.split`, 'not_whole', `must add up to 100, not to ${total / 1_000}`);
    return { split, by: this.by(serve['by'], `${field}.by`) };
  }

  private prerequisite(item: unknown, field: string): Prerequisite {
    const { flag, variants } = this.object(item, field, ['flag', 'variants']);
    const names = this.list(variants, `${field}.variants`, 100, (each, at) =>
      this.text(each, at, 'must be the name of a variant'),
    );
    if (names.length === 0) this.fault(`${field}.variants`, 'missing', 'must hold at least one variant');
    return { flag: this.text(flag, `${field}.flag`, 'must be the key of a flag'), variants: names };
  }

  private by(value: unknown, field: string): string {
    return value === undefined ? TARGETING_KEY : this.attribute(value, field);
  }

  private attribute(value: unknown, field: string): string {
    if (typeof value === 'string' && value.length <= 200 && ATTRIBUTE.test(value)) return value;
    this.fault(field, 'bad_attribute', 'must be the name of an attribute, or names joined by "." for what lies deeper');
    return '';
  }

  private percent(value: unknown, field: string): number {
    const ok =
      typeof value === 'number' && value >= 0 && value <= 100 && Math.abs(value * 1_000 - portion(value)) < 1e-6;
    if (ok) return value;
    this.fault(field, 'bad_percent', 'must be a number from 0 to 100 with at most three decimals');
    return 0;
  }

  private scalar(value: unknown, field: string): Scalar {
    if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
    if (typeof value === 'string' && value.length <= MOST_TEXT) return value;
    this.fault(field, 'bad_value', `must be text of at most ${MOST_TEXT} characters, a number, true or false`);
    return '';
  }

  private text(value: unknown, field: string, detail: string): string {
    if (typeof value === 'string' && value !== '' && value.length <= 200) return value;
    this.fault(field, value === undefined ? 'missing' : 'bad_value', detail);
    return '';
  }

  private optionalText(value: unknown, field: string): string | null {
    if (value === undefined || value === null || value === '') return null;
    if (typeof value === 'string' && value.length <= MOST_TEXT) return value;
    this.fault(field, 'bad_value', `must be text of at most ${MOST_TEXT} characters`);
    return null;
  }

  private list<T>(value: unknown, field: string, most: number, read: (item: unknown, field: string) => T): T[] {
    if (!Array.isArray(value)) {
      this.fault(field, value === undefined ? 'missing' : 'bad_list', 'must be a list');
      return [];
    }
    if (value.length > most) {
      this.fault(field, 'too_many', `must hold at most ${most}`);
      return [];
    }
    return value.map((item, i) => read(item, `${field}[${i}]`));
  }

  private object(value: unknown, field: string, names: string[]): Members {
    if (!isMembers(value)) {
      this.fault(field, value === undefined ? 'missing' : 'bad_object', 'must be an object');
      return {};
    }
    for (const name of Object.keys(value))
      if (!names.includes(name)) this.fault(`${field}.${name}`, 'unknown_field', 'is not known here');
    return value;
  }

  private unique(names: string[], field: (i: number) => string, detail: string): void {
    names.forEach((name, i) => {
      if (name !== '' && names.indexOf(name) < i) this.fault(field(i), 'twice', detail);
    });
  }

  private fault(field: string, code: string, detail: string): void {
    this.faults.push({ field, code, detail });
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function faultOfValue(operator: ValueOperator, value: Scalar): string | null {
  switch (operator) {
    case 'equals':
    case 'not_equals':
      return null;
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return typeof value === 'number' ? null : 'must be a number';
    case 'semver_eq':
    case 'semver_lt':
    case 'semver_lte':
    case 'semver_gt':
    case 'semver_gte':
      return typeof value === 'string' && SEMVER.test(value) ? null : 'must be a version such as 2.10.0';
    case 'before':
    case 'after':
      return typeof value === 'string' && readInstant(value) !== null
        ? null
        : 'must be a date such as 2026-11-21, or an instant in UTC such as 2026-11-21T08:00:00Z, without fractions of a second';
    case 'contains':
    case 'not_contains':
    case 'starts_with':
    case 'not_starts_with':
    case 'ends_with':
    case 'not_ends_with':
      return typeof value === 'string' && value !== '' ? null : 'must be text';
  }
}

/** A rule without an id takes the first free of r1, r2, …, so that rules given again without ids keep them, and their shares. */
function withIds(rules: FlagRule[]): FlagRule[] {
  const taken = new Set(rules.map(({ id }) => id));
  let last = 0;
  return rules.map((rule) => {
    if (rule.id !== '') return rule;
    do last += 1;
    while (taken.has(`r${last}`));
    return { ...rule, id: `r${last}` };
  });
}
