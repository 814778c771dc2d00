import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmWithReason } from '../../design/feedback/ConfirmWithReason';
import { toast } from '../../design/feedback/toast';
import { useShortcut } from '../../design/keyboard/shortcuts';
import { PageHeader } from '../../design/PageHeader';
import { StatusBadge } from '../../design/StatusBadge';
import { Duration } from '../../design/time/Duration';
import { Elapsed } from '../../design/time/Elapsed';
import { Time } from '../../design/time/Time';
import { EditDialog } from './EditDialog';
import { MitigateDialog } from './MitigateDialog';
import { RestoreDialog } from './RestoreDialog';
import { given, steps } from './use-incident';
import { isOpen, secondsOf, STATE_TONES, STATE_WORDS, titleOf, type Incident } from './words';

type Dialog = 'mitigate' | 'restore' | 'resolve' | 'reopen' | 'edit';

/** What it is, how long it lasts, and the next step. */
export function IncidentHead({ incident, may }: { incident: Incident; may: boolean }) {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = (): void => setDialog(null);
  const { id } = incident;
  return (
    <>
      <PageHeader
        title={titleOf(incident)}
        trail={[{ label: 'Incidents', to: '/incidents' }]}
        status={<StatusBadge tone={STATE_TONES[incident.state]}>{STATE_WORDS[incident.state]}</StatusBadge>}
        lead={<Lead incident={incident} />}
        actions={may && <Actions incident={incident} open={setDialog} />}
      />
      <MitigateDialog incident={incident} opened={dialog === 'mitigate'} onClose={close} />
      <RestoreDialog incident={incident} opened={dialog === 'restore'} onClose={close} />
      {dialog === 'edit' && <EditDialog id={id} onClose={close} />}
      <ConfirmWithReason
        opened={dialog === 'resolve'}
        onClose={close}
        title="Resolve the incident?"
        confirmLabel="Resolve"
        required={false}
        reasonLabel="Last words (optional)"
        onConfirm={async (note) => {
          await steps.resolve(id, given(note));
          toast.done('Incident resolved');
        }}
      >
        {incident.restoredAt === null
          ? 'Nobody has said yet that the service works again. If a kill or a rollback of this incident still holds, its moment counts as the restoration; otherwise the incident is closed without one.'
          : 'The service works again and nothing is left to do. The recovery time does not change by this.'}
      </ConfirmWithReason>
      <ConfirmWithReason
        opened={dialog === 'reopen'}
        onClose={close}
        title="Reopen the incident?"
        confirmLabel="Reopen"
        danger
        required={false}
        reasonLabel="What turned bad again? (optional)"
        onConfirm={async (note) => {
          await steps.reopen(id, given(note));
          toast.done('Incident reopened');
        }}
      >
        It stays one incident: what counts is its last restoration.
      </ConfirmWithReason>
    </>
  );
}

function Lead({ incident }: { incident: Incident }) {
  const { service, environment, severity, drill, startedAt } = incident;
  return (
    <>
      {[severity, drill && 'drill', `${service} in ${environment}`].filter(Boolean).join(' · ')} · began{' '}
      <Time at={startedAt} as="minute" /> ·{' '}
      {isOpen(incident) ? (
        <>
          lasting <Elapsed since={startedAt} />
        </>
      ) : (
        <>
          lasted <Duration seconds={secondsOf(incident)} />
        </>
      )}
    </>
  );
}

/** The next step is the filled button; the others stand beside it. */
function Actions({ incident, open }: { incident: Incident; open: (dialog: Dialog) => void }) {
  const { id, state, acknowledgedAt } = incident;
  const [busy, setBusy] = useState(false);
  const acknowledge = async (): Promise<void> => {
    setBusy(true);
    try {
      await steps.acknowledge(id);
      toast.done('Acknowledged: paging stops');
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  const lasts = isOpen(incident);
  useShortcut(
    { keys: 'a', label: 'Acknowledge', group: 'This page' },
    () => void acknowledge(),
    lasts && !acknowledgedAt,
  );
  useShortcut({ keys: 'm', label: 'Mitigated …', group: 'This page' }, () => open('mitigate'), lasts);
  useShortcut({ keys: 'r', label: 'Restored …', group: 'This page' }, () => open('restore'), lasts);
  useShortcut({ keys: 'x', label: 'Resolve …', group: 'This page' }, () => open('resolve'), state !== 'resolved');
  useShortcut({ keys: 'e', label: 'Correct …', group: 'This page' }, () => open('edit'));
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => open('edit')}>Correct title or severity …</Menu.Item>
          {(lasts || state === 'restored') && <Menu.Item onClick={() => open('mitigate')}>Mitigated …</Menu.Item>}
          {state !== 'resolved' && <Menu.Item onClick={() => open('resolve')}>Resolve …</Menu.Item>}
          {!lasts && <Menu.Item onClick={() => open('reopen')}>Reopen …</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {lasts && (state === 'declared' || state === 'acknowledged') && (
        <Button variant={state === 'acknowledged' ? 'filled' : 'default'} onClick={() => open('mitigate')}>
          Mitigated …
        </Button>
      )}
      {lasts && (
        <Button variant={state === 'mitigated' ? 'filled' : 'default'} onClick={() => open('restore')}>
          Restored …
        </Button>
      )}
      {lasts && acknowledgedAt === null && (
        <Button variant={state === 'declared' ? 'filled' : 'default'} onClick={() => void acknowledge()} loading={busy}>
          Acknowledge
        </Button>
      )}
      {state === 'restored' && <Button onClick={() => open('resolve')}>Resolve …</Button>}
      {state === 'resolved' && (
        <Button variant="default" onClick={() => open('reopen')}>
          Reopen …
        </Button>
      )}
    </>
  );
}
