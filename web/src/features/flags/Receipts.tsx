import { Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client';
import { StatusBadge, type Tone } from '../../design/StatusBadge';
import { Time } from '../../design/time/Time';
import type { Flag } from './flag';
import classes from './flags.module.css';
import { askAgainMs, lengthText, tallyText } from './receipts';

type Receipt = Schemas['FlagReceiptView'];

const PATH = '/api/v1/flags/{key}/environments/{environment}/receipts';
const SHOWN = 100;
const TONES: Record<Receipt['state'], Tone> = { applied: 'on', pending: 'waiting', silent: 'red' };
const FIRST: Receipt['state'][] = ['silent', 'pending', 'applied'];

export interface ChangeOf {
  flag: string;
  environment: string;
  revision: number;
}

/** Who has applied a change, as it goes on. */
export function useReceipts({ flag, environment, revision }: ChangeOf) {
  return api.useQuery(
    'get',
    PATH,
    { params: { path: { key: flag, environment }, query: { revision, limit: SHOWN } } },
    { refetchInterval: ({ state }) => askAgainMs(state.data) },
  );
}

/** The clients of each environment in which the flag was ever changed. */
export function Receipts({ flag }: { flag: Flag }) {
  const changed = Object.entries(flag.environments).filter(([, { revision }]) => revision > 0);
  if (changed.length === 0) return null;
  return (
    <section className={classes.section}>
      <h2>Clients</h2>
      <ul className={classes.lines}>
        {changed.map(([environment, { revision }]) => (
          <li key={environment} className={classes.line}>
            <Environment flag={flag.key} environment={environment} revision={revision} />
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="xs" className="no-print">
        Clients are known once they name themselves, by a header such as <code>X-Loop-Instance: checkout-7f9c-2</code>.
      </Text>
    </section>
  );
}

function Environment(change: ChangeOf) {
  const { data, error } = useReceipts(change);
  const { environment, revision } = change;
  return (
    <>
      <span className={classes.where}>{environment}</span>
      <span className={classes.receipts}>
        <span role="status">{data ? tallyText(data) : error ? 'Clients cannot be read right now' : 'Asking …'}</span>
        <span className={classes.quiet}> · revision {revision}</span>
        {data && data.items.length > 0 && (
          <details>
            <summary>
              Clients in {environment}
              {data.nextCursor !== null && `, the first ${SHOWN}`}
            </summary>
            <ReceiptList receipts={data.items} />
          </details>
        )}
      </span>
    </>
  );
}

/** Those that do not have it come first. */
export function ReceiptList({ receipts }: { receipts: Receipt[] }) {
  const sorted = receipts.toSorted((a, b) => FIRST.indexOf(a.state) - FIRST.indexOf(b.state));
  return (
    <ul className={classes.instances}>
      {sorted.map(({ instance, sdk, state, appliedMs, lastSeenAt, connected }) => (
        <li key={instance}>
          <StatusBadge tone={TONES[state]}>{state}</StatusBadge>
          <span className={classes.instance}>{instance}</span>
          <span className={classes.quiet}>
            {sdk !== null && `${sdk} · `}
            {appliedMs !== null && `after ${lengthText(appliedMs)} · `}
            {connected ? (
              'connected'
            ) : (
              <>
                seen <Time at={lastSeenAt} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
