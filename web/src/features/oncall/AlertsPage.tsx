import { Select } from '@mantine/core';
import { IconBell, IconSearch } from '@tabler/icons-react';
import { useList } from '../../api/pages';
import { EmptyState } from '../../design/feedback/EmptyState';
import { PageHeader } from '../../design/PageHeader';
import { ServiceSelect } from '../../design/pickers/CatalogSelect';
import { useUrlState } from '../../design/useUrlState';
import { ALERT_STATES, AlertsTable } from './AlertsTable';

export function AlertsPage() {
  const [filters, setFilters] = useUrlState({ state: '', service: '' });
  const state = ALERT_STATES.find((known) => known === filters.state) ?? '';
  const list = useList('/api/v1/alerts', { query: { state, service: filters.service } });
  return (
    <>
      <PageHeader title="Alerts" trail={[{ label: 'On call', to: '/on-call' }]} />
      <AlertsTable
        list={list}
        toolbar={
          <>
            <Select
              aria-label="State"
              w={160}
              allowDeselect={false}
              data={[{ value: '', label: 'Any state' }, ...ALERT_STATES]}
              value={state}
              onChange={(value) => setFilters({ state: value ?? '' })}
            />
            <ServiceSelect
              label={undefined}
              aria-label="Service"
              placeholder="Any service"
              w={180}
              value={filters.service}
              onChange={(service) => setFilters({ service })}
            />
          </>
        }
        empty={
          state === '' && filters.service === '' ? (
            <EmptyState icon={IconBell} title="No alerts yet">
              An alert source ties your monitoring (PagerDuty Events v2 or Alertmanager) to a service; its alerts page
              whoever is on call.
            </EmptyState>
          ) : (
            <EmptyState icon={IconSearch} title="No alert matches">
              Take a filter away.
            </EmptyState>
          )
        }
      />
    </>
  );
}
