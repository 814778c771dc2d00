import { api, type Schemas } from './client';

const WHILE_AWAY_MS = 3_000;

const isAway = (readiness: Schemas['ReadinessView'] | undefined): boolean =>
  readiness?.parts['database']?.state === 'down';

/** Whether the server has no database. It hints when that changes; while it lasts it is asked as well. */
export function useDatabaseAway(): boolean {
  const { data } = api.useQuery(
    'get',
    '/readyz',
    {},
    { refetchInterval: ({ state }) => (isAway(state.data) ? WHILE_AWAY_MS : false) },
  );
  return isAway(data);
}
