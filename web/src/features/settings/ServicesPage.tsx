import { Modal } from '@mantine/core';
import { IconServer } from '@tabler/icons-react';
import type { Schemas } from '../../api/client';
import { useList } from '../../api/pages';
import { useCan } from '../../api/session';
import { useEditable } from '../../api/useEditable';
import { EmptyState } from '../../design/feedback/EmptyState';
import { QueryView } from '../../design/feedback/QueryView';
import { TeamSelect } from '../../design/pickers/CatalogSelect';
import { DataTable, type Column } from '../../design/table/DataTable';
import { useUrlState } from '../../design/useUrlState';
import { GuardedButton } from './GuardedButton';
import { SERVICE_PATH, ServiceForm } from './ServiceForm';
import { SettingsHead } from './SettingsHead';
import { editLink, useDialogs } from './useDialogs';

type Service = Schemas['Service'];

const columns: readonly Column<Service>[] = [
  { key: 'name', header: 'Service', cell: ({ name }) => name, text: ({ name }) => name },
  { key: 'key', header: 'Key', cell: ({ key }) => <code>{key}</code>, text: ({ key }) => key },
  { key: 'team', header: 'Team', cell: ({ team }) => team, text: ({ team }) => team, width: '8rem' },
  {
    key: 'repository',
    header: 'Code',
    cell: (service) => placeOf(service) || '–',
    text: placeOf,
    width: '26%',
  },
  {
    key: 'environments',
    header: 'Environments',
    cell: (service) => <span title={environmentsOf(service)}>{environmentsOf(service)}</span>,
    text: environmentsOf,
    width: '26%',
  },
];

function placeOf({ repository, pathPrefix }: Service): string {
  if (repository === null) return '';
  return pathPrefix === null ? repository : `${repository}, ${pathPrefix}`;
}

function environmentsOf({ environments }: Service): string {
  return environments
    .map(({ key, production }) => (production && key !== 'production' ? `${key} (production)` : key))
    .join(', ');
}

/** What is deployed, by whom it is owned and where its code lives. */
export function ServicesPage() {
  const dialogs = useDialogs();
  const [{ team }, setFilter] = useUrlState({ team: '' });
  const mayEdit = useCan('catalog:write');
  const list = useList('/api/v1/services', { query: { team } });
  return (
    <>
      <SettingsHead
        title="Services"
        lead="What is deployed, who owns it, and where its code lives."
        actions={
          <GuardedButton needs="catalog:write" onClick={dialogs.create}>
            Add a service
          </GuardedButton>
        }
      />
      <DataTable
        label="Services"
        list={list}
        columns={columns}
        rowKey={({ key }) => key}
        rowTo={mayEdit ? ({ key }) => editLink(key) : undefined}
        toolbar={
          <TeamSelect
            label={undefined}
            aria-label="Team"
            placeholder="Any team"
            w={180}
            value={team}
            onChange={(key) => setFilter({ team: key })}
          />
        }
        empty={
          <EmptyState icon={IconServer} title={team === '' ? 'No services yet' : 'The team owns no service'}>
            Add a service with its repository; what GitHub sends about it is then placed by itself.
          </EmptyState>
        }
      />
      <Modal opened={dialogs.creating && mayEdit} onClose={dialogs.close} title="Add a service" size="lg">
        <ServiceForm start={null} done={dialogs.close} />
      </Modal>
      <Modal opened={dialogs.editing !== null && mayEdit} onClose={dialogs.close} title="Edit the service" size="lg">
        <Editing service={dialogs.editing ?? ''} done={dialogs.close} />
      </Modal>
    </>
  );
}

function Editing({ service, done }: { service: string; done: () => void }) {
  const query = useEditable(SERVICE_PATH, { service }, { fresh: true });
  return <QueryView query={query}>{(start) => <ServiceForm key={service} start={start} done={done} />}</QueryView>;
}
