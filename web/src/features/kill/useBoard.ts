import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../../api/client';
import { problemOf, ProblemError } from '../../api/problem';
import type { Board } from './board';
import { boardQuery } from './board-query';

/** Hints say when something changed; should they not come, the board is asked again this often. */
const SLOW_MS = 30_000;
const RETRY_MS = 2_000;
const UNREACHED = new ProblemError(0, 'offline', 'No connection', 'Delivery Loop cannot be reached right now.');

export interface BoardRead {
  board: Board | undefined;
  /** Why the last try failed; null: it did not. */
  failure: ProblemError | null;
  /** When what is shown was read, in ms since 1970. */
  readAt: number;
  retry: () => void;
}

/** The board; of a very large one, the part that the search asks for. */
export function useBoard(search: string): BoardRead {
  const base = useQuery({
    ...boardQuery,
    refetchInterval: (query) => (query.state.status === 'error' ? RETRY_MS : SLOW_MS),
  });
  const longest = search.split(/\s+/).toSorted((a, b) => b.length - a.length)[0] ?? '';
  const [asked] = useDebouncedValue(longest, 120);
  const found = api.useQuery(
    'get',
    '/api/v1/kill-board',
    { params: { query: { q: asked } } },
    { enabled: base.data?.more === true && asked !== '', placeholderData: keepPreviousData },
  );
  const query = base.data?.more === true && asked !== '' && found.data !== undefined ? found : base;
  return {
    board: query.data,
    failure: failureOf(query),
    readAt: query.dataUpdatedAt,
    retry: () => void query.refetch(),
  };
}

/** A failure lasts until an answer comes, also while the next try is under way. */
function failureOf({
  error,
  failureReason,
  errorUpdateCount,
  data,
}: UseQueryResult<Board, unknown>): ProblemError | null {
  const reason = error ?? failureReason;
  if (reason) return problemOf(reason);
  return data === undefined && errorUpdateCount > 0 ? UNREACHED : null;
}
