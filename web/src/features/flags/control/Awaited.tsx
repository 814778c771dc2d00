import { Anchor, Text } from '@mantine/core';
import { useList } from '../../../api/pages';
import type { Content } from './approval';
import { anchorOf, hasEnded, requestTitle, STATE_WORDS } from './words';

/** Says which changes of one kind were asked for and are not in place yet, and leads to them on the flag's page. */
export function Awaited({
  flag,
  kind,
  environment,
}: {
  flag: string;
  kind: Content['kind'];
  /** Of this one alone; left out: of all. */
  environment?: string;
}) {
  const requests = useList('/api/v1/change-requests', { query: { flag } }).items;
  const awaited = requests.filter(
    (request) =>
      !hasEnded(request) &&
      request.content.kind === kind &&
      (environment === undefined || request.environment === environment),
  );
  return awaited.map((request) => (
    <Text key={request.id} size="sm">
      <Anchor href={`#${anchorOf(request)}`} inherit>
        {requestTitle(request)}
      </Anchor>{' '}
      {STATE_WORDS[request.state]}.
    </Text>
  ));
}
