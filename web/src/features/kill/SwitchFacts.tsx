import { Anchor } from '@mantine/core';
import { Time } from '../../design/time/Time';
import type { BoardFlag } from './board';
import classes from './KillSheet.module.css';

/** What is lost while a kill switch is off, where it is written what to do, and whether it was ever tried. */
export function SwitchFacts({ told }: { told: NonNullable<BoardFlag['killSwitch']> }) {
  const { safeValue, runbook, blastRadius, lastDrilledAt } = told;
  return (
    <p className={classes.state}>
      {blastRadius !== null && <>{blastRadius.replace(/[.\s]*$/, '')}. </>}
      Off answers <code>{JSON.stringify(safeValue)}</code>.{' '}
      {lastDrilledAt === null ? (
        'Never drilled.'
      ) : (
        <>
          Drilled <Time at={lastDrilledAt} />.
        </>
      )}{' '}
      {runbook !== null && (
        <Anchor href={runbook} target="_blank" rel="noreferrer">
          Runbook
        </Anchor>
      )}
    </p>
  );
}
