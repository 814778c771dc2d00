import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICIES } from './kind-policy.js';
import { isStale, judgeStaleness, type StalenessFacts } from './staleness.js';
import { NEVER_USED, type UsageFacts } from './usage.js';

const DAY = 86_400_000;
const NOW = new Date('2026-11-21T08:00:00Z');
const ago = (days: number): Date => new Date(NOW.getTime() - days * DAY);
const facts = (over: Partial<StalenessFacts> = {}): StalenessFacts => ({
  stage: 'active',
  kind: 'release',
  outcome: null,
  createdAt: ago(100),
  expiresAt: null,
  sameSince: ago(50),
  ruled: false,
  usage: NEVER_USED,
  references: 3,
  ...over,
});
const CONSTANT: UsageFacts = { lastCalledAt: ago(0.1), lastHandedOutAt: null, variant: 'on', constantSince: ago(60) };
const VARIED: UsageFacts = { ...CONSTANT, constantSince: ago(1) };
const judge = (over: Partial<StalenessFacts>) => judgeStaleness(facts(over), DEFAULT_POLICIES, NOW);

/** What is known → stale, next action. */
const SCENARIOS: [name: string, over: Partial<StalenessFacts>, stale: boolean, action: string | null][] = [
  ['rolled out everywhere long ago, still in code', {}, true, 'remove_code'],
  ['rolled out, the code is gone, nobody calls', { references: 0 }, true, 'archive'],
  ['rolled out, called by code that no scan sees', { references: 0, usage: CONSTANT }, true, 'keep'],
  ['rolled out, never scanned', { references: null }, true, 'remove_code'],
  ['rolled out of late', { sameSince: ago(39), createdAt: ago(39) }, false, null],
  ['half rolled out', { sameSince: null }, false, null],
  ['half rolled out, but always answered the same', { sameSince: null, usage: CONSTANT }, true, 'remove_code'],
  ['split by rules', { ruled: true, usage: VARIED }, false, null],
  ['rules that give everybody the same', { ruled: true, usage: CONSTANT }, true, 'remove_code'],
  ['rules, not called, not in code', { ruled: true, references: 0 }, true, 'archive'],
  ['rules, not called, still in code', { ruled: true }, false, null],
  ['the same everywhere, but answers vary', { usage: VARIED }, false, null],
  ['expired while answers vary', { usage: VARIED, expiresAt: ago(1) }, false, 'keep'],
  ['expired and young', { sameSince: ago(5), createdAt: ago(5), expiresAt: ago(1) }, false, 'remove_code'],
  [
    'expired, gone from code',
    { sameSince: ago(5), createdAt: ago(5), expiresAt: ago(1), references: 0 },
    false,
    'archive',
  ],
  [
    'a kill switch that nobody pressed for years',
    { kind: 'kill_switch', sameSince: ago(900), createdAt: ago(900) },
    false,
    null,
  ],
  ['completed, still in code', { stage: 'completed', outcome: 'kept' }, false, 'remove_code'],
  ['completed, gone from code', { stage: 'completed', outcome: 'kept', references: 0 }, false, 'archive'],
  ['archived, still in code', { stage: 'archived' }, false, 'remove_code'],
  ['archived and gone', { stage: 'archived', references: 0 }, false, null],
];

describe('staleness', () => {
  it.each(SCENARIOS)('%s', (_, over, stale, action) => {
    expect(judge(over)).toMatchObject({ stale, action });
    expect(isStale(facts(over), DEFAULT_POLICIES, NOW)).toBe(stale);
  });

  it('tells each kind of evidence once, with what it says', () => {
    const { evidence } = judge({ usage: CONSTANT });
    expect(evidence.map(({ kind, says }) => `${kind} ${says}`)).toEqual([
      'configuration done',
      'exposure done',
      'code needed',
      'age done',
    ]);
    expect(evidence[1]).toMatchObject({ detail: 'It is called, and always answered on.', since: ago(60) });
  });

  it('begins at the very end of the lifetime', () => {
    expect(judge({ sameSince: new Date(ago(40).getTime() + 1) }).stale).toBe(false);
    expect(judge({ sameSince: ago(40) }).stale).toBe(true);
  });
});
