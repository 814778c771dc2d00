import { Alert, Anchor, Text } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../../api/client';
import { DataTable, type Column } from '../../../design/table/DataTable';
import { DEBTS } from '../flag';
import classes from './exchange.module.css';
import { staticList } from './static-list';

type Report = Schemas['ImportReport'];
type Imported = Report['flags'][number];

const OUTCOMES: Record<Imported['outcome'], { would: string; did: string }> = {
  created: { would: 'would be made', did: 'made' },
  added: { would: 'would get environments', did: 'got environments' },
  overwritten: { would: 'would be changed', did: 'changed' },
  left_alone: { would: 'stays as it is', did: 'stays as it is' },
  broken: { would: 'broken', did: 'broken' },
};

const lossText = ({ environment, detail }: Report['losses'][number]): string =>
  environment === null ? detail : `${environment}: ${detail}`;
const notes = ({ why, faults, losses }: Imported): string[] => [
  ...(why === null ? [] : [why]),
  ...faults.map(({ field, detail }) => `${field} ${detail}`),
  ...losses.map(lossText),
];
const states = ({ environments }: Imported): string =>
  Object.entries(environments)
    .map(([key, on]) => `${key} ${on ? 'on' : 'off'}`)
    .join(', ');

const columnsOf = (dryRun: boolean): readonly Column<Imported>[] => [
  {
    key: 'key',
    header: 'Flag',
    cell: ({ key, at, outcome }) =>
      key === null || outcome === 'broken' || (dryRun && outcome === 'created') ? (
        (key ?? at)
      ) : (
        <Anchor component={Link} to={`/flags/${encodeURIComponent(key)}`}>
          {key}
        </Anchor>
      ),
    text: ({ key, at }) => key ?? at,
    width: '22%',
  },
  {
    key: 'outcome',
    header: 'Outcome',
    cell: ({ outcome }) => OUTCOMES[outcome][dryRun ? 'would' : 'did'],
    text: ({ outcome }) => outcome,
    width: '9rem',
  },
  { key: 'environments', header: 'Arrives', cell: states, text: states, width: '11rem' },
  {
    key: 'debt',
    header: 'Owes',
    cell: ({ debt }) => debt.map((rule) => DEBTS[rule].label).join(', '),
    text: ({ debt }) => debt.join(' '),
  },
  {
    key: 'notes',
    header: 'Left behind, and why',
    cell: () => null,
    text: (flag) => notes(flag).join('; '),
    csvOnly: true,
  },
];

/** What an import did, or would do: every flag, and each thing that is not carried over. */
export function ImportResult({ report, next }: { report: Report; next: ReactNode }) {
  const top = useRef<HTMLElement>(null);
  useEffect(() => top.current?.scrollIntoView({ block: 'start' }), [report]);
  const { counts, dryRun, losses, format, environments } = report;
  const mapped = environments.map(({ source, environment }) => `${source} → ${environment ?? 'left out'}`).join(', ');
  return (
    <section ref={top} aria-label={dryRun ? 'What would come in' : 'What came in'}>
      <Alert
        mt="xl"
        mb="md"
        role="status"
        color={counts.broken > 0 ? 'red' : 'gray'}
        variant="light"
        title={dryRun ? 'Nothing has been changed yet' : 'The import is done'}
      >
        {sentence(counts)}
        <Text size="sm" mt={4}>
          Read as {format}. {mapped === '' ? '' : `Environments: ${mapped}.`}
        </Text>
        {losses.map((loss) => (
          <Text key={lossText(loss)} size="sm">
            {lossText(loss)}
          </Text>
        ))}
      </Alert>
      {next}
      <DataTable
        label="Flags of the document"
        list={staticList(report.flags)}
        columns={columnsOf(dryRun)}
        rowKey={({ at }) => at}
      />
      <LeftBehind flags={report.flags} />
    </section>
  );
}

/** More of them are read in the CSV. */
const MOST_SHOWN = 200;

function LeftBehind({ flags }: { flags: Imported[] }) {
  const noted = flags.filter((flag) => notes(flag).length > 0);
  if (noted.length === 0) return null;
  return (
    <section>
      <h2 className={classes.heading}>Left behind, and why</h2>
      <dl className={classes.notes}>
        {noted.slice(0, MOST_SHOWN).map((flag) => (
          <div key={flag.at}>
            <dt>{flag.key ?? flag.at}</dt>
            {notes(flag).map((note) => (
              <dd key={note}>{note}</dd>
            ))}
          </div>
        ))}
      </dl>
      {noted.length > MOST_SHOWN && (
        <Text c="dimmed">{(noted.length - MOST_SHOWN).toLocaleString('en')} more are in the CSV.</Text>
      )}
    </section>
  );
}

function sentence({ read, created, added, overwritten, leftAlone, broken, losses }: Report['counts']): string {
  const parts = [
    `${created} new`,
    ...(added > 0 ? [`${added} with new environments`] : []),
    ...(overwritten > 0 ? [`${overwritten} changed`] : []),
    `${leftAlone} left as they are`,
    `${broken} broken`,
  ];
  return `${read} read: ${parts.join(', ')}. ${losses} ${losses === 1 ? 'thing is' : 'things are'} not carried over.`;
}
