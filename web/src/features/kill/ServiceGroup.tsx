import { Anchor, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconFlame, IconLock } from '@tabler/icons-react';
import { useId } from 'react';
import { Link } from 'react-router';
import { useCan } from '../../api/session';
import { StatusBadge } from '../../design/StatusBadge';
import { Time } from '../../design/time/Time';
import { whyNot, type BoardFlag, type Group } from './board';
import classes from './KillPage.module.css';

interface ServiceGroupProps {
  group: Group;
  open: (flag: BoardFlag) => void;
  /** Also what has been off for long. */
  showOff: boolean;
}

/** The flags of one service, the ones that are on first. */
export function ServiceGroup({ group: { service, on, recent, off }, open, showOff }: ServiceGroupProps) {
  const heading = useId();
  const why = useId();
  const whyStaysOff = useId();
  const mayTurnOn = useCan('flags:write');
  const { name, onCall, incidents, mayKill } = service;
  const whyNotOn = mayTurnOn ? undefined : mayKill ? whyStaysOff : why;
  return (
    <section aria-labelledby={heading} className={classes.group}>
      <header className={classes.head}>
        <h2 id={heading}>{name}</h2>
        <span className={classes.duty}>{onCall === null ? 'Nobody on call' : `On call: ${onCall.name}`}</span>
      </header>
      {incidents.map(({ id, title, severity, drill }) => (
        <Link key={id} to={`/incidents/${encodeURIComponent(id)}`} className={classes.incident}>
          <StatusBadge tone={drill ? 'attention' : 'red'} icon={IconFlame}>
            {[severity, title ?? id, drill ? '(drill)' : ''].filter(Boolean).join(' ')}
          </StatusBadge>
        </Link>
      ))}
      {!mayKill && (
        <p id={why} className={classes.why}>
          <IconLock size={16} aria-hidden="true" />
          {whyNot(service)}
        </p>
      )}
      {mayKill && !mayTurnOn && (recent.length > 0 || (showOff && off.length > 0)) && (
        <p id={whyStaysOff} className={classes.why}>
          <IconLock size={16} aria-hidden="true" />
          To turn flags on again takes the role of a member or responder.
        </p>
      )}
      <ul className={classes.rows}>
        {on.map((flag) => (
          <Row key={rowKey(flag)} flag={flag} open={open} why={mayKill ? undefined : why} />
        ))}
        {recent.map((flag) => (
          <Row key={rowKey(flag)} flag={flag} open={open} why={whyNotOn} />
        ))}
        {showOff && off.map((flag) => <Row key={rowKey(flag)} flag={flag} open={open} why={whyNotOn} />)}
      </ul>
      {!showOff && off.length > 0 && (
        <p className={classes.rest}>
          <Anchor component={Link} to={`/flags?service=${encodeURIComponent(service.key)}`} c="dimmed" size="sm">
            {off.length} more {off.length === 1 ? 'is' : 'are'} off
          </Anchor>
        </p>
      )}
    </section>
  );
}

function Row({ flag, open, why }: { flag: BoardFlag; open: (flag: BoardFlag) => void; why: string | undefined }) {
  const { key, name, environment, on, since, flip, killSwitch } = flag;
  return (
    <li>
      <UnstyledButton
        data-row={on ? 'on' : 'off'}
        className={classes.row}
        aria-disabled={why !== undefined || undefined}
        aria-describedby={why}
        onClick={() => {
          if (why === undefined) open(flag);
        }}
        onKeyDown={moveFocus}
      >
        <StatusBadge tone={on ? 'on' : 'off'}>{on ? 'on' : 'off'}</StatusBadge>
        <span className={classes.what}>
          <span className={classes.name}>{name}</span>
          <span className={classes.detail}>
            {name !== key && <span className={classes.key}>{key}</span>}
            {killSwitch !== null && (
              <span>{killSwitch.lastDrilledAt === null ? 'kill switch, never drilled' : 'kill switch'}</span>
            )}
            <span>
              {flip === null ? (
                'never turned on'
              ) : (
                <>
                  {on ? 'turned on' : flip.kill ? 'killed' : 'turned off'} <Time at={since} />
                  {!on && ` by ${flip.actor}`}
                  {flip.journaled && ', on this server only until the database is back'}
                </>
              )}
            </span>
          </span>
        </span>
        <span className={classes.environment}>{environment}</span>
        {why === undefined && <IconChevronRight size={20} aria-hidden="true" className={classes.chevron} />}
      </UnstyledButton>
    </li>
  );
}

const rowKey = ({ key, environment }: BoardFlag): string => `${key} ${environment}`;

/** Arrows go through the rows of all services. */
function moveFocus(event: React.KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  rows[rows.indexOf(event.currentTarget) + step]?.focus();
  event.preventDefault();
}
