import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../api/client';
import { useList } from '../../api/pages';
import { useCan } from '../../api/session';
import { toast } from '../../design/feedback/toast';
import { useServices } from '../../design/pickers/CatalogSelect';
import { StatusBadge } from '../../design/StatusBadge';
import { Time } from '../../design/time/Time';
import { askForApproval, useNeedsApproval, type Content } from './control/approval';
import { ConfirmChange } from './control/ConfirmChange';
import type { Flag } from './flag';
import classes from './flags.module.css';

interface Ask {
  environment: string;
  on: boolean;
}

/** The flag's state in each environment, and the way to change it. */
export function Environments({ flag, refresh }: { flag: Flag; refresh: () => void }) {
  const [asked, setAsked] = useState<Ask | null>(null);
  const [opened, setOpened] = useState(false);
  const since = useSince(flag.key);
  const production = useProduction(flag.service);
  const mayFlip = useCan('flags:write');
  const mayKill = useCan('flags:kill');
  const needsApproval = useNeedsApproval(flag.key);
  const archived = flag.stage === 'archived';
  const states = Object.entries(flag.environments);

  /** Whoever may only kill does not flip, and a kill asks nobody. */
  const asks = ({ environment, on }: Ask): boolean => mayFlip && needsApproval(environment, contentOf(on));

  const flip = async ({ environment, on }: Ask, reason: string): Promise<void> => {
    const { data } =
      on || mayFlip
        ? await client.POST('/api/v1/flags/{key}/environments/{environment}/flip', {
            params: { path: { key: flag.key, environment } },
            body: { on, reason },
          })
        : await client.POST('/api/v1/flags/{key}/kill', {
            params: { path: { key: flag.key } },
            body: { environment, reason },
          });
    refresh();
    toast.done(`${flag.name} is ${on ? 'on' : 'off'} in ${environment}`, {
      detail: data && `Revision ${data.revision}`,
      ...(mayFlip ? { undo: () => flip({ environment, on: !on }, `Undone: ${reason}`) } : {}),
    });
  };

  return (
    <section className={classes.section}>
      <h2>Environments</h2>
      {states.length === 0 && <Text c="dimmed">The service {flag.service} has no environments.</Text>}
      <ul className={classes.lines}>
        {states.map(([environment, { on, revision, lastEvaluatedAt }]) => {
          const may = !archived && (mayFlip || (mayKill && on));
          return (
            <li key={environment} className={classes.line}>
              <span className={classes.where}>
                {environment}
                {production.includes(environment) && environment !== 'production' && (
                  <span className={classes.quiet}> (production)</span>
                )}
              </span>
              <StatusBadge tone={on ? 'on' : 'off'}>{on ? 'on' : 'off'}</StatusBadge>
              <span className={classes.quiet}>
                {since.has(environment) && (
                  <>
                    since <Time at={since.get(environment)} /> ·{' '}
                  </>
                )}
                revision {revision} ·{' '}
                {lastEvaluatedAt === null ? (
                  'never evaluated'
                ) : (
                  <>
                    evaluated <Time at={lastEvaluatedAt} />
                  </>
                )}
              </span>
              {may && (
                <Button
                  variant="default"
                  onClick={() => {
                    setAsked({ environment, on: !on });
                    setOpened(true);
                  }}
                >
                  {asks({ environment, on: !on }) ? 'Ask to turn' : 'Turn'} {on ? 'off' : 'on'}
                  <VisuallyHidden component="span"> in {environment}</VisuallyHidden>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Text size="sm" c="dimmed" mt="xs" className="no-print">
        {archived ? (
          'Archived flags cannot be flipped; revive it first.'
        ) : mayFlip ? null : (
          <>
            To flip takes the role of a member. Whoever is on call turns off on the{' '}
            <Link to={`/kill?q=${encodeURIComponent(flag.key)}`}>kill board</Link>.
          </>
        )}
      </Text>
      {asked !== null && (
        <ConfirmChange
          flag={flag.key}
          asks={asks(asked)}
          opened={opened}
          onClose={() => setOpened(false)}
          title={`Turn ${asked.on ? 'on' : 'off'} ${flag.name} in ${asked.environment}?`}
          verb={`Turn ${asked.on ? 'on' : 'off'} in ${asked.environment}`}
          felt={production.includes(asked.environment) ? 'This is production: users feel it at once.' : null}
          danger={production.includes(asked.environment)}
          reasonPlaceholder={asked.on ? 'Rollout to everybody after the trial' : 'Error rate rises since it is on'}
          act={(reason) => flip(asked, reason)}
          ask={(reason) => askForApproval(flag.key, asked.environment, contentOf(asked.on), reason)}
        >
          <Text>
            {asked.on
              ? `It then answers “${flag.defaultVariant}”.`
              : `It then answers “${flag.offVariant}”, whatever its rules say.`}
          </Text>
        </ConfirmChange>
      )}
    </section>
  );
}

const contentOf = (on: boolean): Content => ({ kind: 'flip', on });

function useProduction(service: string): string[] {
  const services = useServices().data?.items;
  const environments = services?.find(({ key }) => key === service)?.environments ?? [];
  return environments.filter(({ production }) => production).map(({ key }) => key);
}

/** When each environment was flipped last, as far as the latest history tells. */
function useSince(key: string): Map<string, string> {
  const { items } = useList('/api/v1/flags/{key}/history', { path: { key } });
  const flips = items.filter(({ action, environment }) => environment !== null && /^(flip|kill)$/.test(action));
  return new Map(flips.toReversed().map(({ environment, at }) => [environment ?? '', at]));
}
