import { describe, expect, it } from 'vitest';
import { codesOfLosses, incomingFlag, incomingItems } from '../../../../test/support/incoming.js';
import { framed, readDocument, recognise } from './recognise.js';

describe('a format', () => {
  it.each([
    ['flagd', { flags: {} }],
    ['unleash-export', { features: [], featureStrategies: [], featureEnvironments: [] }],
    ['unleash-client', { version: 2, features: [], query: { environment: 'production' } }],
    ['launchdarkly', { items: [], totalCount: 0 }],
    ['launchdarkly', [{ key: 'a', variations: [] }]],
    [null, { toggles: [] }],
  ])('is recognised: %s', (format, body) => {
    const members = framed(body);
    expect(members === null ? null : recognise(members)).toBe(format);
  });

  it('is not what it is said to be', () => {
    expect(readDocument('flagd', { features: [] })).toBeNull();
    expect(framed('text')).toBeNull();
  });
});

describe('flagd', () => {
  const one = (definition: object): object => ({ flags: { a: definition } });
  const BOOLEAN = { on: true, off: false };

  it.each([
    ['on', { on: true, whole: true }, 'on', 'off'],
    ['off', { on: false, whole: true }, 'on', 'off'],
  ])('takes a flag that answers %s', (defaultVariant, state, whileOn, whileOff) => {
    const flag = incomingFlag(one({ state: 'ENABLED', variants: BOOLEAN, defaultVariant }));
    expect(flag).toMatchObject({ defaultVariant: whileOn, offVariant: whileOff, losses: [] });
    expect(flag.environments).toEqual([{ key: '*', ...state, targeting: null }]);
  });

  it('says what it cannot take over, and is not whole then', () => {
    const targeting = { if: [{ '===': [{ var: 'plan' }, 'pro'] }, 'on', 'off'] };
    const targeted = incomingFlag(one({ state: 'ENABLED', variants: BOOLEAN, defaultVariant: 'on', targeting }));
    expect([codesOfLosses(targeted), targeted.environments[0]?.whole]).toEqual([['targeting'], false]);
    const disabled = incomingFlag(one({ state: 'DISABLED', variants: BOOLEAN, defaultVariant: 'on' }));
    expect([codesOfLosses(disabled), disabled.environments[0]?.on]).toEqual([['disabled'], false]);
    const undecided = incomingFlag(one({ state: 'ENABLED', variants: BOOLEAN, defaultVariant: null }));
    expect([codesOfLosses(undecided), undecided.environments[0]]).toEqual([
      ['default_variant'],
      { key: '*', on: false, whole: false, targeting: null },
    ]);
    const colours = incomingFlag(one({ state: 'ENABLED', variants: { r: 'red', g: 'green' }, defaultVariant: 'g' }));
    expect(codesOfLosses(colours)).toEqual(['off_variant']);
    expect(colours).toMatchObject({ defaultVariant: 'g', offVariant: 'g' });
  });

  it('one broken definition leaves the others', () => {
    const items = incomingItems({
      flags: {
        bare: { state: 'ENABLED' },
        mixed: { variants: { a: 1, b: 'x' }, defaultVariant: 'a' },
        gone: { variants: BOOLEAN, defaultVariant: 'maybe' },
        'no key': { variants: BOOLEAN, defaultVariant: 'on' },
        nul: { variants: { a: '\u0000' }, defaultVariant: 'a' },
        text: 'nonsense',
        good: { state: 'ENABLED', variants: BOOLEAN, defaultVariant: 'on' },
      },
    });
    const told = items.map((item) => ('flag' in item ? item.flag.key : item.broken.faults.map(({ code }) => code)));
    expect(told).toEqual([
      ['missing'],
      ['mixed_types'],
      ['unknown_variant'],
      ['bad_key'],
      ['unstorable_text'],
      ['missing'],
      'good',
    ]);
  });
});

