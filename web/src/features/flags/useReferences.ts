import { useServices } from '../../design/pickers/CatalogSelect';
import { useQuery } from '@tanstack/react-query';
import { client, type Schemas } from '../../api/client';
import { problemOf, ProblemError } from '../../api/problem';
import type { Flag } from './flag';

type Scan = Schemas['CodeReferencesView'];

export interface References {
  /** `owner/name` of the flag's service; null: it has none, undefined: not known yet. */
  repository: string | null | undefined;
  /** Where the last scan found the flag; null: never scanned, undefined: not known (yet). */
  known: { scan: Scan; places: Scan['references'] } | null | undefined;
  failure: ProblemError | null;
}

/** Where the repository of the flag's service refers to the flag. */
export function useReferences({ key, service }: Flag): References {
  const services = useServices().data?.items;
  const repository = services && (services.find((each) => each.key === service)?.repository ?? null);
  const [owner = '', name = ''] = repository?.split('/') ?? [];
  const scan = useQuery<Scan | null, ProblemError>({
    queryKey: ['get', '/api/v1/code-references/{owner}/{name}', { params: { path: { owner, name } } }],
    queryFn: async ({ signal }) => {
      try {
        const path = { owner, name };
        return (await client.GET('/api/v1/code-references/{owner}/{name}', { params: { path }, signal })).data ?? null;
      } catch (error) {
        // Never scanned is an answer.
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
    enabled: name !== '',
  });
  const known = scan.data && { scan: scan.data, places: scan.data.references.filter(({ flag }) => flag === key) };
  return { repository, known, failure: scan.error && problemOf(scan.error) };
}
