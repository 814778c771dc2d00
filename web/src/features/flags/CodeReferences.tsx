import { Anchor, Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { countText } from '../../design/numbers';
import { Time } from '../../design/time/Time';
import classes from './exposure.module.css';
import type { Flag } from './flag';
import styles from './flags.module.css';
import { useReferences } from './useReferences';

type Repository = Schemas['RepositoryReferencesView'];
type Place = Repository['places'][number];

const FEW = 10;

/** Where code refers to the flag, as of the last scan of trunk of each repository, and what took it out. */
export function CodeReferences({ flag }: { flag: Flag }) {
  const { known, failure } = useReferences(flag);
  return (
    <section className={styles.section} aria-label="In code">
      <h2>In code</h2>
      {failure !== null ? (
        <Text c="dimmed">{failure.message}</Text>
      ) : known === undefined ? (
        <Text c="dimmed">Looking …</Text>
      ) : (
        <>
          <Unscanned flag={flag} known={known} />
          {known.repositories.map((repository) => (
            <InRepository key={repository.repository} of={repository} />
          ))}
        </>
      )}
    </section>
  );
}

function Unscanned({ flag, known }: { flag: Flag; known: Schemas['FlagReferencesView'] }) {
  if (known.scanned) return null;
  if (known.repository === null)
    return <Text c="dimmed">The service {flag.service} names no repository, so nothing is known of its code.</Text>;
  return (
    <Text c="dimmed">
      {known.repository} was never scanned. Run <code>npx loop scan</code> in it, or let CI do so.
    </Text>
  );
}

function InRepository({ of }: { of: Repository }) {
  const [all, setAll] = useState(false);
  const { repository, branch, commit, scannedAt, count, places, removal } = of;
  const shown = all ? places : places.slice(0, FEW);
  return (
    <>
      <Text c="dimmed" mb="xs">
        {count === 0 ? 'Nowhere' : countText(count, 'place')} in {repository} at <code>{commit.slice(0, 8)}</code> on{' '}
        {branch}, scanned <Time at={scannedAt} />
      </Text>
      {removal !== null && <Gone removal={removal} />}
      <ul className={styles.references}>
        {shown.map((place) => (
          <li key={`${place.path} ${place.line}`}>
            <PlaceLink place={place} />
            <HunkLines place={place} />
          </li>
        ))}
      </ul>
      {!all && places.length > FEW && (
        <Button variant="default" onClick={() => setAll(true)}>
          Show {places.length - FEW} more
        </Button>
      )}
      {all && count > places.length && <Text c="dimmed">and {count - places.length} more</Text>}
    </>
  );
}

function PlaceLink({ place: { path, line, url } }: { place: Place }) {
  const words = `${path}:${line}`;
  return url === null ? <>{words}</> : <Anchor href={url}>{words}</Anchor>;
}

function HunkLines({ place: { hunk, line, path } }: { place: Place }) {
  if (hunk === null) return null;
  return (
    <pre className={classes.hunk} tabIndex={0} aria-label={`Lines around ${path}:${line}`}>
      {hunk.lines.map((text, index) => (
        <span key={hunk.line + index} className={hunk.line + index === line ? classes.hit : undefined}>
          {`${text}\n`}
        </span>
      ))}
    </pre>
  );
}

function Gone({ removal }: { removal: NonNullable<Repository['removal']> }) {
  const { commit, exact, author, subject, committedAt, noticedAt, url } = removal;
  const name = <code>{commit.slice(0, 8)}</code>;
  return (
    <p>
      Gone from trunk {exact ? 'with' : 'by'} {url === null ? name : <Anchor href={url}>{name}</Anchor>}
      {subject !== null && ` “${subject}”`}
      {author !== null && ` by ${author}`}, <Time at={committedAt ?? noticedAt} />.
    </p>
  );
}
