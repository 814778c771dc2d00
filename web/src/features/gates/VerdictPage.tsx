import { Anchor, Button, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { api, client, type Schemas } from '../../api/client';
import { useCan } from '../../api/session';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { PageHeader } from '../../design/PageHeader';
import { StatusBadge } from '../../design/StatusBadge';
import { RawText } from '../../design/RawText';
import { TextWithTimes, Time } from '../../design/time/Time';
import { useCopy } from '../../design/useCopy';
import { useUrlState } from '../../design/useUrlState';
import { Governor } from './Governor';
import { OverrideDialog } from './OverrideDialog';
import classes from './VerdictPage.module.css';
import { countsOf, guardName, ruleName, subjectPage, VERDICTS } from './words';

type Verdict = Schemas['VerdictWithInputs'];

const TRAIL = [{ label: 'Verdicts', to: '/verdicts' }];

/** One verdict: what, why, from what. It never changes. */
export function VerdictPage() {
  const { id = '' } = useParams();
  const query = api.useQuery('get', '/api/v1/verdicts/{id}', { params: { path: { id } } });
  return <QueryView query={query}>{(verdict) => <Shown verdict={verdict} />}</QueryView>;
}

function Shown({ verdict }: { verdict: Verdict }) {
  const { tone, word } = VERDICTS[verdict.verdict];
  const [{ override }, set] = useUrlState({ override: '' });
  const mayOverride = useCan('incidents:write');
  return (
    <>
      <PageHeader
        title={verdict.subject}
        trail={TRAIL}
        status={<StatusBadge tone={tone}>{word}</StatusBadge>}
        lead={
          <>
            {guardName(verdict.guard)} guard, asked by {verdict.askedBy} <Time at={verdict.checkedAt} />
          </>
        }
        actions={
          <>
            {verdict.guard === 'change-fail' && (
              <Button
                variant="default"
                disabled={!mayOverride}
                title={mayOverride ? undefined : 'Members, responders and admins may override a governor.'}
                onClick={() => set({ override: '1' })}
              >
                Override the governor
              </Button>
            )}
            <CopyMarkdown id={verdict.id} />
          </>
        }
      />
      <section className={classes.part} aria-labelledby="reasons">
        <Title order={2} id="reasons" mb="sm">
          Why
        </Title>
        <Reasons verdict={verdict} />
      </section>
      {verdict.governor && (
        <section className={classes.part} aria-labelledby="governor">
          <Title order={2} id="governor" mb="sm">
            Governor, as it was then
          </Title>
          <Governor governor={verdict.governor} />
        </section>
      )}
      <section className={classes.part} aria-labelledby="counts">
        <Title order={2} id="counts" mb="sm">
          Counts
        </Title>
        <dl className={classes.counts}>
          {countsOf(verdict.counts).map(([name, count]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{count.toLocaleString('en')}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={classes.part} aria-labelledby="inputs">
        <Title order={2} id="inputs" mb="sm">
          Inputs
        </Title>
        <RawText
          label="What it was decided from"
          name={`verdict-${verdict.id}-inputs.json`}
          text={() => JSON.stringify(verdict.inputs, null, 2)}
        />
      </section>
      <OverrideDialog
        opened={override !== '' && mayOverride}
        service={verdict.subject}
        onClose={() => set({ override: '' })}
      />
    </>
  );
}

function Reasons({ verdict: { guard, reasons, verdict } }: { verdict: Verdict }) {
  if (reasons.length === 0)
    return <Text>{verdict === 'pass' ? 'Nothing stands in the way.' : 'No reason was given.'}</Text>;
  return (
    <ul className={classes.reasons}>
      {reasons.map((reason) => {
        const { rule, subject, detail, since, owner, waiver, path, line } = reason;
        const page = subjectPage(guard, subject, rule);
        const blocks = verdict === 'block' && waiver === undefined;
        return (
          <li key={`${rule} ${subject} ${path ?? ''} ${line ?? ''}`}>
            <StatusBadge tone={blocks ? 'red' : 'none'} title={blocks ? 'This blocks.' : 'This does not block.'}>
              {ruleName(rule)}
            </StatusBadge>
            <div className={classes.words}>
              <p>
                {page === null ? (
                  <b>{subject}</b>
                ) : (
                  <Anchor component={Link} to={page} fw={600} c="inherit">
                    {subject}
                  </Anchor>
                )}{' '}
                <TextWithTimes text={detail} />
              </p>
              <p className={classes.about}>
                {since !== undefined && (
                  <span>
                    Since <Time at={since} />
                  </span>
                )}
                {owner !== undefined && <span>Owner: {owner.replace(':', ' ')}</span>}
                {path !== undefined && (
                  <code>
                    {path}
                    {line === undefined ? '' : `:${line}`}
                  </code>
                )}
                {waiver !== undefined && <span>Lifted: {waiver}</span>}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function CopyMarkdown({ id }: { id: string }) {
  const { copied, copy } = useCopy();
  const take = async (): Promise<void> => {
    try {
      const done = await copy(markdownOf(id));
      if (!done) toast.failed(new Error('This browser keeps the clipboard from this page.'));
    } catch (error) {
      toast.failed(error);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={copied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />}
      onClick={() => void take()}
    >
      {copied ? 'Copied' : 'Copy as Markdown'}
    </Button>
  );
}

async function markdownOf(id: string): Promise<string> {
  const { data } = await client.GET('/api/v1/verdicts/{id}', {
    params: { path: { id } },
    headers: { accept: 'text/markdown' },
    parseAs: 'text',
  });
  return data ?? '';
}