describe('Unleash', () => {
  const rollout = (over: object = {}): object => ({
    name: 'flexibleRollout',
    featureName: 'a',
    parameters: { groupId: 'a', rollout: '100', stickiness: 'default' },
    constraints: [],
    segments: [],
    variants: [],
    disabled: false,
    ...over,
  });
  const exported = (strategies: object[], feature: object = {}, more: object = {}): object => ({
    features: [{ name: 'a', type: 'release', description: 'About a', project: 'default', archived: false, ...feature }],
    featureStrategies: strategies,
    featureEnvironments: [{ name: 'a', featureName: 'a', environment: 'production', enabled: true, variants: [] }],
    contextFields: [],
    featureTags: [],
    segments: [],
    dependencies: [],
    ...more,
  });

  it('takes a feature that is on for everybody', () => {
    const flag = incomingFlag(exported([rollout()]));
    expect(flag).toMatchObject({ key: 'a', description: 'About a', kind: 'release', losses: [] });
    expect(flag.environments).toEqual([{ key: 'production', on: true, whole: true, targeting: null }]);
    expect(incomingFlag(exported([])).environments[0]).toMatchObject({ on: true, whole: true });
  });

  it.each([
    ['operational', 'ops'],
    ['kill-switch', 'kill_switch'],
    ['permission', 'permission'],
    ['experiment', 'experiment'],
    ['sunset', 'release'],
  ])('takes the type %s as %s', (type, kind) => {
    expect(incomingFlag(exported([], { type })).kind).toBe(kind);
  });

  const constraint = (over: object): object => ({ contextName: 'region', operator: 'IN', values: ['eu'], ...over });
  it.each([
    ['rollout', rollout({ parameters: { rollout: '50', stickiness: 'random' } })],
    ['constraint', rollout({ constraints: [constraint({ inverted: true })] })],
    ['constraint', rollout({ constraints: [constraint({ operator: 'REGEX' })] })],
    ['constraint', rollout({ constraints: [constraint({ operator: 'STR_CONTAINS', caseInsensitive: true })] })],
    ['segment', rollout({ segments: [7] })],
    ['strategy', { name: 'remoteAddress', featureName: 'a', parameters: { IPs: '10.0.0.1' } }],
    ['variant', rollout({ variants: [{ name: 'A', weight: 1000, payload: { type: 'string', value: 'red' } }] })],
  ])('loses a %s: it is not whole', (code, strategy) => {
    const flag = incomingFlag(exported([strategy]));
    expect(codesOfLosses(flag)).toEqual([code]);
    expect(flag.losses[0]?.environment).toBe('production');
    expect(flag.environments[0]).toMatchObject({ on: true, whole: false, targeting: null });
  });

  it('says strategies as rules, each of which serves on', () => {
    const strategies = [
      { name: 'userWithId', featureName: 'a', parameters: { userIds: 'ana, bob' } },
      rollout({
        constraints: [constraint({}), constraint({ contextName: 'version', operator: 'SEMVER_GT', value: '1.2.0' })],
      }),
    ];
    const flag = incomingFlag(exported(strategies));
    expect(flag.losses).toEqual([]);
    expect(flag.environments[0]).toMatchObject({ on: true, whole: true, targeting: { otherwise: { variant: 'off' } } });
    expect(flag.environments[0]?.targeting?.rules.map(({ conditions, serve }) => [conditions, serve])).toEqual([
      [[{ attribute: 'targetingKey', operator: 'in', values: ['ana', 'bob'] }], { variant: 'on' }],
      [
        [
          { attribute: 'region', operator: 'exists' },
          { attribute: 'region', operator: 'in', values: ['eu'] },
          { attribute: 'version', operator: 'exists' },
          { attribute: 'version', operator: 'semver_gt', value: '1.2.0' },
        ],
        { variant: 'on' },
      ],
    ]);
  });

  it('brings a share, but off: it would reach other people', () => {
    const flag = incomingFlag(exported([rollout({ parameters: { rollout: '25', stickiness: 'default' } })]));
    expect(codesOfLosses(flag)).toEqual(['bucketing']);
    expect(flag.environments[0]).toMatchObject({ on: true, whole: false });
    expect(flag.environments[0]?.targeting?.rules[0]?.share).toEqual({ percent: 25, by: 'targetingKey' });
  });

  it('loses the dependency on a parent', () => {
    const dependencies = [{ feature: 'a', dependencies: [{ feature: 'parent', enabled: true }] }];
    expect(codesOfLosses(incomingFlag(exported([rollout()], {}, { dependencies })))).toEqual(['prerequisite']);
  });

  it('takes alternatives one of which is for everybody as for everybody', () => {
    expect(incomingFlag(exported([rollout({ segments: [7] }), rollout()])).environments[0]).toMatchObject({
      whole: true,
    });
  });

  it('looks at no strategy that is disabled, and a feature with none but those is off', () => {
    const disabled = rollout({ disabled: true, segments: [7] });
    expect(incomingFlag(exported([disabled])).environments[0]).toMatchObject({ on: false });
    expect(incomingFlag(exported([disabled, rollout()])).environments[0]).toMatchObject({ on: true, whole: true });
  });

  it('reads what clients get', () => {
    const flag = incomingFlag({
      version: 2,
      features: [
        {
          name: 'b',
          type: 'kill-switch',
          enabled: true,
          strategies: [{ name: 'default', constraints: [], parameters: {}, variants: [] }],
          variants: [],
        },
      ],
      query: { environment: 'production' },
    });
    expect(flag).toMatchObject({ key: 'b', kind: 'kill_switch', losses: [] });
    expect(flag.environments).toEqual([{ key: 'production', on: true, whole: true, targeting: null }]);
  });
});
