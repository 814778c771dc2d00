import { Button, Text } from '@mantine/core';
import { keepPreviousData } from '@tanstack/react-query';
import { IconArrowsDiff, IconCamera, IconRocket } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api, type Schemas } from '../../api/client';
import { useCan } from '../../api/session';
import { EmptyState } from '../../design/feedback/EmptyState';
import { ErrorState } from '../../design/feedback/ErrorState';
import { QueryView } from '../../design/feedback/QueryView';
import { Waiting } from '../../design/feedback/Waiting';
import { PageHeader } from '../../design/PageHeader';
import { Time } from '../../design/time/Time';
import classes from './dora.module.css';
import { Filters } from './Filters';
import { IncidentsPanel } from './IncidentsPanel';
import { MetricPanel } from './MetricPanel';
import { METRICS } from './numbers/figures';
import { rangeText } from './trend/points';
import { SeriesTable } from './trend/SeriesTable';
import { drillsOf, scopeText, useDoraView } from './useDoraView';

/** The four keys and rework of a window, each with what it is computed from, and their course. */
export function DoraPage() {
  const view = useDoraView();
  const { query, bucket, window, scope, counted } = view;
  const numbers = api.useQuery('get', '/api/v1/dora', { params: { query } }, { placeholderData: keepPreviousData });
  const series = api.useQuery(
    'get',
    '/api/v1/dora/series',
    { params: { query: { ...query, bucket } } },
    { placeholderData: keepPreviousData },
  );
  return (
    <>
      <PageHeader
        title="DORA"
        lead={`${scopeText(scope, drillsOf(counted))} · ${rangeText(window.from, window.to, window.timeZone)}, ${window.timeZone}`}
        actions={<Actions />}
      />
      <Filters view={view} />
      <QueryView query={numbers} waiting={<Waiting lines={12} label="Loading the numbers" />}>
        {(answer) =>
          isEmpty(answer) ? (
            <NoData />
          ) : (
            <div data-stale={numbers.isPlaceholderData || undefined} className={classes.body}>
              <div className={classes.panels}>
                {METRICS.map((metric) => (
                  <MetricPanel
                    key={metric}
                    metric={metric}
                    numbers={answer}
                    series={series.isPlaceholderData ? undefined : series.data}
                    bucket={bucket}
                  />
                ))}
                <IncidentsPanel numbers={answer} />
              </div>
              {series.isError && <ErrorState error={series.error} retry={() => void series.refetch()} />}
              {series.data && <SeriesTable series={series.data} />}
              <Text c="dimmed" size="sm" mt="md">
                As of <Time at={answer.asOf} as="minute" timeZone={window.timeZone} />. The numbers follow as facts
                arrive.
              </Text>
            </div>
          )
        }
      </QueryView>
    </>
  );
}

function isEmpty({ leadTime, deploymentFrequency, incidents }: Schemas['DoraAnswer']): boolean {
  return deploymentFrequency.count === 0 && incidents.total === 0 && leadTime.n === 0 && leadTime.pending === 0;
}

function NoData() {
  return (
    <EmptyState
      icon={IconRocket}
      title="Nothing was delivered here in this window"
      action={
        <Button component={Link} to="/" variant="default">
          See how facts come in
        </Button>
      }
    >
      Choose a longer window or another scope. Deployments arrive from GitHub, from a git import, or from your CI.
    </EmptyState>
  );
}

function Actions() {
  const mayKeep = useCan('dora:write');
  const { search } = globalThis.location;
  return (
    <>
      <Button
        component={Link}
        to="/dora/snapshots"
        variant="default"
        leftSection={<IconCamera size={16} aria-hidden />}
      >
        Snapshots
      </Button>
      <Button
        component={Link}
        to="/dora/compare"
        variant="default"
        leftSection={<IconArrowsDiff size={16} aria-hidden />}
      >
        Before / after
      </Button>
      {mayKeep && (
        <Button component={Link} to={`/dora/snapshots${takeSearch(search)}`}>
          Keep as snapshot
        </Button>
      )}
    </>
  );
}

/** The present view with the dialog opened. */
function takeSearch(search: string): string {
  const to = new URLSearchParams(search);
  to.set('take', '1');
  return `?${to}`;
}
