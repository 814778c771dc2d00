import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import { useCan } from '../../../api/session';
import { QueryView } from '../../../design/feedback/QueryView';
import { useEditable } from '../../../api/useEditable';
import { useUrlState } from '../../../design/useUrlState';
import { Awaited } from '../control/Awaited';
import type { Flag } from '../flag';
import classes from '../flags.module.css';
import { DryRun } from './DryRun';
import { EditTargeting } from './EditTargeting';
import { wordsOfRule, wordsOfServe, type Targeting } from './rules';
import { Versions } from './Versions';

/** What decides what the flag answers when it is on, in one environment at a time. */
export function TargetingSection({ flag }: { flag: Flag }) {
  const environments = Object.keys(flag.environments);
  const [{ rules }, setUrl] = useUrlState({ rules: '' });
  const environment = environments.includes(rules) ? rules : (environments[0] ?? '');
  if (environment === '') return null;
  return (
    <section className={classes.section}>
      <h2>Targeting</h2>
      <Stack gap="md">
        <NativeSelect
          label="Rules in"
          data={environments}
          value={environment}
          onChange={({ currentTarget }) => setUrl({ rules: currentTarget.value })}
        />
        <InEnvironment key={environment} flag={flag} environment={environment} />
      </Stack>
    </section>
  );
}

function InEnvironment({ flag, environment }: { flag: Flag; environment: string }) {
  const path = { key: flag.key, environment };
  const query = api.useQuery('get', '/api/v1/flags/{key}/environments/{environment}/rules', { params: { path } });
  const [editing, setEditing] = useState(false);
  const mayWrite = useCan('flags:write') && flag.stage !== 'archived';
  return (
    <QueryView query={query}>
      {(targeting) => (
        <>
          {editing ? (
            <Editing flag={flag} environment={environment} onClose={() => setEditing(false)} />
          ) : (
            <>
              <InWords targeting={targeting} flag={flag} />
              <Awaited flag={flag.key} kind="rules" environment={environment} />
              <Group className="no-print">
                {mayWrite && (
                  <Button variant="default" onClick={() => setEditing(true)}>
                    Edit the rules in {environment}
                  </Button>
                )}
                <Versions {...{ flag, environment, mayWrite }} />
              </Group>
            </>
          )}
          {!editing && <DryRun flag={flag.key} environment={environment} />}
        </>
      )}
    </QueryView>
  );
}

function Editing({ flag, environment, onClose }: { flag: Flag; environment: string; onClose: () => void }) {
  const query = useEditable(
    '/api/v1/flags/{key}/environments/{environment}/rules',
    { key: flag.key, environment },
    { fresh: true },
  );
  return (
    <QueryView query={query}>
      {(base) => <EditTargeting flag={flag} environment={environment} base={base} onClose={onClose} />}
    </QueryView>
  );
}

function InWords({ targeting, flag }: { targeting: Targeting; flag: Flag }) {
  const { rules, otherwise, prerequisites } = targeting;
  const last = wordsOfServe(otherwise ?? { variant: flag.defaultVariant });
  return (
    <>
      {prerequisites.map((each) => (
        <Text key={each.flag} size="sm">
          Requires {each.flag} to answer {each.variants.join(' or ')}; else “{flag.offVariant}”.
        </Text>
      ))}
      {rules.length === 0 ? (
        <Text size="sm">Everybody: {last}</Text>
      ) : (
        <>
          <ol>
            {rules.map((rule) => (
              <li key={rule.id}>
                {wordsOfRule(rule)}
                {rule.description && <span className={classes.quiet}> ({rule.description})</span>}
              </li>
            ))}
          </ol>
          <Text size="sm">Otherwise: {last}</Text>
        </>
      )}
      <Text size="sm" c="dimmed">
        A rule that cannot be resolved, since an attribute is missing or of another type, answers “{flag.offVariant}”.
      </Text>
    </>
  );
}
