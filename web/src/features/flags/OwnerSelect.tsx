import { Select, type SelectProps } from '@mantine/core';
import { api } from '../../api/client';

const ALL = { params: { query: { limit: 500 } } };
const KEPT = { staleTime: 5 * 60_000 };

type OwnerSelectProps = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  /** `team:payments`, `person:ana`; empty: none. */
  value: string;
  onChange: (value: string) => void;
};

/** A team or a person, found by typing. */
export function OwnerSelect({ value, onChange, ...rest }: OwnerSelectProps) {
  const teams = api.useQuery('get', '/api/v1/teams', ALL, KEPT).data?.items ?? [];
  const people = api.useQuery('get', '/api/v1/people', ALL, KEPT).data?.items ?? [];
  const option = (kind: string, { key, name }: { key: string; name: string }) => ({
    value: `${kind}:${key}`,
    label: name === key ? key : `${name} (${key})`,
  });
  const data = [
    { group: 'Teams', items: teams.map((team) => option('team', team)) },
    {
      group: 'People',
      items: people
        .filter(({ active, key }) => active || value === `person:${key}`)
        .map((one) => option('person', one)),
    },
  ];
  const known = data.some(({ items }) => items.some((item) => item.value === value));
  if (value !== '' && !known) data.unshift({ group: 'Now', items: [{ value, label: value.replace(':', ' ') }] });
  return (
    <Select
      clearable={rest.required !== true}
      limit={60}
      {...rest}
      data={data}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
      searchable
      nothingFoundMessage="Nobody of that name"
    />
  );
}
