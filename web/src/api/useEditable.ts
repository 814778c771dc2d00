import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from './client';
import type { ProblemError } from './problem';
import type { paths } from './schema';

type Got<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** Paths of single things, which answer an entity tag. */
export type ThingPath = {
  [Path in keyof paths]: Path extends
    `${string}}` | `${string}/merge-policy` | `${string}/rules` | '/api/v1/removal-tracker'
    ? [Got<Path>] extends [never]
      ? never
      : Path
    : never;
}[keyof paths];

type PathParams<Path extends ThingPath> = paths[Path] extends { get: { parameters: { path: infer Given } } }
  ? Given
  : Record<string, never>;

export interface Editable<View> {
  view: View;
  /** For If-Match. */
  etag: string | null;
}

/** Reads one thing with its entity tag, for forms that must not overwrite another's change. */
export function useEditable<Path extends ThingPath>(
  path: Path,
  params: PathParams<Path>,
  options: {
    /** For dialogs: whatever was read at an earlier opening is forgotten, so that the form begins with what is true now. */
    fresh?: boolean;
  } = {},
): UseQueryResult<Editable<Got<Path>>, ProblemError> {
  return useQuery<Editable<Got<Path>>, ProblemError>({
    ...(options.fresh === true && { gcTime: 0, staleTime: 0 }),
    queryKey: ['get', path, { params: { path: params } }, 'editable'],
    queryFn: ({ signal }) => readEditable(path, params, signal),
    // A form that opens again begins with what is there then: an old tag would be refused.
    gcTime: 0,
  });
}

/** The same, once: after a 412. */
export async function readEditable<Path extends ThingPath>(
  path: Path,
  params: PathParams<Path>,
  signal?: AbortSignal,
): Promise<Editable<Got<Path>>> {
  // One function serves every path, so the path's own types end here.
  const read = client.GET as (path: string, init: object) => Promise<{ data?: Got<Path>; response: Response }>;
  const { data, response } = await read(path, { params: { path: params }, signal, cache: 'no-store' });
  if (data === undefined) throw new Error(`${path} answered nothing`);
  return { view: data, etag: response.headers.get('etag') };
}
