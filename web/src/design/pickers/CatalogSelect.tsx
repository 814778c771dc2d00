import { Select, type SelectProps } from '@mantine/core';
import { api } from '../../api/client';

export type CatalogSelectProps = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  /** The key; empty: none chosen. */
  value: string;
  onChange: (key: string) => void;
};

const ALL = { params: { query: { limit: 500 } } };
const KEPT = { staleTime: 5 * 60_000 };

/** Services by name, found by typing. */
export function ServiceSelect(props: CatalogSelectProps) {
  const { data, isPending } = useServices();
  return <KeySelect label="Service" {...props} items={data?.items ?? []} waiting={isPending} />;
}

/** Teams by name, found by typing. */
export function TeamSelect(props: CatalogSelectProps) {
  const { data, isPending } = api.useQuery('get', '/api/v1/teams', ALL, KEPT);
  return <KeySelect label="Team" {...props} items={data?.items ?? []} waiting={isPending} />;
}

/** The services, with team and environments. */
export function useServices() {
  return api.useQuery('get', '/api/v1/services', ALL, KEPT);
}

interface KeySelectProps extends CatalogSelectProps {
  items: readonly { key: string; name: string }[];
  waiting: boolean;
}

/** One of many things that have a key and a name. */
export function KeySelect({ items, waiting, value, onChange, ...rest }: KeySelectProps) {
  const data = items.map(({ key, name }) => ({ value: key, label: name === key ? key : `${name} (${key})` }));
  // A key of the address that is not in the catalog is shown as it is.
  if (value !== '' && !items.some(({ key }) => key === value)) data.unshift({ value, label: value });
  return (
    <Select
      clearable={rest.required !== true}
      limit={50}
      {...rest}
      data={data}
      value={value === '' ? null : value}
      onChange={(key) => onChange(key ?? '')}
      searchable
      nothingFoundMessage={waiting ? 'Loading' : 'Nothing of that name'}
    />
  );
}
