import { describe, expect, it } from 'vitest';
import { parseConfig, SettingsError } from './config.js';

const WHOLE = {
  LOOP_OIDC_ISSUER: 'https://id.example.com',
  LOOP_OIDC_CLIENT_ID: 'loop',
  LOOP_OIDC_CLIENT_SECRET: 'very secret',
};
const oidc = (env: Record<string, string>): unknown => parseConfig(env, { api: true, worker: true }).oidc;

describe('the settings of OpenID Connect', () => {
  it('are none, or whole', () => {
    expect(oidc({})).toBeNull();
    expect(oidc(WHOLE)).toEqual({
      issuer: 'https://id.example.com',
      clientId: 'loop',
      clientSecret: 'very secret',
      label: 'Single sign-on',
      defaultRole: null,
    });
    expect(oidc({ ...WHOLE, LOOP_OIDC_LABEL: 'Company', LOOP_OIDC_DEFAULT_ROLE: 'member' })).toMatchObject({
      label: 'Company',
      defaultRole: 'member',
    });
    expect(oidc({ ...WHOLE, LOOP_OIDC_ISSUER: 'http://localhost:8080/realms/x' })).not.toBeNull();
  });

  it.each([
    [
      'half of them',
      { LOOP_OIDC_ISSUER: 'https://id.example.com' },
      ['CLIENT_ID is needed', 'CLIENT_SECRET is needed'],
    ],
    ['all but the issuer', { LOOP_OIDC_CLIENT_ID: 'x', LOOP_OIDC_LABEL: 'y' }, ['CLIENT_ID is set', 'LABEL is set']],
    ['an issuer in the clear', { ...WHOLE, LOOP_OIDC_ISSUER: 'http://id.example.com' }, ['LOOP_OIDC_ISSUER must']],
    ['no address', { ...WHOLE, LOOP_OIDC_ISSUER: 'id' }, ['LOOP_OIDC_ISSUER must']],
    [
      'an unknown role',
      { ...WHOLE, LOOP_OIDC_DEFAULT_ROLE: 'owner' },
      ['LOOP_OIDC_DEFAULT_ROLE must be one of viewer'],
    ],
  ])('stop the start with %s, naming each fault and no secret', (_, env, faults) => {
    const said = (): unknown => {
      try {
        return oidc(env);
      } catch (error) {
        return error;
      }
    };
    const error = said();
    expect(error).toBeInstanceOf(SettingsError);
    expect(String(error)).not.toContain('very secret');
    for (const fault of faults) expect(String(error)).toContain(fault);
    expect(error).toHaveProperty('faults.length', faults.length);
  });
});
