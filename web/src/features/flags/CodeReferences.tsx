import { Text } from '@mantine/core';
import { Time } from '../../design/time/Time';
import type { Flag } from './flag';
import classes from './flags.module.css';
import { useReferences, type References } from './useReferences';

const MOST = 20;

/** Where code asks for the flag, as of the last scan of its service's repository. */
export function CodeReferences({ flag }: { flag: Flag }) {
  const references = useReferences(flag);
  return (
    <section className={classes.section}>
      <h2>In code</h2>
      <Found references={references} flag={flag} />
    </section>
  );
}

function Found({ references: { repository, known, failure }, flag }: { references: References; flag: Flag }) {
  if (repository === undefined) return <Text c="dimmed">Looking …</Text>;
  if (repository === null)
    return <Text c="dimmed">The service {flag.service} names no repository, so nothing is known of its code.</Text>;
  if (failure !== null) return <Text c="dimmed">{failure.message}</Text>;
  if (known === undefined) return <Text c="dimmed">Looking …</Text>;
  if (known === null)
    return (
      <Text c="dimmed">
        {repository} was never scanned. Run <code>npx loop scan</code> in it, or let CI do so.
      </Text>
    );
  const { scan, places } = known;
  return (
    <>
      <Text c="dimmed" mb="xs">
        {places.length === 0 ? 'Nowhere' : `${places.length} ${places.length === 1 ? 'place' : 'places'}`} in{' '}
        {repository} at <code>{scan.commit.slice(0, 8)}</code> on {scan.branch}, scanned <Time at={scan.scannedAt} />
      </Text>
      <ul className={classes.references}>
        {places.slice(0, MOST).map(({ path, line }) => (
          <li key={`${path} ${line}`}>
            {path}:{line}
          </li>
        ))}
      </ul>
      {places.length > MOST && <Text c="dimmed">and {places.length - MOST} more</Text>}
    </>
  );
}
