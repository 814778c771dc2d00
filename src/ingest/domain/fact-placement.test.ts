import { describe, expect, it } from 'vitest';
import { CatalogView, placeFact, type KnownService } from './fact-placement.js';
import type { IncidentFact } from './facts.js';

const service = (key: string, environments: [string, boolean][], repository = 'acme/shop'): KnownService => ({
  key,
  name: key,
  repository,
  pathPrefix: null,
  environments: environments.map(([name, production]) => ({ key: name, production })),
});
const catalog = new CatalogView([
  service('shop', [
    ['production', true],
    ['staging', false],
  ]),
  service('one', [['live', true]]),
  service('two', [
    ['eu', true],
    ['us', true],
  ]),
]);
const incident = (key: string, environment?: string): IncidentFact => ({
  kind: 'incident',
  id: 'i',
  service: key,
  ...(environment === undefined ? {} : { environment }),
  startedAt: '2026-03-01T10:00:00Z',
});

describe('an incident without environment', () => {
  it('is in production', () => {
    expect(placeFact(incident('shop'), catalog)).toMatchObject({ environment: 'production' });
  });
  it('is in the only production environment', () => {
    expect(placeFact(incident('one'), catalog)).toMatchObject({ environment: 'live' });
  });
  it('is rejected where several could be meant', () => {
    expect(placeFact(incident('two'), catalog)).toMatchObject({ code: 'unknown_environment' });
  });
});

describe('a fact about something unknown is rejected', () => {
  it('by service, environment, repository and named services', () => {
    const deployment = { kind: 'deployment', id: 'd', status: 'success' } as const;
    const change = { kind: 'change', id: 'c', openedAt: '2026-03-01T10:00:00Z' } as const;
    expect(placeFact({ ...deployment, service: 'web', environment: 'production' }, catalog)).toMatchObject({
      code: 'unknown_service',
    });
    expect(placeFact({ ...deployment, service: 'shop', environment: 'qa' }, catalog)).toMatchObject({
      code: 'unknown_environment',
    });
    expect(placeFact({ ...change, repository: 'acme/web' }, catalog)).toMatchObject({ code: 'unknown_repository' });
    expect(placeFact({ ...change, repository: 'acme/shop', services: ['web'] }, catalog)).toMatchObject({
      code: 'unknown_service',
    });
    expect(placeFact(incident('shop', 'qa'), catalog)).toMatchObject({ code: 'unknown_environment' });
  });
});

describe('repositories', () => {
  it('are found whatever the case GitHub writes them in', () => {
    expect(catalog.repositoryLike('Acme/Shop')).toBe('acme/shop');
    expect(catalog.repositoryLike('acme/web')).toBeNull();
  });
});
