import { DomainError, invalidField } from '../platform/index.js';

export const emptyWindow = (): DomainError => invalidField('from', 'empty_window', 'from must be before to.');

export const tooManyBuckets = (limit: number): DomainError =>
  invalidField('bucket', 'too_many_buckets', `The window has more than ${limit} such buckets; ask for larger ones.`);

export const unknownIncident = (id: string): DomainError =>
  new DomainError('not_found', 'unknown_incident', `There is no incident ${id}.`);

export const unknownDeployments = (ids: string[]): DomainError =>
  new DomainError(
    'invalid',
    'unknown_deployment',
    `No successful deployment ${ids.join(', ')}.`,
    ids.map((id) => ({ field: 'deployments', code: 'unknown_deployment', detail: `No successful deployment ${id}.` })),
  );

export const needsOneCause = (): DomainError =>
  invalidField('deployments', 'one_cause', 'Give either deployments or external: true.');

export const environmentNowhere = (environment: string): DomainError =>
  new DomainError('not_found', 'unknown_environment', `No service in this scope has an environment ${environment}.`);
