import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { StatusBadge } from '../../design/StatusBadge';
import { Time } from '../../design/time/Time';
import { Bars } from './Bars';
import classes from './Picture.module.css';
import { Count, Station } from './Station';

type View = Schemas['LoopView'];

export function Gate({ gate }: { gate: View['gate'] }) {
  const { passed7d, blocked7d, lastBlocked } = gate;
  const state =
    blocked7d > 0 ? (
      <StatusBadge tone="attention">{blocked7d} blocked</StatusBadge>
    ) : passed7d > 0 ? (
      <StatusBadge tone="on">all passed</StatusBadge>
    ) : (
      <StatusBadge tone="none">not asked</StatusBadge>
    );
  return (
    <Station title="Gate" to="/verdicts" area="gate" state={state} leadsTo="What passes is deployed.">
      <Count value={passed7d}>passed in 7 days</Count>
      {lastBlocked ? (
        <p className={classes.quiet}>
          Last blocked: <Link to={`/verdicts/${lastBlocked.id}`}>{lastBlocked.guard}</Link>{' '}
          <Time at={lastBlocked.checkedAt} />
        </p>
      ) : (
        <p className={classes.quiet}>Nothing was blocked yet.</p>
      )}
    </Station>
  );
}

export function Deploys({ deploys }: { deploys: View['deploys'] }) {
  const [latest] = deploys.latest;
  return (
    <Station
      title="Deploys"
      to="/dora"
      area="deploys"
      state={
        latest ? (
          <StatusBadge tone="on">
            <Time at={latest.finishedAt} />
          </StatusBadge>
        ) : (
          <StatusBadge tone="none">none yet</StatusBadge>
        )
      }
      leadsTo="What is deployed dark is released by a flag."
    >
      <Count value={deploys.count7d}>in 7 days</Count>
      <Bars days={deploys.perDay} />
      {latest && (
        <p className={classes.quiet}>
          Latest: {latest.service}
          {latest.sha !== null && (
            <>
              {' at '}
              <code>{latest.sha.slice(0, 7)}</code>
            </>
          )}
        </p>
      )}
    </Station>
  );
}

export function Flags({ flags }: { flags: View['flags'] }) {
  const { active, onInProduction, withDebt, debt } = flags;
  const worst = Object.entries(debt)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one)
    .slice(0, 3);
  return (
    <Station
      title="Flags"
      to="/flags"
      area="flags"
      state={
        withDebt > 0 ? (
          <StatusBadge tone="attention">{withDebt} with debt</StatusBadge>
        ) : (
          <StatusBadge tone={active > 0 ? 'on' : 'none'}>{active > 0 ? 'no debt' : 'none yet'}</StatusBadge>
        )
      }
      leadsTo="A bad release is switched off by whoever is on call."
    >
      <Count value={onInProduction}>
        of {active.toLocaleString('en')} active {onInProduction === 1 ? 'is' : 'are'} on in production
      </Count>
      {worst.length > 0 && (
        <p className={classes.quiet}>
          <Link to="/flags?debt=any">Debt</Link>:{' '}
          {worst.map(([rule, count]) => `${count} ${rule.replaceAll('_', ' ')}`).join(', ')}
        </p>
      )}
    </Station>
  );
}

export function OnCall({ onCall }: { onCall: View['onCall'] }) {
  const nobody = onCall.filter(({ person }) => person === null);
  const people = peopleOf(onCall);
  return (
    <Station
      title="On call"
      to="/on-call"
      area="oncall"
      state={
        onCall.length === 0 ? (
          <StatusBadge tone="none">no services</StatusBadge>
        ) : nobody.length > 0 ? (
          <StatusBadge tone="attention">
            {nobody.length} {nobody.length === 1 ? 'service' : 'services'} without
          </StatusBadge>
        ) : (
          <StatusBadge tone="on">all covered</StatusBadge>
        )
      }
      leadsTo="Who is paged acknowledges, and mitigates."
    >
      <ul className={classes.lines}>
        {people.slice(0, 4).map(({ key, name, teams, until }) => (
          <li key={key}>
            <strong>{name}</strong> <span className={classes.quiet}>{teams.join(', ')}</span>
            {until !== null && (
              <span className={classes.quiet}>
                {' · until '}
                <Time at={until} as="minute" />
              </span>
            )}
          </li>
        ))}
      </ul>
      {people.length > 4 && <p className={classes.quiet}>and {people.length - 4} more</p>}
      {people.length === 0 && <p className={classes.quiet}>Nobody is on call.</p>}
    </Station>
  );
}

interface Covering {
  key: string;
  name: string;
  teams: string[];
  until: string | null;
}

/** One line for each person, though a person covers many services. */
function peopleOf(onCall: View['onCall']): Covering[] {
  const people = new Map<string, Covering>();
  for (const { person, team, until } of onCall) {
    if (person === null) continue;
    const known = people.get(person.key) ?? { ...person, teams: [], until };
    if (!known.teams.includes(team)) known.teams.push(team);
    people.set(person.key, known);
  }
  return [...people.values()];
}

export function Incidents({ incidents }: { incidents: View['incidents'] }) {
  const { open, restored7d } = incidents;
  return (
    <Station
      title="Incidents"
      to="/incidents"
      area="incidents"
      state={
        open.length > 0 ? (
          <StatusBadge tone="red">{open.length} open</StatusBadge>
        ) : (
          <StatusBadge tone="on">none open</StatusBadge>
        )
      }
      leadsTo="What was learnt becomes an action."
    >
      <ul className={classes.lines}>
        {open.slice(0, 3).map(({ id, title, service, severity, state, startedAt }) => (
          <li key={id}>
            <Link to={`/incidents/${encodeURIComponent(id)}`}>{title ?? id}</Link>{' '}
            <span className={classes.quiet}>
              {service}
              {severity !== null && ` · ${severity}`} · {state} · <Time at={startedAt} />
            </span>
          </li>
        ))}
      </ul>
      {open.length > 3 && <p className={classes.quiet}>and {open.length - 3} more</p>}
      <p className={classes.quiet}>{restored7d} restored in 7 days</p>
    </Station>
  );
}

export function Actions({ actions }: { actions: View['actions'] }) {
  const { open, overdue } = actions;
  return (
    <Station
      title="Actions"
      to="/actions"
      area="actions"
      state={
        overdue.length > 0 ? (
          <StatusBadge tone="red">{overdue.length} overdue</StatusBadge>
        ) : (
          <StatusBadge tone={open > 0 ? 'waiting' : 'on'}>{open > 0 ? `${open} open` : 'none open'}</StatusBadge>
        )
      }
      leadsTo="A merged, green change closes the action: through the gate again."
    >
      <ul className={classes.lines}>
        {overdue.slice(0, 3).map(({ id, title, owner, dueAt, postmortem }) => (
          <li key={id}>
            <Link to={`/postmortems/${encodeURIComponent(postmortem)}`}>{title}</Link>{' '}
            <span className={classes.quiet}>
              {owner.person ?? owner.team} · due <Time at={dueAt} as="date" />
            </span>
          </li>
        ))}
      </ul>
      <p className={classes.quiet}>Closed by a merged, green change alone.</p>
    </Station>
  );
}
