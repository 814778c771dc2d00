import { Select, type SelectProps } from '@mantine/core';
import { api } from '../../api/client';
import { usePeople } from './PersonSelect';

type OwnerSelectProps = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  /** `team:payments`, `person:ana`; empty: none chosen. */
  value: string;
  onChange: (owner: string) => void;
};

/** A team or a person, found by typing. */
export function OwnerSelect({ value, onChange, ...rest }: OwnerSelectProps) {
  const teams = api.useQuery('get', '/api/v1/teams', { params: { query: { limit: 500 } } }, { staleTime: 5 * 60_000 });
  const people = usePeople();
  const groups = [
    {
      group: 'Teams',
      items: (teams.data?.items ?? []).map(({ key, name }) => ({ value: `team:${key}`, label: name })),
    },
    {
      group: 'People',
      items: (people.data?.items ?? [])
        .filter(({ active }) => active)
        .map(({ key, name }) => ({ value: `person:${key}`, label: name })),
    },
  ];
  const known = groups.some(({ items }) => items.some((item) => item.value === value));
  return (
    <Select
      label="Owner"
      clearable={rest.required !== true}
      limit={50}
      {...rest}
      data={value === '' || known ? groups : [{ value, label: value.replace(/^\w+:/, '') }, ...groups]}
      value={value === '' ? null : value}
      onChange={(owner) => onChange(owner ?? '')}
      searchable
      nothingFoundMessage={teams.isPending || people.isPending ? 'Loading' : 'Nobody of that name'}
    />
  );
}
