import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { useList, type ItemOf } from '../../api/pages';
import { DataTable, type Column } from '../../design/table/DataTable';
import { Time } from '../../design/time/Time';
import classes from './flags.module.css';

type Entry = ItemOf<'/api/v1/flags/{key}/history'>;

const FIELDS: Record<string, string> = {
  name: 'name',
  description: 'description',
  kind: 'kind',
  owner: 'owner',
  expiresAt: 'expiry',
  extensions: 'extensions',
  killSwitch: 'kill switch',
  removalTicket: 'removal ticket',
  variants: 'variants',
  defaultVariant: 'answer when on',
  offVariant: 'answer when off',
};

/** What was done, in words. */
function what({ action, environment, detail }: Entry): string {
  const late = typeof detail['late'] === 'string' ? `, ${detail['late']} late` : '';
  const outcome = typeof detail['outcome'] === 'string' ? `, ${detail['outcome']}` : '';
  switch (action) {
    case 'create':
      return 'Created';
    case 'import':
      return `Imported from ${String(detail['format'])}`;
    case 'change':
      return `Changed ${Object.keys(detail)
        .map((field) => FIELDS[field] ?? field)
        .join(', ')}`;
    case 'extend':
      return `Extended, ${times(detail['extensions'])}`;
    case 'drill':
      return 'Drilled';
    case 'flip':
      return `Turned ${detail['on'] === true ? 'on' : 'off'} in ${environment}${late}`;
    case 'kill':
      return `Killed in ${environment}`;
    case 'complete':
      return `Completed${outcome}`;
    case 'archive':
      return 'Archived';
    case 'revive':
      return 'Revived';
    case 'rules':
      return detail['restores'] === undefined
        ? `Changed the rules in ${environment}`
        : `Brought back earlier rules in ${environment}`;
    case 'request_change':
      return `Asked for a change in ${environment}`;
    case 'edit_request':
      return `Edited the request for ${environment}`;
    case 'approve_request':
      return `Approved the change in ${environment}`;
    case 'reject_request':
      return `Rejected the change in ${environment}`;
    case 'withdraw_request':
      return `Withdrew the request for ${environment}`;
    case 'schedule':
      return `Scheduled a flip in ${environment}`;
    case 'cancel_schedule':
      return `Cancelled the scheduled flip in ${environment}`;
    case 'refuse_schedule':
      return `The scheduled flip in ${environment} was not done`;
    case 'review_kill':
      return `Reviewed the kill in ${environment}`;
    case 'keep_off':
      return `Kept off in ${environment}`;
    case 'gone_from_code':
      return `Gone from the code of ${String(detail['repository'])} with ${String(detail['commit']).slice(0, 8)}`;
    case 'back_in_code':
      return `Back in the code of ${String(detail['repository'])}`;
  }
}

/** "for the 2nd time", of `{from: 1, to: 2}`. */
function times(change: unknown): string {
  const to = typeof change === 'object' && change !== null ? Number(Reflect.get(change, 'to')) : Number.NaN;
  return Number.isFinite(to) && to > 1 ? `${to} times by now` : 'the first time';
}

const columns: readonly Column<Entry>[] = [
  { key: 'what', header: 'What', cell: what, text: what, width: '30%' },
  {
    key: 'why',
    header: 'Why',
    cell: ({ reason, incident }) => (
      <span title={reason ?? undefined}>
        {reason ?? ''}
        {incident !== null && (
          <>
            {' '}
            <Anchor component={Link} to={`/incidents/${encodeURIComponent(incident)}`}>
              incident
            </Anchor>
          </>
        )}
      </span>
    ),
    text: ({ reason }) => reason ?? '',
  },
  { key: 'who', header: 'Who', cell: ({ actor }) => actor, text: ({ actor }) => actor, width: '9rem' },
  { key: 'when', header: 'When', cell: ({ at }) => <Time at={at} />, text: ({ at }) => at, width: '9rem' },
  {
    key: 'revision',
    header: 'Revision',
    cell: ({ revision }) => revision,
    text: ({ revision }) => String(revision),
    width: '6rem',
    align: 'end',
    wide: true,
  },
];

/** Who did what to the flag, when and why. */
export function FlagHistory({ flag }: { flag: string }) {
  const list = useList('/api/v1/flags/{key}/history', { path: { key: flag } });
  return (
    <section className={classes.history}>
      <h2>History</h2>
      <DataTable label={`History of ${flag}`} list={list} columns={columns} rowKey={({ id }) => id} />
    </section>
  );
}
