import { keepPreviousData } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { Incident, RecentChange } from './words';

const PATH = '/api/v1/services/{service}/recent-changes';
const MOST = 100;

/** What changed at the service in the incident's environment, newest first: before it began, and since. */
export function useRecentChanges({ service, environment, startedAt, resolvedAt }: Incident): {
  before: readonly RecentChange[];
  since: readonly RecentChange[];
  waiting: boolean;
  error: unknown;
  retry: () => void;
} {
  const kept = { placeholderData: keepPreviousData };
  const path = { service };
  const before = api.useQuery('get', PATH, { params: { path, query: { before: startedAt, limit: MOST } } }, kept);
  const end = resolvedAt === null ? {} : { before: resolvedAt };
  const latest = api.useQuery('get', PATH, { params: { path, query: { ...end, limit: MOST } } }, kept);
  const here = (changes: readonly RecentChange[] | undefined): readonly RecentChange[] =>
    (changes ?? []).filter((change) => change.environment === environment);
  return {
    before: here(before.data),
    since: here(latest.data).filter(({ at }) => at >= startedAt),
    waiting: before.isPending,
    error: before.error,
    retry: () => void before.refetch(),
  };
}
