import { Anchor, Drawer, Table } from '@mantine/core';
import { Link } from 'react-router';
import { countText } from '../../../design/numbers';
import { Duration } from '../../../design/time/Duration';
import { Time } from '../../../design/time/Time';
import { MODES } from '../numbers/figures';
import { carriedText, confidenceText, linkedText, reworkText, type Deployment } from './links';
import { Outcome } from './Outcome';
import classes from './rows.module.css';

interface DeploymentDrawerProps {
  deployment: Deployment | undefined;
  timeZone: string;
  onClose: () => void;
}

/** One deployment: what it carried and how that was found, and what it is blamed for. */
export function DeploymentDrawer({ deployment, timeZone, onClose }: DeploymentDrawerProps) {
  return (
    <Drawer
      opened={deployment !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={<strong>{deployment?.id}</strong>}
    >
      {deployment && <Details deployment={deployment} timeZone={timeZone} />}
    </Drawer>
  );
}

function Details({ deployment, timeZone }: { deployment: Deployment; timeZone: string }) {
  const { service, environment, finishedAt, sha, url, reason, method, confidence, idle, recovery } = deployment;
  return (
    <>
      <dl className={classes.facts}>
        <dt>Service</dt>
        <dd>
          {service} in {environment}
        </dd>
        <dt>Finished</dt>
        <dd>
          <Time at={finishedAt} as="minute" timeZone={timeZone} />
        </dd>
        <dt>Outcome</dt>
        <dd>
          <Outcome row={deployment} />
        </dd>
        {recovery?.mode && (
          <>
            <dt>Restored by</dt>
            <dd>{MODES[recovery.mode] ?? recovery.mode}</dd>
          </>
        )}
        <dt>Rework</dt>
        <dd>{deployment.reworkBy === null ? 'no' : `yes: ${reworkText(deployment.reworkBy)}`}</dd>
        {reason !== null && (
          <>
            <dt>Stated reason</dt>
            <dd>{reason}</dd>
          </>
        )}
        {sha !== null && (
          <>
            <dt>Commit</dt>
            <dd>
              <code>{sha}</code>
            </dd>
          </>
        )}
        {url !== null && /^https?:/.test(url) && (
          <>
            <dt>Pipeline</dt>
            <dd>
              <Anchor href={url} target="_blank" rel="noreferrer">
                {new URL(url).host}
              </Anchor>
            </dd>
          </>
        )}
      </dl>
      <h3>Incidents linked to it</h3>
      {deployment.incidents.length === 0 ? (
        <p className={classes.quiet}>None.</p>
      ) : (
        <ul className={classes.links}>
          {deployment.incidents.map((link) => (
            <li key={link.incident}>
              <Anchor component={Link} to={`/incidents/${encodeURIComponent(link.incident)}`} underline="always">
                {link.incident}
              </Anchor>
              : {linkedText(link.method)}, {confidenceText(link.confidence)}
            </li>
          ))}
        </ul>
      )}
      <h3>{idle === null ? countText(deployment.changes.length, 'change') : `A ${idle}: it carried nothing new`}</h3>
      {idle === null && (
        <p className={classes.quiet}>
          How they were found: {carriedText(method)}
          {confidence !== null && `, ${confidenceText(confidence)}`}.
        </p>
      )}
      {deployment.changes.length > 0 && (
        <Table.ScrollContainer minWidth={420} tabIndex={0}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Change</Table.Th>
                <Table.Th>Lead time</Table.Th>
                <Table.Th>Coding</Table.Th>
                <Table.Th>Pickup</Table.Th>
                <Table.Th>Review</Table.Th>
                <Table.Th>Deploy</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {deployment.changes.map(({ id, leadTimeSeconds, approximate, stages }) => (
                <Table.Tr key={id}>
                  <Table.Th scope="row">{id}</Table.Th>
                  <Table.Td>
                    <Duration seconds={leadTimeSeconds} />
                    {approximate && <span className={classes.quiet}> approximate</span>}
                  </Table.Td>
                  {(['coding', 'pickup', 'review', 'deploy'] as const).map((stage) => (
                    <Table.Td key={stage}>
                      <Duration seconds={stages[stage]} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </>
  );
}
