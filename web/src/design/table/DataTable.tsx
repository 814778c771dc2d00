import { Button, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { List } from '../../api/pages';
import { EmptyState } from '../feedback/EmptyState';
import { ErrorState } from '../feedback/ErrorState';
import { toast } from '../feedback/toast';
import { Waiting } from '../feedback/Waiting';
import { instantNow, viewerTimeZone } from '../time/now';
import { dayOf } from '../time/time-window';
import { Cards } from './Cards';
import type { DataTableProps } from './columns';
import { csvOf, download } from './csv';
import classes from './DataTable.module.css';
import { Rows } from './Rows';

export type { Column, Order } from './columns';

/** The one table of the app: pages by cursor, tens of thousands of rows, keys j, k and Enter, CSV of all rows, cards on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { list, label, toolbar } = props;
  return (
    <section aria-label={label}>
      <div className={`${classes.toolbar} no-print`}>
        {toolbar}
        <div className={classes.tools}>
          <Count list={list} />
          <CsvButton {...props} />
        </div>
      </div>
      <Body {...props} />
      {list.error !== null && list.items.length > 0 && (
        <Group justify="center" gap="md" p="md" role="alert">
          <Text c="dimmed">{list.error.message} The rows above may be old.</Text>
          <Button variant="default" onClick={list.retry}>
            Try again
          </Button>
        </Group>
      )}
      {list.hasMore && list.error === null && (
        <Group justify="center" p="md" className="no-print">
          <Button variant="default" onClick={list.loadMore} loading={list.loadingMore}>
            Load more
          </Button>
        </Group>
      )}
    </section>
  );
}

function Body<Row>(props: DataTableProps<Row>) {
  const { list, label, empty } = props;
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  if (list.items.length > 0) {
    const shown = { ...props, columns: props.columns.filter(({ csvOnly }) => csvOnly !== true) };
    return phone ? <Cards {...shown} /> : <Rows {...shown} />;
  }
  if (list.error !== null) return <ErrorState error={list.error} retry={list.retry} />;
  if (list.loading) return <Waiting lines={8} label={`Loading ${label.toLowerCase()}`} />;
  return empty ?? <EmptyState title={`No ${label.toLowerCase()}`} />;
}

function Count<Row>({ list }: { list: List<Row> }) {
  if (list.loading || list.items.length === 0) return null;
  const shown = list.items.length.toLocaleString('en');
  const words = list.total === null ? `${shown}${list.hasMore ? '+' : ''}` : list.total.toLocaleString('en');
  return (
    <Text c="dimmed" size="sm" role="status">
      {words} {words === '1' ? 'row' : 'rows'}
    </Text>
  );
}

function CsvButton<Row>({ list, label, columns: all }: DataTableProps<Row>) {
  const columns = all.filter(({ action }) => action !== true);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const rows: string[][] = [];
      for await (const row of list.all()) rows.push(columns.map((column) => column.text(row)));
      const name = `${label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${dayOf(instantNow(), viewerTimeZone)}.csv`;
      const header = columns.map((column) => column.header);
      download(name, csvOf(header, rows), 'text/csv;charset=utf-8');
      toast.done(`${rows.length.toLocaleString('en')} rows saved`, { detail: name });
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  if (list.items.length === 0) return null;
  return (
    <Button
      variant="subtle"
      onClick={() => void save()}
      loading={busy}
      leftSection={<IconDownload size={16} aria-hidden="true" />}
      aria-label={`Save all ${label.toLowerCase()} as CSV`}
    >
      CSV
    </Button>
  );
}
