import { Button, Text, TextInput } from '@mantine/core';
import { IconFlag, IconRocket } from '@tabler/icons-react';
import { useState } from 'react';
import { useList } from '../../api/pages';
import { ErrorState } from '../../design/feedback/ErrorState';
import { toast } from '../../design/feedback/toast';
import { Waiting } from '../../design/feedback/Waiting';
import { StatusBadge } from '../../design/StatusBadge';
import { durationText } from '../../design/time/instants';
import { Time } from '../../design/time/Time';
import classes from './Incident.module.css';
import { KillDialog } from './KillDialog';
import { useRecentChanges } from './use-changes';
import { steps, useMayKill } from './use-incident';
import { isOpen, type Incident, type RecentChange } from './words';

const FEW = 5;

/** What may have caused it: recent changes first, then every flag that is on here. Each flag can be killed from its line. */
export function Suspects({ incident, may }: { incident: Incident; may: boolean }) {
  const { service, environment } = incident;
  const { before, waiting, error, retry } = useRecentChanges(incident);
  const flags = useList('/api/v1/flags', { query: { service, stage: 'active' } }, { pageSize: 500 });
  const [all, setAll] = useState(false);
  const [wanted, setWanted] = useState('');
  const [killing, setKilling] = useState<string | null>(null);
  const mayKill = useMayKill(service);

  const on = new Set(flags.items.filter((flag) => flag.environments[environment]?.on).map(({ key }) => key));
  const kill = mayKill && isOpen(incident) ? setKilling : null;
  const shown = all ? before : before.slice(0, FEW);
  const flipped = new Set(shown.map(({ flag }) => flag));
  const others = [...on].filter((key) => !flipped.has(key));
  const found = others.filter((key) => key.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <section className={`${classes.section} ${classes.suspects}`} aria-labelledby="suspects">
      <h2 id="suspects">What changed before it began</h2>
      {waiting && <Waiting lines={3} />}
      {error !== null && <ErrorState error={error} retry={retry} />}
      {!waiting && error === null && before.length === 0 && (
        <Text c="dimmed">
          No deployment and no flip of {service} in {environment} is known from before.
        </Text>
      )}
      <ul className={classes.rows}>
        {shown.map((change) => (
          <ChangeRow
            key={`${change.kind} ${change.id}`}
            change={change}
            incident={incident}
            may={may}
            on={change.flag !== undefined && on.has(change.flag)}
            kill={kill}
          />
        ))}
      </ul>
      {before.length > FEW && (
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Show fewer' : `Show ${before.length - FEW} earlier`}
        </Button>
      )}
      {others.length > 0 && (
        <>
          <Text component="h3" size="sm" fw={600} mt="lg" mb="xs">
            {shown.length > 0 ? 'Other flags' : 'Flags'} that are on in {environment}
          </Text>
          {others.length > FEW && (
            <TextInput
              aria-label="Search flags"
              placeholder="Search"
              value={wanted}
              onChange={({ currentTarget }) => setWanted(currentTarget.value)}
            />
          )}
          <ul className={classes.rows}>
            {found.map((key) => (
              <li key={key} className={classes.row}>
                <IconFlag size={16} aria-hidden="true" />
                <span className={classes.what}>{key}</span>
                <KillButton flag={key} kill={kill} />
              </li>
            ))}
          </ul>
        </>
      )}
      <KillDialog flag={killing} incident={incident} onClose={() => setKilling(null)} />
    </section>
  );
}

interface ChangeRowProps {
  change: RecentChange;
  incident: Incident;
  may: boolean;
  /** The flag is on now. */
  on: boolean;
  kill: ((flag: string) => void) | null;
}

function ChangeRow({ change, incident, may, on, kill }: ChangeRowProps) {
  const { kind, id, at, title, flag, actor, url } = change;
  const ahead = (Date.parse(incident.startedAt) - Date.parse(at)) / 1000;
  const blamed = kind === 'flip' ? incident.cause?.flag === flag : incident.cause?.deployments?.includes(id);
  const blame = (): void => {
    steps.nameCause(incident.id, kind === 'flip' ? { flag: flag ?? '' } : { deployments: [id] }).then(
      () => toast.done('Named as the cause', { undo: () => steps.nameCause(incident.id, incident.cause) }),
      (error: unknown) => toast.failed(error),
    );
  };
  const Icon = kind === 'flip' ? IconFlag : IconRocket;
  return (
    <li className={classes.row}>
      <Icon size={16} aria-hidden="true" />
      <div className={classes.what}>
        <strong>
          {url === undefined ? (
            title
          ) : (
            <a href={url} target="_blank" rel="noreferrer">
              {title}
            </a>
          )}
        </strong>
        <div className={classes.quiet}>
          {durationText(ahead)} before · <Time at={at} as="minute" />
          {actor !== undefined && ` · ${actor}`}
          {kind === 'deployment' && ` · ${id}`}
        </div>
      </div>
      <div className={classes.acts}>
        {blamed && <StatusBadge tone="attention">cause</StatusBadge>}
        {kind === 'flip' && !on && <StatusBadge tone="off">off now</StatusBadge>}
        {may && !blamed && (
          <Button variant="subtle" size="compact-sm" onClick={blame} aria-label={`${title} caused it`}>
            Caused it
          </Button>
        )}
        {on && flag !== undefined && <KillButton flag={flag} kill={kill} />}
      </div>
    </li>
  );
}

function KillButton({ flag, kill }: { flag: string; kill: ((flag: string) => void) | null }) {
  if (kill === null) return <StatusBadge tone="on">on</StatusBadge>;
  return (
    <Button size="compact-sm" color="red.8" onClick={() => kill(flag)} aria-label={`Kill ${flag}`} className="no-print">
      Kill
    </Button>
  );
}
