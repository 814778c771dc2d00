import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { StatusBadge, type Tone } from '../../design/StatusBadge';
import { Time } from '../../design/time/Time';
import classes from './Governor.module.css';

type GovernorView = Schemas['GovernorView'];

const STATES: Record<string, { tone: Tone; word: string; meaning: string }> = {
  clear: { tone: 'on', word: 'Clear', meaning: 'Releases go as they like.' },
  watch: { tone: 'attention', word: 'Watch', meaning: 'Failures add up; releases still go as they like.' },
  tripped: { tone: 'red', word: 'Tripped', meaning: 'Releases are held to a budget a day. Rollbacks and fixes pass.' },
  insufficient_data: { tone: 'none', word: 'Too little data', meaning: 'A judgement takes five deployments.' },
};

/** The last ones say what matters now; all are in the inputs. */
const DRAWN = 60;
/** Fewer bars than these do not get any wider. */
const FEW = 24;

/** The governor of change failures: its sum against the threshold, the budget, and each deployment that counted. */
export function Governor({ governor }: { governor: GovernorView }) {
  const { s, threshold, n, outcomes, recovery, override, budgetPerDay, usedLast24h, nextFreeAt } = governor;
  const state = STATES[governor.state];
  return (
    <>
      <div className={classes.state}>
        <StatusBadge tone={state?.tone ?? 'none'}>{state?.word ?? governor.state}</StatusBadge>
        <Text c="dimmed">{state?.meaning}</Text>
      </div>
      <Meter label="Change failures, S" value={s} threshold={threshold} n={n} unit="deployments" />
      <Meter label="Recovery times, S" value={recovery.s} threshold={threshold} n={recovery.n} unit="recoveries" />
      <dl className={classes.facts}>
        <Fact term="Budget a day">{budgetPerDay === null ? 'none' : budgetPerDay.toFixed(1)}</Fact>
        <Fact term="Used in the last 24 h">{usedLast24h}</Fact>
        <Fact term="Next one free">
          {budgetPerDay === null ? 'any time' : nextFreeAt === null ? 'now' : <Time at={nextFreeAt} />}
        </Fact>
        {override && (
          <Fact term="Lifted">
            {override.reason}, until <Time at={override.expiresAt} as="minute" />
          </Fact>
        )}
      </dl>
      {outcomes.length > 0 && <Outcomes outcomes={outcomes} threshold={threshold} />}
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface MeterProps {
  label: string;
  value: number;
  threshold: number;
  n: number;
  unit: string;
}

/** A bar with the threshold marked at three quarters of its length, so that what lies beyond is still seen. */
function Meter({ label, value, threshold, n, unit }: MeterProps) {
  const share = Math.min(1, (value / threshold) * 0.75);
  const words = `${value.toFixed(2)} of ${threshold}`;
  return (
    <div className={classes.meter}>
      <div className={classes.meterHead}>
        <span>{label}</span>
        <span>
          <b>{value.toFixed(2)}</b>{' '}
          <span className={classes.quiet}>
            against {threshold}, n = {n} {unit}
          </span>
        </span>
      </div>
      <svg
        className={classes.bar}
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}: ${words}${value >= threshold ? ', over the threshold' : ''}`}
      >
        <rect width="100" height="10" rx="1" className={classes.track} />
        <rect width={share * 100} height="10" rx="1" className={value >= threshold ? classes.over : classes.under} />
        <rect x="74.8" width="0.4" height="10" className={classes.mark} />
      </svg>
    </div>
  );
}

function Outcomes({ outcomes, threshold }: { outcomes: GovernorView['outcomes']; threshold: number }) {
  const drawn = outcomes.slice(-DRAWN);
  const failed = drawn.filter((each) => each.failed).length;
  const places = Math.max(FEW, drawn.length);
  const most = Math.max(threshold * 1.25, ...drawn.map(({ s }) => s));
  return (
    <figure className={classes.figure}>
      <figcaption>
        S after each of the last {drawn.length} deployments, {failed} of them failed. Line: the threshold.
      </figcaption>
      <svg viewBox={`0 0 ${places * 10} 100`} preserveAspectRatio="none" className={classes.strip} aria-hidden="true">
        {drawn.map(({ deployment, failed: bad, s }, place) => {
          const height = Math.max(2, (s / most) * 100);
          return (
            <rect
              key={deployment}
              x={place * 10 + 1}
              y={100 - height}
              width={8}
              height={height}
              className={bad ? classes.failed : classes.passed}
            />
          );
        })}
        <line
          x1="0"
          x2={places * 10}
          y1={100 - (threshold / most) * 100}
          y2={100 - (threshold / most) * 100}
          className={classes.line}
        />
      </svg>
      <details>
        <summary>As a table</summary>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Deployment</th>
              <th scope="col">Finished</th>
              <th scope="col">Outcome</th>
              <th scope="col">S</th>
            </tr>
          </thead>
          <tbody>
            {drawn.toReversed().map(({ deployment, finishedAt, failed: bad, s }) => (
              <tr key={deployment}>
                <td>{deployment}</td>
                <td>
                  <Time at={finishedAt} as="minute" />
                </td>
                <td>
                  <StatusBadge tone={bad ? 'red' : 'on'}>{bad ? 'Failed' : 'Good'}</StatusBadge>
                </td>
                <td>{s.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
