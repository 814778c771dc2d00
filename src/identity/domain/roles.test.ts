import { describe, expect, it } from 'vitest';
import { ROLES } from '../../platform/index.js';
import { adminsAlone, permissionsOf } from './roles.js';

describe('roles', () => {
  it('each may what the one before it may, and more', () => {
    const [viewer, member, responder] = ROLES.map(permissionsOf);
    expect(member).toEqual(expect.arrayContaining([...(viewer ?? [])]));
    expect(responder).toEqual(expect.arrayContaining([...(member ?? [])]));
    expect(viewer).toEqual(['read']);
    expect(responder).not.toContain('admin');
    expect(permissionsOf('admin')).toEqual(['admin']);
  });

  it('leave changes of catalog, facts and evaluation to admins and tokens', () => {
    for (const role of ['viewer', 'member', 'responder'] as const)
      for (const permission of ['catalog:write', 'facts:write', 'flags:evaluate'] as const)
        expect(permissionsOf(role), role).not.toContain(permission);
  });
});

describe('a change of a person', () => {
  const ada = { role: 'member' as const, email: 'ada@example.com', active: true };
  const nobody = { role: null, email: 'bob@example.com', active: true };
  it.each([
    ['a new person without a role', null, nobody, null],
    ['a new person with a role', null, ada, 'role'],
    ['a role given', nobody, { ...nobody, role: 'viewer' as const }, 'role'],
    ['a role changed', ada, { ...ada, role: 'admin' as const }, 'role'],
    ['a role taken', ada, { ...ada, role: null }, 'role'],
    ['another e-mail, with a role', ada, { ...ada, email: 'eve@example.com' }, 'email'],
    ['another e-mail, without a role', nobody, { ...nobody, email: 'eve@example.com' }, null],
    ['deactivated, with a role', ada, { ...ada, active: false }, 'active'],
    ['activated again, with a role', { ...ada, active: false }, ada, 'active'],
    ['deactivated, without a role', nobody, { ...nobody, active: false }, null],
    ['nothing of that', ada, ada, null],
  ])('%s', (_, present, next, expected) => expect(adminsAlone(present, next)).toBe(expected));
});
