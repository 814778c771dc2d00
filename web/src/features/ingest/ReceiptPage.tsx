import { Button, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api, queries, type Schemas } from '../../api/client';
import { useCan } from '../../api/session';
import { QueryView } from '../../design/feedback/QueryView';
import { toast } from '../../design/feedback/toast';
import { PageHeader } from '../../design/PageHeader';
import { RawText } from '../../design/RawText';
import { StatusBadge } from '../../design/StatusBadge';
import { Time } from '../../design/time/Time';
import classes from './ReceiptPage.module.css';
import { replay } from './useReplay';
import { MAY_NOT_REPLAY, STATUSES } from './words';

type Receipt = Schemas['ReceiptDetail'];

const PATH = '/api/v1/receipts/{id}';
const TRAIL = [{ label: 'Receipts', to: '/receipts' }];

/** One receipt: why it stands where it stands, and what was received. */
export function ReceiptPage() {
  const { id = '' } = useParams();
  const query = api.useQuery('get', PATH, { params: { path: { id } } });
  return <QueryView query={query}>{(receipt) => <Shown receipt={receipt} />}</QueryView>;
}

function Shown({ receipt }: { receipt: Receipt }) {
  const { id, event, status, reason, repository, source, deliveryId, attempts, receivedAt, processedAt } = receipt;
  const { tone, word, meaning } = STATUSES[status];
  const mayReplay = useCan('facts:write');
  const again = useMutation({
    mutationFn: () => replay(id),
    onSuccess: () => {
      toast.done('Put back to work', { detail: 'What became of it shows here by itself.' });
      return queries.invalidateQueries({ queryKey: ['get', PATH] });
    },
    onError: (error) => toast.failed(error),
  });
  return (
    <>
      <PageHeader
        title={event}
        trail={TRAIL}
        status={<StatusBadge tone={tone}>{word}</StatusBadge>}
        lead={meaning}
        actions={
          <Button
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            loading={again.isPending}
            disabled={!mayReplay || status === 'accepted'}
            title={
              mayReplay ? (status === 'accepted' ? 'It waits to be worked on already.' : undefined) : MAY_NOT_REPLAY
            }
            onClick={() => again.mutate()}
          >
            Replay
          </Button>
        }
      />
      {reason !== null && (
        <section className={classes.part}>
          <Title order={2} mb="xs">
            Why
          </Title>
          <Text>{reason}</Text>
          {status === 'quarantined' && (
            <Text c="dimmed" mt="xs">
              Say in the <Link to="/settings/services">settings of its service</Link> where its code lives, and it is
              processed by itself.
            </Text>
          )}
        </section>
      )}
      <dl className={classes.facts}>
        <div>
          <dt>Repository</dt>
          <dd>{repository ?? '–'}</dd>
        </div>
        <div>
          <dt>From</dt>
          <dd>{source}</dd>
        </div>
        <div>
          <dt>Delivery</dt>
          <dd>
            <code>{deliveryId}</code>
          </dd>
        </div>
        <div>
          <dt>Received</dt>
          <dd>
            <Time at={receivedAt} />
          </dd>
        </div>
        <div>
          <dt>Worked on</dt>
          <dd>
            <Time at={processedAt} />
            {attempts > 1 && `, ${attempts} times`}
          </dd>
        </div>
      </dl>
      <section className={classes.part}>
        <Title order={2} mb="xs">
          Headers
        </Title>
        <dl className={classes.headers}>
          {Object.entries(receipt.headers).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={classes.part}>
        <Title order={2} mb="xs">
          Body
        </Title>
        <Text c="dimmed" mb="sm">
          {receipt.size.toLocaleString('en')} bytes{receipt.size > 4_000 && '; the first 4,000 are shown'}
        </Text>
        <RawText label="Show the body" name={`receipt-${id}.txt`} text={() => readable(receipt.excerpt)} />
      </section>
    </>
  );
}

/** JSON with indents where it is whole; else as it came. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}
