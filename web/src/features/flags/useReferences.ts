import { api, type Schemas } from '../../api/client';
import { problemOf, type ProblemError } from '../../api/problem';
import type { Flag } from './flag';

export interface References {
  /** What the scans of all repositories say; undefined: not known (yet). */
  known: Schemas['FlagReferencesView'] | undefined;
  /** How many places refer to the flag. */
  places: number;
  failure: ProblemError | null;
}

/** Where code refers to the flag. */
export function useReferences({ key }: Flag): References {
  const { data, error, isError } = api.useQuery('get', '/api/v1/flags/{key}/code-references', {
    params: { path: { key } },
  });
  const places = data?.repositories.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return { known: data, places, failure: isError ? problemOf(error) : null };
}
