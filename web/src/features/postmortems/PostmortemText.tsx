import { Text } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { PersonName } from '../../design/pickers/PersonSelect';
import { Duration } from '../../design/time/Duration';
import { Time } from '../../design/time/Time';
import classes from './Postmortem.module.css';
import type { Postmortem } from './PostmortemPage';

/** The text as it is read; what nobody has written yet says so. */
export function PostmortemText({ postmortem }: { postmortem: Postmortem }) {
  const { summary, impact, durations, timeline, contributingFactors, wentWell, wentWrong, gotLucky } = postmortem;
  return (
    <article className={classes.text}>
      <Review postmortem={postmortem} />
      <Part title="Summary">
        <Prose text={summary} />
      </Part>
      <Part title="Impact">
        <Prose text={impact} />
      </Part>
      <Part title="After the start of the impact">
        <dl className={classes.timings}>
          {(
            [
              ['Detected', durations.detectSeconds],
              ['Acknowledged', durations.acknowledgeSeconds],
              ['Mitigated', durations.mitigateSeconds],
              ['Restored', durations.restoreSeconds],
            ] as const
          ).map(([word, seconds]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>
                <Duration seconds={seconds} />
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title="Contributing factors">
        <Lines lines={contributingFactors} />
      </Part>
      <Part title="What went well">
        <Lines lines={wentWell} />
      </Part>
      <Part title="What went wrong">
        <Lines lines={wentWrong} />
      </Part>
      <Part title="Where we got lucky">
        <Lines lines={gotLucky} />
      </Part>
      <Part title="Timeline">
        {timeline.length === 0 && <Nothing />}
        <dl className={classes.story}>
          {timeline.map(({ at, text }, index) => (
            <Fragment key={index}>
              <dt>
                <Time at={at} as="minute" />
              </dt>
              <dd>{text}</dd>
            </Fragment>
          ))}
        </dl>
      </Part>
    </article>
  );
}

function Review({ postmortem }: { postmortem: Postmortem }) {
  const { state, reviewRequestedAt, reviewedBy, reviewedAt, reviewNote, publishedAt, publishedBy } = postmortem;
  if (state === 'draft' && reviewNote === null) return null;
  return (
    <section>
      <Text component="p" m={0}>
        {reviewedBy !== null ? (
          <>
            Approved by <PersonName person={reviewedBy} />, <Time at={reviewedAt} />
            {publishedAt !== null && (
              <>
                ; published by <PersonName person={publishedBy} />, <Time at={publishedAt} />
              </>
            )}
            .
          </>
        ) : state === 'in_review' ? (
          <>
            Waits for the review of another person than the author, asked for <Time at={reviewRequestedAt} />.
          </>
        ) : (
          'A reviewer asked for changes.'
        )}
      </Text>
      {reviewNote !== null && <p className={classes.prose}>“{reviewNote}”</p>}
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Prose({ text }: { text: string }) {
  return text === '' ? <Nothing /> : <p className={classes.prose}>{text}</p>;
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return <Nothing />;
  return (
    <ul>
      {lines.map((line, index) => (
        <li key={index}>{line}</li>
      ))}
    </ul>
  );
}

function Nothing() {
  return <Text c="dimmed">Not written yet.</Text>;
}
