import { Button, Text } from '@mantine/core';
import { IconDownload, IconMarkdown, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, client, type Schemas } from '../../../api/client';
import { QueryView } from '../../../design/feedback/QueryView';
import { toast } from '../../../design/feedback/toast';
import { Waiting } from '../../../design/feedback/Waiting';
import { PageHeader } from '../../../design/PageHeader';
import { PersonName } from '../../../design/pickers/PersonSelect';
import { StatusBadge } from '../../../design/StatusBadge';
import { download } from '../../../design/table/csv';
import { Time } from '../../../design/time/Time';
import { hasEnded, STATE_WORDS } from '../words';
import { Checks } from './Checks';
import { Comparison } from './Comparison';
import classes from './Report.module.css';
import { Scores } from './Scores';

type Report = Schemas['DrillReportView'];
const PATH = '/api/v1/drills/{id}/report';

/** What a run proved, from its evidence alone. */
export function ReportPage() {
  const { id = '' } = useParams();
  const report = api.useQuery('get', PATH, { params: { path: { id } } });
  return (
    <QueryView query={report} waiting={<Waiting lines={12} label="Judging the evidence" />}>
      {(answer) => <Page report={answer} />}
    </QueryView>
  );
}

function Page({ report }: { report: Report }) {
  const { run, passed, checks, scores, comparison, improvements, notes } = report;
  const asked = checks.filter(({ status }) => status !== 'not_applicable');
  const good = asked.filter(({ status }) => status === 'passed').length;
  const over = hasEnded(run.state);
  return (
    <>
      <PageHeader
        title={`Report: ${run.title}`}
        trail={[
          { label: 'Drills', to: '/drills' },
          { label: run.title, to: `/drills/${encodeURIComponent(run.id)}` },
        ]}
        status={
          <StatusBadge tone={passed ? 'on' : over ? 'red' : 'waiting'}>
            {passed ? 'Proved' : over ? 'Not proved' : 'So far'}
          </StatusBadge>
        }
        lead={
          <>
            {good} of {asked.length} checks passed · {run.service} in {run.environment} ·{' '}
            {STATE_WORDS[run.state].toLowerCase()}
            {run.endedAt !== null && (
              <>
                {' '}
                <Time at={run.endedAt} as="minute" />
              </>
            )}
          </>
        }
        actions={<Actions run={run} />}
      />
      {!over && (
        <Text c="dimmed" mb="lg">
          The run goes on: what is not recorded yet fails until it is.
        </Text>
      )}
      <Scores scores={scores} />
      <Checks checks={checks} />
      {comparison !== null && <Comparison comparison={comparison} />}
      <section className={classes.section} aria-labelledby="improve">
        <h2 id="improve">What to improve</h2>
        {improvements.length === 0 ? (
          <Text c="dimmed">Nothing that the evidence shows.</Text>
        ) : (
          <ul className={classes.list}>
            {improvements.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        )}
      </section>
      <section className={classes.section} aria-labelledby="notes">
        <h2 id="notes">Notes</h2>
        {notes.length === 0 ? (
          <Text c="dimmed">Nobody wrote anything down.</Text>
        ) : (
          <ul className={classes.notes}>
            {notes.map(({ at, author, text }) => (
              <li key={`${at} ${text}`}>
                <span className={classes.quiet}>
                  <PersonName person={author} /> · <Time at={at} as="minute" />
                </span>
                <p>{text}</p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Actions({ run }: { run: Report['run'] }) {
  const [busy, setBusy] = useState(false);
  const markdown = async (): Promise<void> => {
    setBusy(true);
    try {
      const { data } = await client.GET(PATH, {
        params: { path: { id: run.id } },
        headers: { Accept: 'text/markdown' },
        parseAs: 'text',
      });
      download(`drill-${run.id}.md`, String(data), 'text/markdown;charset=utf-8');
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="default" onClick={() => print()} leftSection={<IconPrinter size={16} aria-hidden="true" />}>
        Print
      </Button>
      <Button
        variant="default"
        loading={busy}
        onClick={() => void markdown()}
        leftSection={<IconMarkdown size={16} aria-hidden="true" />}
      >
        Markdown
      </Button>
      <Button component={Link} to={`/dora?drill=${encodeURIComponent(run.id)}`} variant="default">
        Its numbers
      </Button>
      {hasEnded(run.state) && (
        <Button
          component="a"
          href={`/api/v1/drills/${encodeURIComponent(run.id)}/bundle`}
          download
          leftSection={<IconDownload size={16} aria-hidden="true" />}
        >
          Signed bundle
        </Button>
      )}
    </>
  );
}
