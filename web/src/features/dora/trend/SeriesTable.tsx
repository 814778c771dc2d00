import { useMemo } from 'react';
import type { List } from '../../../api/pages';
import type { Schemas } from '../../../api/client';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { useUrlState } from '../../../design/useUrlState';
import classes from '../dora.module.css';
import { figureOf, LABELS, METRICS, valueOf, type Metric } from '../numbers/figures';
import { useRowsAddress } from '../useDoraView';
import { rangeText, type Bucket } from './points';

/** The same series as the charts, as a table and as CSV. */
export function SeriesTable({ series }: { series: Schemas['DoraSeries'] }) {
  const [state, set] = useUrlState({ table: '' });
  const rows = useRowsAddress();
  const { buckets, asOf } = series;
  const { timezone } = series.window;
  const columns = useMemo(() => columnsOf(timezone, asOf), [timezone, asOf]);
  const opened = state.table !== '';
  return (
    <section className={classes.series}>
      <button
        type="button"
        className={`${classes.opener} no-print`}
        aria-expanded={opened}
        onClick={() => set({ table: opened ? '' : '1' })}
      >
        {opened ? 'Hide the series as a table' : 'Show the series as a table'}
      </button>
      {opened && (
        <DataTable
          label="Series"
          list={listOf(buckets)}
          columns={columns}
          rowKey={({ from }) => from}
          rowTo={({ from, to }) => rows('changeFailRate', from, to)}
        />
      )}
    </section>
  );
}

function columnsOf(timeZone: string, asOf: string): Column<Bucket>[] {
  const ahead = ({ from }: Bucket): boolean => Date.parse(from) >= Date.parse(asOf);
  const words = (metric: Metric) => (bucket: Bucket) => {
    const { value, of } = figureOf(metric, bucket);
    if (ahead(bucket)) return <span className={classes.quiet}>not yet</span>;
    return (
      <span title={of}>
        {metric === 'deploymentFrequency' ? of : (value ?? <span className={classes.quiet}>no data</span>)}
      </span>
    );
  };
  const plain = (value: number | null): string => (value === null ? '' : String(value));
  return [
    {
      key: 'from',
      header: 'When',
      width: '11rem',
      cell: ({ from, to }) => rangeText(from, to, timeZone),
      text: ({ from }) => from,
    },
    ...METRICS.map((metric): Column<Bucket> => ({
      key: metric,
      header: SHORT[metric],
      cell: words(metric),
      text: (bucket) => (ahead(bucket) ? '' : plain(valueOf(metric, bucket))),
    })),
    ...COUNTS.map(([key, header, count]): Column<Bucket> => ({
      key,
      header,
      csvOnly: true,
      cell: count,
      text: (bucket) => (ahead(bucket) ? '' : String(count(bucket))),
    })),
    {
      key: 'incidents',
      header: 'Incidents',
      align: 'end',
      width: '6rem',
      cell: (bucket) => (ahead(bucket) ? '' : bucket.incidents.total),
      text: (bucket) => (ahead(bucket) ? '' : String(bucket.incidents.total)),
    },
  ];
}

/** What the numbers are computed from, for whoever counts on with the file. */
const COUNTS: readonly [key: string, header: string, count: (bucket: Bucket) => number][] = [
  ['leadTimeN', 'Changes', ({ leadTime }) => leadTime.n],
  ['pending', 'Pending', ({ leadTime }) => leadTime.pending],
  ['failed', 'Failed', ({ changeFailRate }) => changeFailRate.failed],
  ['failures', 'Failures', ({ recoveryTime }) => recoveryTime.n],
  ['open', 'Open failures', ({ recoveryTime }) => recoveryTime.open],
  ['rework', 'Rework', ({ reworkRate }) => reworkRate.rework],
];

const SHORT: Record<Metric, string> = {
  ...LABELS,
  leadTime: 'Lead time',
  deploymentFrequency: 'Deployments',
};

/** What is there already, in the shape of a list. */
function listOf(items: Bucket[]): List<Bucket> {
  return {
    items,
    total: items.length,
    error: null,
    loading: false,
    hasMore: false,
    loadingMore: false,
    loadMore: () => undefined,
    retry: () => undefined,
    async *all() {
      yield* items;
    },
  };
}
