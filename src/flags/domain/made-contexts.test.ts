import { expect, it } from 'vitest';
import { madeContexts, type Side } from './made-contexts.js';
import { NO_TARGETING, type AttributeCondition, type Segment } from './rules.js';

const NONE: Side['segments'] = { get: () => undefined };
const asking = (...conditions: AttributeCondition[]): Side => ({
  targeting: {
    ...NO_TARGETING,
    rules: [{ id: 'r1', description: null, conditions, share: null, serve: { variant: 'on' } }],
  },
  segments: NONE,
});
const among = (attribute: string, values: string[]): AttributeCondition => ({ attribute, operator: 'in', values });
const valuesOf = (contexts: Record<string, unknown>[], name: string): Set<unknown> =>
  new Set(contexts.map((context) => context[name]));

it('take the values that are compared with, another one, and none', () => {
  const side = asking({ attribute: 'plan', operator: 'equals', value: 'pro' });
  const contexts = madeContexts(side, side, 30);
  expect(contexts).toHaveLength(30);
  expect(valuesOf(contexts, 'plan')).toEqual(new Set(['pro', 'something-else', undefined]));
  expect(valuesOf(contexts, 'targetingKey').size).toBe(30);
});

it('take of long lists first what only one version has, of either', () => {
  const old = ['a', 'b', 'c', 'd', 'e'];
  const grown = valuesOf(madeContexts(asking(among('user', old)), asking(among('user', [...old, 'new'])), 60), 'user');
  expect(grown).toContain('new');
  expect(grown).toContain('a');
  const other = valuesOf(madeContexts(asking(among('user', old)), asking(among('user', ['x', 'y', 'z'])), 60), 'user');
  expect(other).toContain('x');
  expect(other).toContain('a');
});

it('tell two versions of a segment apart', () => {
  const segment = (values: string[]): Segment => ({
    key: 'testers',
    match: 'all',
    conditions: [among('email', values)],
  });
  const side = (values: string[]): Side => {
    const { targeting } = asking();
    const [rule] = targeting.rules;
    const conditions = [{ operator: 'in_segment' as const, segment: 'testers' }];
    return {
      targeting: { ...targeting, rules: rule === undefined ? [] : [{ ...rule, conditions }] },
      segments: { get: () => segment(values) },
    };
  };
  const emails = valuesOf(madeContexts(side(['a', 'b', 'c']), side(['a', 'b', 'c', 'd']), 60), 'email');
  expect(emails).toContain('d');
});

it('cross attributes, so that each value meets each other', () => {
  const side = asking(among('plan', ['pro']), among('country', ['AT']));
  const pairs = new Set(madeContexts(side, side, 100).map(({ plan, country }) => JSON.stringify([plan, country])));
  expect(pairs.size).toBe(9);
});
