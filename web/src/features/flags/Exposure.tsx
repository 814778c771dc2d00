import { SegmentedControl, Select, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { api, type Schemas } from '../../api/client';
import { QueryView } from '../../design/feedback/QueryView';
import { countText } from '../../design/numbers';
import { Time } from '../../design/time/Time';
import { useUrlState } from '../../design/useUrlState';
import classes from './exposure.module.css';
import type { Flag } from './flag';
import styles from './flags.module.css';
import { USAGES } from './usage';

type View = Schemas['ExposureView'];

// Charts are drawn by a large library, which the rest of the page need not wait for.
const ExposureChart = lazy(async () => ({ default: (await import('./ExposureChart')).ExposureChart }));

const WIDTHS = [
  { value: 'hour', label: 'By hour' },
  { value: 'day', label: 'By day' },
];

/** How often code called for the flag, what it was given, and when it was last called in each environment. */
export function Exposure({ flag }: { flag: Flag }) {
  const [state, setState] = useUrlState({ by: 'hour', in: '' });
  const by = state.by === 'day' ? 'day' : 'hour';
  const environment = state.in in flag.environments ? state.in : '';
  const query = api.useQuery(
    'get',
    '/api/v1/flags/{key}/exposure',
    { params: { path: { key: flag.key }, query: { by, ...(environment !== '' && { environment }) } } },
    { refetchInterval: 30_000 },
  );
  return (
    <section className={styles.section} aria-label="Calls">
      <h2>Calls</h2>
      <div className={`${classes.tools} no-print`}>
        <SegmentedControl
          aria-label="Width of the bars"
          data={WIDTHS}
          value={by}
          onChange={(next) => setState({ by: next })}
        />
        <Select
          aria-label="Environment"
          placeholder="All environments"
          w={180}
          clearable
          data={Object.keys(flag.environments)}
          value={environment === '' ? null : environment}
          onChange={(next) => setState({ in: next ?? '' })}
        />
      </div>
      <QueryView query={query}>{(view) => <Shown view={view} />}</QueryView>
    </section>
  );
}

function Shown({ view }: { view: View }) {
  const { usage, sums, reported, variants, environments } = view;
  const calls = variants.flatMap((variant) => {
    const count = sums.calls[variant] ?? 0;
    return count > 0 ? [`${variant} ${count.toLocaleString('en')}`] : [];
  });
  return (
    <>
      <p>
        <strong>{USAGES[usage.state].label}</strong>: {USAGES[usage.state].about(usage.days)}
        {usage.constantSince !== null && (
          <>
            {' '}
            Calls were given nothing but <code>{usage.variant}</code> since <Time at={usage.constantSince} />.
          </>
        )}
      </p>
      <Suspense fallback={<div className={classes.chart} />}>
        <ExposureChart view={view} />
      </Suspense>
      <Text c="dimmed" size="sm">
        {calls.length === 0 ? 'No calls in this window' : `Calls in this window: ${calls.join(', ')}`}
        {reported > 0 && ` (${countText(reported, 'call')} reported by SDKs)`}
        {sums.failed > 0 && `; ${countText(sums.failed, 'evaluation')} failed`}. Bulk answers hand out every flag, used
        or not, so they are counted apart.
      </Text>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Environment</th>
            <th scope="col">Last called</th>
            <th scope="col">Last in bulk</th>
            <th scope="col">Calls</th>
            <th scope="col">In bulk</th>
          </tr>
        </thead>
        <tbody>
          {environments.map((each) => (
            <tr key={each.environment}>
              <th scope="row">{each.environment}</th>
              <td>{each.lastCalledAt === null ? 'never' : <Time at={each.lastCalledAt} />}</td>
              <td>{each.lastHandedOutAt === null ? 'never' : <Time at={each.lastHandedOutAt} />}</td>
              <td>{words(each.sums.calls)}</td>
              <td>{words(each.sums.handedOut)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function words(counts: Record<string, number>): string {
  const given = Object.entries(counts).filter(([, count]) => count > 0);
  return given.map(([variant, count]) => `${variant} ${count.toLocaleString('en')}`).join(', ') || '0';
}
