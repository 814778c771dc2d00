import '@mantine/charts/styles.layer.css';
import { LineChart } from '@mantine/charts';
import { Text } from '@mantine/core';
import { api } from '../../../api/client';
import { QueryView } from '../../../design/feedback/QueryView';
import classes from './debt.module.css';
import { HealthTable } from './HealthTable';

const DAYS = 90;

/** The score of each day as it was written down; broken where nothing was. */
export function HealthTrend({ team }: { team: string }) {
  const query = api.useQuery('get', '/api/v1/flag-health/trend', {
    params: { query: { days: DAYS, ...(team === '' ? {} : { team }) } },
  });
  return (
    <section>
      <h2>Trend</h2>
      <QueryView query={query}>
        {({ days }) => {
          const written = days.filter(({ score }) => score !== null);
          if (written.length === 0)
            return <Text c="dimmed">No day has been written down yet; the first one is, shortly.</Text>;
          return (
            <>
              <figure className={classes.chart} aria-label={`Score of the last ${DAYS} days, as a chart`}>
                <LineChart
                  h={176}
                  data={days.map(({ date, score }) => ({ date: date.slice(5), score }))}
                  dataKey="date"
                  series={[{ name: 'score', label: 'Score', color: 'var(--mantine-color-text)' }]}
                  yAxisProps={{ domain: [0, 100] }}
                  connectNulls={false}
                  curveType="linear"
                  lineChartProps={{ accessibilityLayer: false }}
                />
              </figure>
              <details>
                <summary>As a table</summary>
                <HealthTable head="Day" rows={written.map(({ date, ...health }) => ({ name: date, ...health }))} />
              </details>
            </>
          );
        }}
      </QueryView>
    </section>
  );
}
