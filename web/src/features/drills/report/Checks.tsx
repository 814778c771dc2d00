import { Fragment } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../../api/client';
import { StatusBadge, type Tone } from '../../../design/StatusBadge';
import { TextWithTimes } from '../../../design/time/Time';
import classes from './Report.module.css';

type Check = Schemas['DrillCheckView'];

const WORDS: Record<Check['status'], string> = { failed: 'Failed', passed: 'Passed', not_applicable: 'Not asked' };
const TONES: Record<Check['status'], Tone> = { failed: 'red', passed: 'on', not_applicable: 'none' };
const ORDER: readonly Check['status'][] = ['failed', 'passed', 'not_applicable'];

/** Every claim, what was found, and where to see it: what failed comes first. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <section className={classes.section} aria-labelledby="checks">
      <h2 id="checks">Checks</h2>
      <ul className={classes.checks}>
        {ORDER.flatMap((status) => checks.filter((check) => check.status === status)).map((check) => (
          <li key={check.id} data-status={check.status}>
            <StatusBadge tone={TONES[check.status]}>{WORDS[check.status]}</StatusBadge>
            <div className={classes.claim}>
              <strong>{check.title}</strong>
              <div className={classes.quiet}>
                <TextWithTimes text={check.detail} />
              </div>
              {check.evidence.length > 0 && (
                <div className={classes.quiet}>
                  Evidence:{' '}
                  {check.evidence.map((link, index) => (
                    <Fragment key={`${link.label} ${link.url ?? ''}`}>
                      {index > 0 && ', '}
                      <EvidenceLink link={link} />
                    </Fragment>
                  ))}
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Pages of ours are gone to; raw answers open beside. What is no address is told as it is. */
function EvidenceLink({ link: { label, url } }: { link: Check['evidence'][number] }) {
  if (url === undefined || !/^(https?:\/\/|\/)/.test(url)) return label;
  if (url.startsWith('/') && !url.startsWith('/api/')) return <Link to={url}>{label}</Link>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {label}
    </a>
  );
}
