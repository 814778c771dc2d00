import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CatalogView, type KnownService } from '../fact-placement.js';
import type { DeploymentFact } from '../facts.js';
import { mergeDeployment, placeDeployment, type DeploymentHints } from './deployments.js';
import type { DeploymentPatch } from './patches.js';

const service = (key: string, environments: string[], more: Partial<KnownService> = {}): KnownService => ({
  key,
  name: key,
  repository: 'acme/shop',
  pathPrefix: null,
  environments: environments.map((name) => ({ key: name, production: name.startsWith('prod') })),
  ...more,
});
const hints = (environment: string, more: Partial<DeploymentHints> = {}): DeploymentHints => ({
  environment,
  service: null,
  task: 'deploy',
  ...more,
});
const place = (asked: DeploymentHints, ...services: KnownService[]): string => {
  const own = services.filter((candidate) => candidate.repository === 'acme/shop');
  const found = placeDeployment(asked, own, new CatalogView(services));
  return 'reason' in found ? 'quarantined' : `${found.service}/${found.environment}`;
};

describe('a GitHub deployment belongs to', () => {
  const shop = service('shop', ['production', 'staging']);
  const cart = service('cart', ['production', 'staging'], { name: 'Shopping Cart' });
  const jobs = service('jobs', ['batch']);

  it('the only service of the repository', () => {
    expect(place(hints('production'), shop)).toBe('shop/production');
  });
  it.each(['Production', 'prod', 'PROD'])('production when it is called %s', (name) => {
    expect(place(hints(name), shop)).toBe('shop/production');
  });
  it('production also where the catalog calls it prod', () => {
    expect(place(hints('production'), service('shop', ['prod', 'stage']))).toBe('shop/prod');
    expect(place(hints('staging'), service('shop', ['prod', 'stage']))).toBe('shop/stage');
  });
  it.each(['cart/production', 'cart-production', 'Cart/Prod', 'Shopping Cart/production', 'shopping cart-stage'])(
    'the service that the environment %s begins with',
    (name) => {
      expect(place(hints(name), shop, cart)).toBe(name.endsWith('stage') ? 'cart/staging' : 'cart/production');
    },
  );
  it('the service that its payload names, in any repository', () => {
    const web = service('web', ['production'], { repository: 'acme/web' });
    expect(place(hints('production', { service: 'web' }), shop, cart, web)).toBe('web/production');
    expect(place(hints('production', { service: 'shopping cart' }), shop, cart)).toBe('cart/production');
    expect(place(hints('cart-production', { service: 'cart' }), shop, cart)).toBe('cart/production');
  });
  it('the service that its task names', () => {
    expect(place(hints('production', { task: 'cart' }), shop, cart)).toBe('cart/production');
  });
  it('the only service that has such an environment', () => {
    expect(place(hints('batch'), shop, jobs)).toBe('jobs/batch');
  });
  it('nobody where several could be meant, none has it, or the named one is unknown', () => {
    expect(place(hints('production'), shop, cart)).toBe('quarantined');
    expect(place(hints('qa'), shop)).toBe('quarantined');
    expect(place(hints('production', { service: 'web' }), shop)).toBe('quarantined');
  });
});

describe('states of one deployment', () => {
  const told = (status: DeploymentFact['status'], minute: number): DeploymentPatch => {
    const asOf = `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
    return {
      of: 'deployment',
      asOf,
      fact: {
        kind: 'deployment',
        id: 'github:1',
        service: 'shop',
        environment: 'production',
        sha: 'a',
        status,
        startedAt: '2026-03-01T10:00:00.000Z',
        finishedAt: status === 'in_progress' ? null : asOf,
        reason: null,
        url: null,
      },
    };
  };
  const end = (states: DeploymentPatch[]): DeploymentFact | undefined =>
    states.reduce<{ fact: DeploymentFact; asOf: string } | null>(mergeDeployment, null)?.fact;

  it('end the same in any order, also doubled', () => {
    const states = [
      told('in_progress', 0),
      told('in_progress', 1),
      told('failure', 2),
      told('success', 3),
      told('success', 4),
      told('failure', 5),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...states, ...states], { minLength: 12 }), (order) => {
        expect(end(order)).toMatchObject({ status: 'success', finishedAt: '2026-03-01T10:03:00.000Z' });
      }),
    );
  });

  it('without a success end with the latest', () => {
    expect(end([told('failure', 3), told('in_progress', 1)])).toMatchObject({ status: 'failure' });
    expect(end([told('failure', 3), told('in_progress', 4)])).toMatchObject({
      status: 'in_progress',
      finishedAt: null,
    });
  });

  it('keep what a pipeline said in a fact', () => {
    const known = {
      fact: { ...told('in_progress', 1).fact, changes: ['acme/shop#1'], reason: 'release' as const },
      asOf: null,
    };
    expect(mergeDeployment(known, told('success', 2)).fact).toMatchObject({
      status: 'success',
      changes: ['acme/shop#1'],
      reason: 'release',
    });
  });
});
