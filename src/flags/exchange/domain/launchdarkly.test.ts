import { describe, expect, it } from 'vitest';
import { codesOfLosses, incomingFlag, incomingItems } from '../../../../test/support/incoming.js';
import { NO_TARGETING } from '../../domain/rules.js';

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
    const flag = incomingFlag(listed(place(), { _maintainer: { email: 'ana@example.com' } }));
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
    expect(incomingFlag(listed(place(), { temporary: false })).kind).toBe('permission');
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
    const flag = incomingFlag(listed(place(over)));
    expect(codesOfLosses(flag)).toEqual(codes);
    expect(flag.environments[0]).toMatchObject({ whole: false, targeting: null });
  });

  it('says targets, rules and what is served otherwise in our rules', () => {
    const mail = { attribute: 'email', op: 'endsWith', values: ['@a.example', '@b.example'] };
    const flag = incomingFlag(
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
    const flag = incomingFlag(listed(place({ fallthrough: { rollout: { variations, bucketBy: 'account' } } })));
    expect(codesOfLosses(flag)).toEqual(['bucketing']);
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
    const flag = incomingFlag(listed(place({ offVariation: 0 }), { experiments: { items: [{ metricKey: 'sales' }] } }));
    expect(codesOfLosses(flag)).toEqual(['experiment', 'off_variant']);
    expect(flag.kind).toBe('experiment');
  });

  it('names variations that have no name, or one that no variant may have', () => {
    const variations = [{ value: 'a', name: 'Deep red!' }, { value: 'b', name: 'Deep red!' }, { value: 'c' }];
    expect(Object.keys(incomingFlag(listed(place(), { kind: 'multivariate', variations })).variants)).toEqual([
      'Deep-red',
      'v2',
      'v3',
    ]);
  });

  it('breaks on lists, which no variant may hold', () => {
    const [item] = incomingItems(listed(place(), { variations: [{ value: [1] }, { value: [2] }] }));
    expect(item).toMatchObject({ broken: { key: 'a', faults: [{ code: 'bad_type' }, { code: 'bad_type' }] } });
  });
});
