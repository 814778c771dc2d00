import { Button, Modal } from '@mantine/core';
import { IconBellPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { client, queries, type Schemas } from '../../api/client';
import { useList } from '../../api/pages';
import { useCan } from '../../api/session';
import { Confirm } from '../../design/feedback/Confirm';
import { EmptyState } from '../../design/feedback/EmptyState';
import { toast } from '../../design/feedback/toast';
import { ServiceSelect, useServices } from '../../design/pickers/CatalogSelect';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import { useUrlState } from '../../design/useUrlState';
import { ALERT_SOURCE_KINDS, ALERT_SOURCES_PATH } from './alert-sources';
import { GuardedButton } from './GuardedButton';
import { NewAlertSource } from './NewAlertSource';
import { SettingsHead } from './SettingsHead';
import { useDialogs } from './useDialogs';

type Source = Schemas['AlertSourceView'];

/** What lets monitoring systems send alerts of a service. */
export function AlertSourcesPage() {
  const dialogs = useDialogs();
  const mayEdit = useCan('oncall:write');
  const [filter, setFilter] = useUrlState({ service: '' });
  const services = useServices();
  const service = filter.service || (services.data?.items[0]?.key ?? '');
  const list = useList(ALERT_SOURCES_PATH, { path: { service } }, { enabled: service !== '' });
  const [deleting, setDeleting] = useState<Source | null>(null);
  const none = services.data?.items.length === 0 && filter.service === '';
  return (
    <>
      <SettingsHead
        title="Alert sources"
        lead="Each lets one monitoring system page whoever is on call for a service."
        actions={
          <GuardedButton needs="oncall:write" disabled={service === ''} onClick={dialogs.create}>
            Add an alert source
          </GuardedButton>
        }
      />
      {none ? (
        <EmptyState icon={IconBellPlus} title="No services yet">
          Alerts belong to a service: add one first.
        </EmptyState>
      ) : (
        <DataTable
          label="Alert sources"
          list={list}
          columns={columnsFor(mayEdit ? setDeleting : null)}
          rowKey={({ id }) => id}
          toolbar={
            <ServiceSelect
              label={undefined}
              aria-label="Service"
              w={240}
              clearable={false}
              value={service}
              onChange={(key) => setFilter({ service: key })}
            />
          }
          empty={
            <EmptyState icon={IconBellPlus} title="Nothing sends alerts of this service">
              Add a source for Alertmanager, or for anything that speaks PagerDuty’s Events API v2.
            </EmptyState>
          }
        />
      )}
      <Modal
        opened={dialogs.creating && mayEdit && service !== ''}
        onClose={dialogs.close}
        title={`Add an alert source of ${service}`}
        closeOnClickOutside={false}
      >
        <NewAlertSource service={service} done={dialogs.close} />
      </Modal>
      <Confirm
        opened={deleting !== null}
        onClose={() => setDeleting(null)}
        title={`Delete this alert source of ${deleting?.service ?? ''}?`}
        confirmLabel="Delete"
        onConfirm={async () => {
          await client.DELETE('/api/v1/alert-sources/{id}', { params: { path: { id: deleting?.id ?? '' } } });
          toast.done('The alert source is deleted');
          await queries.invalidateQueries({ queryKey: ['get', ALERT_SOURCES_PATH] });
        }}
      >
        Its key is refused from now on: what still sends with it pages nobody.
      </Confirm>
    </>
  );
}

function columnsFor(remove: ((source: Source) => void) | null): Column<Source>[] {
  return [
    {
      key: 'kind',
      header: 'Speaks',
      cell: ({ kind }) => ALERT_SOURCE_KINDS[kind],
      text: ({ kind }) => kind,
      width: '30%',
    },
    {
      key: 'environment',
      header: 'Environment',
      cell: ({ environment }) => environment ?? 'any',
      text: ({ environment }) => environment ?? '',
    },
    {
      key: 'declare',
      header: 'Declares incidents',
      cell: ({ declare, severity }) => (declare ? `yes, ${severity} by default` : 'no'),
      text: ({ declare }) => (declare ? 'yes' : 'no'),
    },
    {
      key: 'createdAt',
      header: 'Added',
      cell: ({ createdAt, createdBy }) => (
        <>
          <Time at={createdAt} /> by {createdBy}
        </>
      ),
      text: ({ createdAt }) => createdAt,
    },
    { key: 'id', header: 'Id', cell: ({ id }) => id, text: ({ id }) => id, csvOnly: true },
    {
      key: 'delete',
      header: 'Delete',
      action: true,
      cell: (source) => (
        <Button
          size="compact-sm"
          variant="default"
          disabled={remove === null}
          title={remove === null ? 'Responders and administrators may delete alert sources.' : undefined}
          onClick={() => remove?.(source)}
        >
          Delete
        </Button>
      ),
      text: () => '',
      width: '7rem',
    },
  ];
}
