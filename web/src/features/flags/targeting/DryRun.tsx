import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { client, type Schemas } from '../../../api/client';
import { problemOf } from '../../../api/problem';
import { StatusBadge } from '../../../design/StatusBadge';
import type { Targeting } from './rules';

type Outcome = Schemas['StepView']['outcome'];

const TONES = { holds: 'on', fails: 'none', unresolved: 'attention' } as const satisfies Record<Outcome, string>;

/** Asks what a context would get and why; nothing is counted. */
export function DryRun({
  flag,
  environment,
  draft = null,
}: {
  flag: string;
  environment: string;
  /** Rules that are not saved yet, to be tried instead of the saved ones. */
  draft?: Targeting | null;
}) {
  const [typed, setTyped] = useState('{ "targetingKey": "user-7" }');
  const [answer, setAnswer] = useState<Schemas['DryRunView'] | null>(null);
  const [error, setError] = useState<string | null>(null);

  const run = async (): Promise<void> => {
    setAnswer(null);
    const context = contextOf(typed);
    if (context === null) return setError('This is no JSON object.');
    setError(null);
    try {
      const { data } = await client.POST('/api/v1/flags/{key}/environments/{environment}/dry-run', {
        params: { path: { key: flag, environment } },
        body: { context, ...draft },
      });
      setAnswer(data ?? null);
    } catch (refused) {
      setError(problemOf(refused).message);
    }
  };
  return (
    <Stack gap="sm" className="no-print">
      <Textarea
        label={draft === null ? `Try a context in ${environment}` : 'Try a context with these rules'}
        description="As JSON, as a client would send it"
        autosize
        value={typed}
        error={error}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Group>
        <Button variant="default" onClick={() => void run()}>
          Dry run
        </Button>
      </Group>
      <div aria-live="polite">
        {answer !== null && (
          <>
            <Text fw={600}>
              It would get “{answer.variant}”: {JSON.stringify(answer.value)}
            </Text>
            <ol>
              {answer.steps.map((step, i) => (
                <li key={i}>
                  {step.rule === null ? '' : `Rule ${step.rule}. `}
                  {step.detail}
                  {step.checks.length > 0 && (
                    <ul>
                      {step.checks.map((check, j) => (
                        <li key={j}>
                          <StatusBadge tone={TONES[check.outcome]}>{check.outcome}</StatusBadge> {check.asked}; it is{' '}
                          {check.actual === null ? 'not given' : JSON.stringify(check.actual)}
                        </li>
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
    </Stack>
  );
}

function contextOf(typed: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(typed);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
