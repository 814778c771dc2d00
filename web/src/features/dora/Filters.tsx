import { SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { ServiceSelect, TeamSelect, useServices } from '../../design/pickers/CatalogSelect';
import { TimeWindowPicker } from '../../design/pickers/TimeWindowPicker';
import classes from './dora.module.css';
import { DEFAULT_DAYS, type useDoraView } from './useDoraView';

/** What is looked at: window, team, service, environment, and how finely the charts are cut. */
export function Filters({ view }: { view: ReturnType<typeof useDoraView> }) {
  const { scope, counted, set, bucket } = view;
  return (
    <div className={`${classes.filters} no-print`} role="group" aria-label="Filters">
      <TimeWindowPicker defaultDays={DEFAULT_DAYS} />
      <TeamSelect
        label={undefined}
        aria-label="Team"
        placeholder="Any team"
        w={160}
        value={scope.team ?? ''}
        onChange={(team) => set({ team })}
      />
      <ServiceSelect
        label={undefined}
        aria-label="Service"
        placeholder="Any service"
        w={180}
        value={scope.service ?? ''}
        onChange={(service) => set({ service })}
      />
      <EnvironmentSelect
        aria-label="Environment"
        w={160}
        service={scope.service ?? ''}
        value={scope.environment ?? ''}
        onChange={(environment) => set({ environment })}
      />
      <Select
        aria-label="Drills"
        w={160}
        allowDeselect={false}
        data={[
          { value: '', label: 'Without drills' },
          { value: 'include', label: 'With drills' },
          ...(counted.drill === undefined ? [] : [{ value: 'one', label: 'One drill alone' }]),
        ]}
        value={counted.drill === undefined ? (counted.drills ?? '') : 'one'}
        onChange={(drills) => set({ drills: drills === 'include' ? drills : '', drill: '' })}
      />
      <SegmentedControl
        aria-label="Charts by"
        value={bucket}
        onChange={(size) => set({ bucket: size })}
        data={[
          { value: 'day', label: 'Days' },
          { value: 'week', label: 'Weeks' },
          { value: 'month', label: 'Months' },
        ]}
      />
    </div>
  );
}

interface EnvironmentSelectProps {
  label?: string;
  'aria-label'?: string;
  w?: number;
  /** Offers this service's environments alone. */
  service: string;
  value: string;
  onChange: (environment: string) => void;
  error?: ReactNode;
}

/** The production environments together, or one by its key. */
export function EnvironmentSelect({ service, value, onChange, ...rest }: EnvironmentSelectProps) {
  const { data } = useServices();
  const services = (data?.items ?? []).filter(({ key }) => service === '' || key === service);
  const keys = new Set(services.flatMap(({ environments }) => environments.map(({ key }) => key)));
  if (value !== '') keys.add(value);
  return (
    <Select
      {...rest}
      allowDeselect={false}
      data={[
        { value: '', label: 'All production' },
        ...[...keys].toSorted().map((key) => ({ value: key, label: key })),
      ]}
      value={value}
      onChange={(key) => onChange(key ?? '')}
    />
  );
}
