import type { Client } from '../instances/client.js';

/** What a ticket for the OFREP stream is made for. */
export const OFREP_DOOR = 'ofrep/v1/stream';

/** A hidden tab closes its stream after so long. */
const INACTIVITY_SECONDS = 120;

/**
 * The `eventStreams` of a bulk answer. The address is a secret, and stays the same while the token does: clients keep it as
 * long as they are answered 304, and one that changed would make them connect anew.
 */
export function eventStreamsOf(ticket: string, client: Client | null): object[] {
  const query = new URLSearchParams({ ticket });
  if (client !== null) query.set('instance', client.instance);
  if (client?.sdk) query.set('sdk', client.sdk);
  return [
    {
      type: 'sse',
      endpoint: { requestUri: `/${OFREP_DOOR}?${query.toString()}` },
      inactivityDelaySec: INACTIVITY_SECONDS,
    },
  ];
}
