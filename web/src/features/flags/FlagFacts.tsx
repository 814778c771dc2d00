import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { Time } from '../../design/time/Time';
import { Awaited } from './control/Awaited';
import { KINDS, type Flag } from './flag';
import classes from './flags.module.css';
import { KillSwitchFacts } from './KillSwitchFacts';

/** What the flag says of itself. */
export function FlagFacts({ flag }: { flag: Flag }) {
  const { key, kind, service, owner, expiresAt, removalTicket, variants, defaultVariant, offVariant } = flag;
  const ownerKey = owner.team ?? owner.person;
  return (
    <section className={classes.facts} aria-label="About this flag">
      <div>
        <h2>About</h2>
        <dl>
          <dt>Key</dt>
          <dd>
            <code>{key}</code>
          </dd>
          <dt>Kind</dt>
          <dd>{KINDS[kind].label}</dd>
          <dt>Service</dt>
          <dd>
            <Anchor component={Link} to={`/flags?service=${encodeURIComponent(service)}`}>
              {service}
            </Anchor>
          </dd>
          <dt>Owner</dt>
          <dd>{ownerKey === undefined ? 'nobody' : `${owner.team === undefined ? '' : 'team '}${ownerKey}`}</dd>
          <dt>Expires</dt>
          <dd>
            <Time at={expiresAt} as="date" />
            {expiresAt !== null && (
              <span className={classes.quiet}>
                {' '}
                (<Time at={expiresAt} />)
              </span>
            )}
          </dd>
          {flag.extensions > 0 && (
            <>
              <dt>Extended</dt>
              <dd>{flag.extensions === 1 ? 'once' : `${flag.extensions} times`}</dd>
            </>
          )}
          <dt>Ticket</dt>
          <dd>{removalTicket === null ? '–' : <Ticket ticket={removalTicket} />}</dd>
          <dt>Created</dt>
          <dd>
            <Time at={flag.createdAt} /> by {flag.createdBy}
          </dd>
        </dl>
      </div>
      {flag.killSwitch !== null && <KillSwitchFacts told={flag.killSwitch} />}
      <div>
        <h2>Answers</h2>
        <dl>
          {Object.entries(variants).map(([name, value]) => (
            <Variant
              key={name}
              name={name}
              value={value}
              when={{ on: name === defaultVariant, off: name === offVariant }}
            />
          ))}
        </dl>
        <Awaited flag={key} kind="answers" />
      </div>
    </section>
  );
}

function Variant({ name, value, when }: { name: string; value: unknown; when: { on: boolean; off: boolean } }) {
  const words = [when.on ? 'when on' : '', when.off ? 'when off' : ''].filter(Boolean).join(', ');
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <code>{JSON.stringify(value)}</code> <span className={classes.quiet}>{words}</span>
      </dd>
    </>
  );
}

/** An address is a link, a tracker key is its word. */
function Ticket({ ticket }: { ticket: string }) {
  if (!/^https?:\/\//i.test(ticket)) return ticket;
  return (
    <Anchor href={ticket} target="_blank" rel="noreferrer">
      {ticket.replace(/^https?:\/\//i, '')}
    </Anchor>
  );
}
