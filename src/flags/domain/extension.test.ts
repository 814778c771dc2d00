import { describe, expect, it } from 'vitest';
import { decideExtension, type Life } from './extension.js';
import { DEFAULT_POLICIES } from './kind-policy.js';

const MAY = new Date('2027-05-01T00:00:00Z');
const JUNE = new Date('2027-06-01T00:00:00Z');
const life = (over: Partial<Life> = {}): Life => ({ kind: 'release', expiresAt: MAY, extensions: 0, ...over });
const asked = { reason: 'the migration is late', byAdmin: false };

describe('an extension', () => {
  it.each([
    ['the same expiry', MAY, MAY],
    ['an earlier one', JUNE, MAY],
    ['a first one', null, MAY],
    ['still none', null, null],
  ])('is not %s', (_, from, to) => {
    const decision = decideExtension(
      life({ expiresAt: from }),
      { kind: 'release', expiresAt: to },
      { reason: null, byAdmin: false },
      DEFAULT_POLICIES,
    );
    expect(decision).toEqual({ do: 'nothing' });
  });

  it('counts up, and is also an end that is taken away', () => {
    expect(decideExtension(life(), { kind: 'release', expiresAt: JUNE }, asked, DEFAULT_POLICIES)).toEqual({
      do: 'extend',
      extensions: 1,
    });
    expect(
      decideExtension(life({ kind: 'ops', extensions: 1 }), { kind: 'ops', expiresAt: null }, asked, DEFAULT_POLICIES),
    ).toEqual({ do: 'extend', extensions: 2 });
  });

  it.each([null, '', '  '])('needs a reason that says something: %j does not', (reason) => {
    const decision = decideExtension(
      life(),
      { kind: 'release', expiresAt: JUNE },
      { reason, byAdmin: true },
      DEFAULT_POLICIES,
    );
    expect(decision).toMatchObject({ do: 'refuse', why: 'reason' });
  });

  it('is an admin’s once the cap is reached', () => {
    const tired = life({ extensions: 2 });
    const to = { kind: 'release', expiresAt: JUNE } as const;
    expect(decideExtension(tired, to, asked, DEFAULT_POLICIES)).toEqual({ do: 'refuse', why: 'cap', cap: 2 });
    expect(decideExtension(tired, to, { ...asked, byAdmin: true }, DEFAULT_POLICIES)).toEqual({
      do: 'extend',
      extensions: 3,
    });
  });

  it('cannot be had by changing the kind to one that allows more', () => {
    const policies = { ...DEFAULT_POLICIES, permission: { lifetimeDays: null, extensionCap: 100 } };
    const to = { kind: 'permission', expiresAt: null } as const;
    expect(decideExtension(life({ extensions: 2 }), to, asked, policies)).toMatchObject({ why: 'cap', cap: 2 });
  });
});
