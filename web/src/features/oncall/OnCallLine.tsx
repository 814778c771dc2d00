import { Text } from '@mantine/core';
import { Link } from 'react-router';
import { api } from '../../api/client';
import { Time } from '../../design/time/Time';

/** Who is on call for a service now. */
export function useOnCall(service: string) {
  return api.useQuery(
    'get',
    '/api/v1/on-call',
    { params: { query: { service } } },
    // Hand-offs come by the clock, without a hint.
    { enabled: service !== '', refetchInterval: 60_000 },
  );
}

/** "Ada Lovelace is on call until 30 Nov 2026, 09:00". */
export function OnCallLine({ service }: { service: string }) {
  const { data, isError } = useOnCall(service);
  if (isError)
    return (
      <Text span c="dimmed">
        Who is on call cannot be told right now.
      </Text>
    );
  if (data === undefined)
    return (
      <Text span c="dimmed">
        Looking who is on call …
      </Text>
    );
  const { name, schedule, until, overridden, team } = data;
  if (name === null || schedule === null) {
    return (
      <span>
        Nobody is on call for team {team}:{' '}
        {schedule === null ? 'it has no schedule' : 'nobody of its schedule is active'}.
      </span>
    );
  }
  return (
    <span>
      <Link to={`/on-call/${encodeURIComponent(schedule)}`}>{name}</Link> is on call
      {overridden && ' (override)'} until <Time at={until} as="minute" />
    </span>
  );
}
