import { Anchor, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, client, queries, type Schemas } from '../../../api/client';
import { ProblemError } from '../../../api/problem';
import { QueryView } from '../../../design/feedback/QueryView';
import { toast } from '../../../design/feedback/toast';
import { StatusBadge } from '../../../design/StatusBadge';
import { Time } from '../../../design/time/Time';
import type { Flag } from '../flag';
import classes from '../flags.module.css';
import { STEPS } from './words';

const NAMES: Record<Schemas['EvidenceView']['kind'], string> = {
  configuration: 'Configuration',
  exposure: 'Calls',
  code: 'Code',
  age: 'Age',
};
const SAYS = { done: 'has done its work', needed: 'still needed', unknown: 'says nothing' } as const;

/** Whether the flag has done its work, why, and the one thing to do next. */
export function Staleness({ flag, mayWrite }: { flag: Flag; mayWrite: boolean }) {
  const query = api.useQuery('get', '/api/v1/flags/{key}/staleness', { params: { path: { key: flag.key } } });
  return (
    <section className={classes.section}>
      <h2>Way out</h2>
      <QueryView query={query}>
        {({ evidence, action, why }) => (
          <>
            <Text mb="xs">
              {action !== null && <strong>{STEPS[action]}. </strong>}
              {why}
            </Text>
            <ul className={classes.lines}>
              {evidence.map(({ kind, says, detail, since }) => (
                <li key={kind} className={classes.line}>
                  <span className={classes.where}>{NAMES[kind]}</span>
                  <div className={classes.debt}>
                    {detail} {since !== null && <span className={classes.quiet}>since {<Time at={since} />}</span>}
                  </div>
                  <StatusBadge tone={says === 'done' ? 'attention' : says === 'needed' ? 'on' : 'none'}>
                    {SAYS[says]}
                  </StatusBadge>
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryView>
      <Ticket flag={flag} mayWrite={mayWrite} />
    </section>
  );
}

/** The removal ticket that is opened in the tracker, where none is named yet. */
function Ticket({ flag, mayWrite }: { flag: Flag; mayWrite: boolean }) {
  const { key } = flag;
  const path = { key };
  const tracker = api.useQuery('get', '/api/v1/removal-tracker');
  const ticket = useQuery({
    queryKey: ['get', '/api/v1/flags/{key}/ticket', { params: { path } }],
    queryFn: async () => {
      try {
        return (await client.GET('/api/v1/flags/{key}/ticket', { params: { path } })).data ?? null;
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });
  const open = async (): Promise<void> => {
    try {
      await client.POST('/api/v1/flags/{key}/ticket', { params: { path } });
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/flags/{key}/ticket'] });
    } catch (error) {
      toast.failed(error);
    }
  };
  const state = ticket.data?.state;
  const mayOpen =
    mayWrite &&
    tracker.data?.configured === true &&
    (state === 'failed' || (state === undefined && flag.removalTicket === null));
  if (!ticket.data && !mayOpen) return null;
  return (
    <Text mt="xs" component="div">
      {state === 'open' && ticket.data?.url && (
        <>
          Removal ticket opened:{' '}
          <Anchor href={ticket.data.url} target="_blank" rel="noreferrer">
            {ticket.data.url.replace(/^https?:\/\//i, '')}
          </Anchor>
        </>
      )}
      {state === 'opening' && (
        <StatusBadge tone="waiting">
          the removal ticket is being opened
          {ticket.data?.error ? `; tried ${ticket.data.tries} times: ${ticket.data.error}` : ''}
        </StatusBadge>
      )}
      {state === 'failed' && (
        <StatusBadge tone="red">the removal ticket could not be opened: {ticket.data?.error}</StatusBadge>
      )}{' '}
      {mayOpen && (
        <Button variant="default" size="compact-sm" onClick={() => void open()}>
          {state === 'failed' ? 'Try again' : 'Open a removal ticket'}
        </Button>
      )}
    </Text>
  );
}
