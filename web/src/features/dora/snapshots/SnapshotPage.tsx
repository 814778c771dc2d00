import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowsDiff, IconLock, IconShieldCheck } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { api, client, type Schemas } from '../../../api/client';
import { QueryView } from '../../../design/feedback/QueryView';
import { ErrorState } from '../../../design/feedback/ErrorState';
import { PageHeader } from '../../../design/PageHeader';
import { StatusBadge } from '../../../design/StatusBadge';
import { viewerTimeZone } from '../../../design/time/now';
import { Time } from '../../../design/time/Time';
import { METRICS } from '../numbers/figures';
import { KeyNumber } from '../numbers/KeyNumber';
import { rangeText } from '../trend/points';
import { scopeText } from '../useDoraView';
import classes from './snapshots.module.css';

/** One snapshot: its numbers, the facts that they were made from, and whether the present facts still give them. */
export function SnapshotPage() {
  const { id = '' } = useParams();
  const snapshot = api.useQuery('get', '/api/v1/dora/snapshots/{id}', { params: { path: { id } } });
  return <QueryView query={snapshot}>{(view) => <Snapshot snapshot={view} />}</QueryView>;
}

function Snapshot({ snapshot }: { snapshot: Schemas['SnapshotView'] }) {
  const { id, name, scope, drills, from, to, metrics, facts, createdAt, createdBy } = snapshot;
  return (
    <>
      <PageHeader
        title={name}
        trail={[
          { label: 'DORA', to: '/dora' },
          { label: 'Snapshots', to: '/dora/snapshots' },
        ]}
        status={
          <StatusBadge tone="none" icon={IconLock} title="Nothing changes or deletes a snapshot">
            Kept for good
          </StatusBadge>
        }
        lead={
          <span title={`${from} to ${to}`}>
            {scopeText(scope, drills)} · {rangeText(from, to, viewerTimeZone)}
          </span>
        }
        actions={
          <>
            <Button
              component={Link}
              to={`/dora/compare?after=${id}`}
              variant="default"
              leftSection={<IconArrowsDiff size={16} aria-hidden="true" />}
            >
              Compare as after
            </Button>
            <Button
              component={Link}
              to={`/dora/compare?before=${id}`}
              variant="default"
              leftSection={<IconArrowsDiff size={16} aria-hidden="true" />}
            >
              Compare as before
            </Button>
          </>
        }
      />
      <div className={classes.numbers}>
        {METRICS.map((metric) => (
          <KeyNumber key={metric} metric={metric} keys={metrics} heading={2} />
        ))}
      </div>
      <section className={classes.origin} aria-labelledby="origin">
        <h2 id="origin">What it was made from</h2>
        <dl>
          <dt>Taken</dt>
          <dd>
            <Time at={createdAt} as="minute" /> by {createdBy}
          </dd>
          <dt>Facts</dt>
          <dd>{facts.count.toLocaleString('en')}</dd>
          <dt>Their SHA-256</dt>
          <dd>
            <code>{facts.sha256}</code>
          </dd>
        </dl>
        <Recompute id={id} />
      </section>
    </>
  );
}

function Recompute({ id }: { id: string }) {
  // Asked for by hand: it computes the whole window anew.
  const check = useQuery({
    queryKey: ['recompute', id],
    queryFn: async ({ signal }) =>
      (await client.GET('/api/v1/dora/snapshots/{id}/verify', { params: { path: { id } }, signal })).data ?? null,
    enabled: false,
  });
  return (
    <div>
      <Button
        variant="default"
        className="no-print"
        loading={check.isFetching}
        onClick={() => void check.refetch()}
        leftSection={<IconShieldCheck size={16} aria-hidden="true" />}
      >
        Recompute from the present facts
      </Button>
      <div role="status" className={classes.check}>
        {check.data && <Outcome check={check.data} />}
      </div>
      {check.isError && <ErrorState error={check.error} />}
    </div>
  );
}

function Outcome({ check: { same, present, kept, checkedAt } }: { check: Schemas['Verification'] }) {
  if (same)
    return (
      <>
        <StatusBadge tone="on">The same bytes</StatusBadge>{' '}
        <Text span c="dimmed">
          The facts of today give exactly these numbers, <Time at={checkedAt} />.
        </Text>
      </>
    );
  return (
    <>
      <StatusBadge tone="attention">The facts have changed since</StatusBadge>
      <Text c="dimmed" mt={4}>
        There were {kept.facts.count.toLocaleString('en')} facts, now there are{' '}
        {present.facts.count.toLocaleString('en')}: something arrived late or was corrected. The snapshot stays as it
        was taken; take another to keep what is known now.
      </Text>
    </>
  );
}
