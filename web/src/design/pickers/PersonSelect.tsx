import { api } from '../../api/client';
import { KeySelect, type CatalogSelectProps } from './CatalogSelect';

const ALL = { params: { query: { limit: 500 } } };

/** People by name, found by typing; those who left are not offered. */
export function PersonSelect(props: CatalogSelectProps) {
  const { data, isPending } = usePeople();
  const items = (data?.items ?? []).filter(({ active }) => active);
  return <KeySelect label="Person" {...props} items={items} waiting={isPending} />;
}

export function usePeople() {
  return api.useQuery('get', '/api/v1/people', ALL, { staleTime: 5 * 60_000 });
}

/** A person's name by key; who is not among the people (a token, say) by the word that there is. */
export function PersonName({ person, or = '–' }: { person: string | null | undefined; or?: string }) {
  const { data } = usePeople();
  if (person === null || person === undefined) return or;
  return data?.items.find(({ key }) => key === person)?.name ?? person;
}
