import { Anchor } from '@mantine/core';
import type { Schemas } from '../../api/client';
import { StatusBadge } from '../../design/StatusBadge';
import { Time } from '../../design/time/Time';

/** What whoever presses a kill switch wants to know first. */
export function KillSwitchFacts({ told }: { told: Schemas['KillSwitchView'] }) {
  const { safeValue, runbook, blastRadius, lastDrilledAt } = told;
  return (
    <div>
      <h2>Kill switch</h2>
      <dl>
        <dt>Safe value</dt>
        <dd>
          <code>{JSON.stringify(safeValue)}</code>
        </dd>
        <dt>While off</dt>
        <dd>{blastRadius ?? <StatusBadge tone="attention">nobody wrote what users lose</StatusBadge>}</dd>
        <dt>Runbook</dt>
        <dd>
          {runbook === null ? (
            <StatusBadge tone="attention">none</StatusBadge>
          ) : (
            <Anchor href={runbook} target="_blank" rel="noreferrer">
              {runbook.replace(/^https?:\/\//i, '')}
            </Anchor>
          )}
        </dd>
        <dt>Drilled</dt>
        <dd>
          {lastDrilledAt === null ? <StatusBadge tone="attention">never</StatusBadge> : <Time at={lastDrilledAt} />}
        </dd>
      </dl>
    </div>
  );
}
