import { describe, expect, it } from 'vitest';
import { NO_TARGETING } from '../../domain/rules.js';
import type { IncomingFlag, IncomingItem } from './incoming.js';
import { framed, readDocument, recognise } from './recognise.js';

const read = (body: unknown): IncomingItem[] => {
  const members = framed(body);
  const format = members === null ? null : recognise(members);
  if (members === null || format === null) throw new Error('not recognised');
  return [...(readDocument(format, members)?.items() ?? [])];
};
const flagOf = (body: unknown): IncomingFlag => {
  const [item] = read(body);
  if (item === undefined || !('flag' in item)) throw new Error(JSON.stringify(item));
  return item.flag;
};
const lost = ({ losses }: IncomingFlag): string[] => losses.map(({ code }) => code);

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
    const flag = flagOf(one({ state: 'ENABLED', variants: BOOLEAN, defaultVariant }));
    expect(flag).toMatchObject({ defaultVariant: whileOn, offVariant: whileOff, losses: [] });
    expect(flag.environments).toEqual([{ key: '*', ...state, targeting: null }]);
  });

  it('says what it cannot take over, and is not whole then', () => {
    const targeting = { if: [{ '===': [{ var: 'plan' }, 'pro'] }, 'on', 'off'] };
    const targeted = flagOf(one({ state: 'ENABLED', variants: BOOLEAN, defaultVariant: 'on', targeting }));
    expect([lost(targeted), targeted.environments[0]?.whole]).toEqual([['targeting'], false]);
    const disabled = flagOf(one({ state: 'DISABLED', variants: BOOLEAN, defaultVariant: 'on' }));
    expect([lost(disabled), disabled.environments[0]?.on]).toEqual([['disabled'], false]);
    const undecided = flagOf(one({ state: 'ENABLED', variants: BOOLEAN, defaultVariant: null }));
    expect([lost(undecided), undecided.environments[0]]).toEqual([
      ['default_variant'],
      { key: '*', on: false, whole: false, targeting: null },
    ]);
    const colours = flagOf(one({ state: 'ENABLED', variants: { r: 'red', g: 'green' }, defaultVariant: 'g' }));
    expect(lost(colours)).toEqual(['off_variant']);
    expect(colours).toMatchObject({ defaultVariant: 'g', offVariant: 'g' });
  });

  it('one broken definition leaves the others', () => {
    const items = read({
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
    const flag = flagOf(exported([rollout()]));
    expect(flag).toMatchObject({ key: 'a', description: 'About a', kind: 'release', losses: [] });
    expect(flag.environments).toEqual([{ key: 'production', on: true, whole: true, targeting: null }]);
    expect(flagOf(exported([])).environments[0]).toMatchObject({ on: true, whole: true });
  });

  it.each([
    ['operational', 'ops'],
    ['kill-switch', 'kill_switch'],
    ['permission', 'permission'],
    ['experiment', 'experiment'],
    ['sunset', 'release'],
  ])('takes the type %s as %s', (type, kind) => {
    expect(flagOf(exported([], { type })).kind).toBe(kind);
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
    const flag = flagOf(exported([strategy]));
    expect(lost(flag)).toEqual([code]);
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
    const flag = flagOf(exported(strategies));
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
    const flag = flagOf(exported([rollout({ parameters: { rollout: '25', stickiness: 'default' } })]));
    expect(lost(flag)).toEqual(['bucketing']);
    expect(flag.environments[0]).toMatchObject({ on: true, whole: false });
    expect(flag.environments[0]?.targeting?.rules[0]?.share).toEqual({ percent: 25, by: 'targetingKey' });
  });

  it('loses the dependency on a parent', () => {
    const dependencies = [{ feature: 'a', dependencies: [{ feature: 'parent', enabled: true }] }];
    expect(lost(flagOf(exported([rollout()], {}, { dependencies })))).toEqual(['prerequisite']);
  });

  it('takes alternatives one of which is for everybody as for everybody', () => {
    expect(flagOf(exported([rollout({ segments: [7] }), rollout()])).environments[0]).toMatchObject({ whole: true });
  });

  it('looks at no strategy that is disabled, and a feature with none but those is off', () => {
    const disabled = rollout({ disabled: true, segments: [7] });
    expect(flagOf(exported([disabled])).environments[0]).toMatchObject({ on: false });
    expect(flagOf(exported([disabled, rollout()])).environments[0]).toMatchObject({ on: true, whole: true });
  });

  it('reads what clients get', () => {
    const flag = flagOf({
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

describe('LaunchDarkly', () => {
  const place = (over: object = {}): object => ({
    on: true,
    archived: false,
    targets: [],
    contextTargets: [],
    rules: [],
    fallthrough: { variation: 0 },
    offVariation: 1,
    prerequisites: [],
    ...over,
  });
  const listed = (production: object, over: object = {}): object => ({
    totalCount: 1,
    items: [
      {
        key: 'a',
        name: 'About a',
        kind: 'boolean',
        temporary: true,
        archived: false,
        variations: [
          { _id: '1', value: true },
          { _id: '2', value: false },
        ],
        defaults: { onVariation: 0, offVariation: 1 },
        environments: { production },
        ...over,
      },
    ],
  });

  it('takes a flag that is on for everybody, with whoever maintains it', () => {
    const flag = flagOf(listed(place(), { _maintainer: { email: 'ana@example.com' } }));
    expect(flag).toMatchObject({
      key: 'a',
      name: 'About a',
      kind: 'release',
      owner: { team: null, email: 'ana@example.com' },
      variants: { on: true, off: false },
      defaultVariant: 'on',
      offVariant: 'off',
      losses: [],
    });
    expect(flag.environments).toEqual([{ key: 'production', on: true, whole: true, targeting: NO_TARGETING }]);
    expect(flagOf(listed(place(), { temporary: false })).kind).toBe('permission');
  });

  const clause = { attribute: 'country', op: 'in', values: ['DE', 'FR'], negate: false };
  const regex = { attribute: 'email', op: 'matches', values: ['^a.*$'] };
  it.each([
    [['targeting'], { rules: [{ clauses: [regex], variation: 0 }] }],
    [
      ['target', 'targeting'],
      { targets: [{ values: ['ana'], variation: 1 }], rules: [{ clauses: [regex], variation: 0 }] },
    ],
    [['targeting', 'segment'], { rules: [{ clauses: [{ op: 'segmentMatch', values: ['beta'] }], variation: 0 }] }],
    [['rollout'], { fallthrough: { rollout: { variations: [{ variation: 0, weight: 60000 }] } } }],
    [['prerequisite'], { prerequisites: [{ key: 'parent', variation: 0 }] }],
    [['summary_only'], { fallthrough: undefined, rules: undefined }],
  ])('loses %j: it is not whole', (codes, over) => {
    const flag = flagOf(listed(place(over)));
    expect(lost(flag)).toEqual(codes);
    expect(flag.environments[0]).toMatchObject({ whole: false, targeting: null });
  });

  it('says targets, rules and what is served otherwise in our rules', () => {
    const mail = { attribute: 'email', op: 'endsWith', values: ['@a.example', '@b.example'] };
    const flag = flagOf(
      listed(
        place({
          targets: [{ values: ['ana'], variation: 1, contextKind: 'user' }],
          rules: [{ description: 'West', clauses: [clause, mail], variation: 0 }],
          fallthrough: { variation: 1 },
        }),
      ),
    );
    expect(flag.losses).toEqual([]);
    expect(flag.environments[0]).toMatchObject({
      whole: true,
      targeting: {
        rules: [
          {
            conditions: [{ attribute: 'targetingKey', operator: 'in', values: ['ana'] }],
            serve: { variant: 'off' },
          },
          {
            description: 'West',
            conditions: [
              { attribute: 'country', operator: 'exists' },
              { attribute: 'country', operator: 'in', values: ['DE', 'FR'] },
              { attribute: 'email', operator: 'exists' },
              { attribute: 'email', operator: 'matches', values: ['*@a.example', '*@b.example'] },
            ],
            serve: { variant: 'on' },
          },
        ],
        otherwise: { variant: 'off' },
      },
    });
  });

  it('brings a rollout, but off: it would reach other people', () => {
    const variations = [
      { variation: 0, weight: 60_000 },
      { variation: 1, weight: 40_000 },
    ];
    const flag = flagOf(listed(place({ fallthrough: { rollout: { variations, bucketBy: 'account' } } })));
    expect(lost(flag)).toEqual(['bucketing']);
    expect(flag.environments[0]).toMatchObject({
      whole: false,
      targeting: {
        otherwise: {
          split: [
            { variant: 'on', weight: 60 },
            { variant: 'off', weight: 40 },
          ],
          by: 'account',
        },
      },
    });
  });

  it('says where it answers otherwise while off, and what its experiment measured', () => {
    const flag = flagOf(listed(place({ offVariation: 0 }), { experiments: { items: [{ metricKey: 'sales' }] } }));
    expect(lost(flag)).toEqual(['experiment', 'off_variant']);
    expect(flag.kind).toBe('experiment');
  });

  it('names variations that have no name, or one that no variant may have', () => {
    const variations = [{ value: 'a', name: 'Deep red!' }, { value: 'b', name: 'Deep red!' }, { value: 'c' }];
    expect(Object.keys(flagOf(listed(place(), { kind: 'multivariate', variations })).variants)).toEqual([
      'Deep-red',
      'v2',
      'v3',
    ]);
  });

  it('breaks on lists, which no variant may hold', () => {
    const [item] = read(listed(place(), { variations: [{ value: [1] }, { value: [2] }] }));
    expect(item).toMatchObject({ broken: { key: 'a', faults: [{ code: 'bad_type' }, { code: 'bad_type' }] } });
  });
});
