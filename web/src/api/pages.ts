import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { client } from './client';
import type { ProblemError } from './problem';
import type { paths } from './schema';

/** Paths that answer `{items, nextCursor}`. */
export type ListPath = {
  [Path in keyof paths]: paths[Path] extends {
    get: { responses: { 200: { content: { 'application/json': { items: unknown[]; nextCursor: string | null } } } } };
  }
    ? Path
    : never;
}[keyof paths];

type Get<Path extends ListPath> = paths[Path] extends { get: infer Operation } ? Operation : never;
type Answer<Path extends ListPath> =
  Get<Path> extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never;
export type ItemOf<Path extends ListPath> = Answer<Path> extends { items: (infer Item)[] } ? Item : never;

type Query<Path extends ListPath> =
  Get<Path> extends { parameters: { query?: infer Given } } ? Omit<NonNullable<Given>, 'limit' | 'cursor'> : object;
type PathOf<Path extends ListPath> =
  Get<Path> extends { parameters: { path: infer Given } } ? { path: Given } : { path?: undefined };
/** Empty filters are left out, so that `useUrlState` values can be given as they are. */
export type ListParams<Path extends ListPath> = PathOf<Path> & {
  query?: { [Key in keyof Query<Path>]: Query<Path>[Key] | '' };
};

export interface List<Item> {
  items: Item[];
  /** How many match in all, where the server says so. */
  total: number | null;
  error: ProblemError | null;
  /** Nothing has come yet. */
  loading: boolean;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
  /** Every row, by following the cursors; for exports. */
  all: () => AsyncGenerator<Item>;
}

interface AnyPage {
  items: unknown[];
  nextCursor: string | null;
  total?: number;
}

const PAGE = 100;
const LARGEST_PAGE = 500;

/** A list of the server, page after page. */
export function useList<Path extends ListPath>(
  path: Path,
  params: ListParams<Path>,
  options: { enabled?: boolean; pageSize?: number } = {},
): List<ItemOf<Path>> {
  const query = Object.fromEntries(
    Object.entries(params.query ?? {}).filter(([, value]) => value !== '' && value !== undefined),
  );
  const limit = options.pageSize ?? PAGE;
  const answer = useInfiniteQuery({
    queryKey: ['get', path, { params: { path: params.path, query } }, 'pages', limit],
    queryFn: ({ pageParam, signal }) => readPage(path, params.path, { ...query, limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: AnyPage) => last.nextCursor ?? undefined,
    enabled: options.enabled ?? true,
    // The rows of the filter before stay until the new ones are there.
    placeholderData: keepPreviousData,
  });
  type Item = ItemOf<Path>;
  return {
    items: (answer.data?.pages.flatMap((page) => page.items) ?? []) as Item[],
    total: answer.data?.pages[0]?.total ?? null,
    error: answer.error as ProblemError | null,
    loading: answer.isPending,
    hasMore: answer.hasNextPage,
    loadingMore: answer.isFetchingNextPage,
    loadMore: () => {
      if (!answer.isFetchingNextPage && answer.hasNextPage) void answer.fetchNextPage();
    },
    retry: () => void answer.refetch(),
    all: async function* all() {
      let cursor: string | undefined;
      do {
        const page = await readPage(path, params.path, { ...query, limit: LARGEST_PAGE, cursor });
        yield* page.items as Item[];
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
    },
  };
}

async function readPage(path: ListPath, inPath: unknown, query: object, signal?: AbortSignal): Promise<AnyPage> {
  // One function serves every list, so the path's own types end here; ListParams has checked them.
  const read = client.GET as (path: string, init: object) => Promise<{ data?: AnyPage }>;
  const { data } = await read(path, { params: { path: inPath, query }, signal });
  if (data === undefined) throw new Error(`${path} answered nothing`);
  return data;
}
