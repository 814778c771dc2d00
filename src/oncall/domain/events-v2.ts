import { severityOf, titleOf, type Signal } from './alert.js';

const ACTIONS = ['trigger', 'acknowledge', 'resolve'] as const;
const SEVERITIES = ['critical', 'error', 'warning', 'info'];
const MAX_SUMMARY = 1024;
const MAX_DEDUP_KEY = 255;

/** An event of the PagerDuty Events API v2, or all that is wrong with it. */
export type ReadEvent = { routingKey: string; signal: Signal } | { errors: string[] };

/**
 * Reads a body of `POST /v2/enqueue`, as the Events API v2 describes it. `newKey` makes the dedup key of a trigger that brings none.
 * Fields that we do not act on are kept as they are, whatever they hold.
 */
export function readEvent(body: unknown, newKey: () => string): ReadEvent {
  if (!isRecord(body)) return { errors: ['The event must be a JSON object'] };
  const errors: string[] = [];
  const routingKey = filled(body['routing_key']);
  if (routingKey === null) errors.push("'routing_key' is missing or blank");
  const action = ACTIONS.find((known) => known === body['event_action']);
  if (action === undefined) errors.push(`'event_action' must be one of ${ACTIONS.join(', ')}`);
  const given = body['dedup_key'] ?? null;
  const dedupKey = filled(given);
  if (given !== null && typeof given !== 'string') errors.push("'dedup_key' must be a string");
  if (dedupKey !== null && lengthOf(dedupKey) > MAX_DEDUP_KEY)
    errors.push(`'dedup_key' is longer than ${MAX_DEDUP_KEY} characters`);
  if (dedupKey === null && (action === 'acknowledge' || action === 'resolve'))
    errors.push(`'dedup_key' is missing or blank, and '${action}' needs it`);
  const payload = isRecord(body['payload']) ? body['payload'] : null;
  if (action === 'trigger') errors.push(...payloadFaults(payload));
  if (errors.length > 0 || routingKey === null || action === undefined) return { errors };
  if (action !== 'trigger') return { routingKey, signal: stepSignal(action, dedupKey ?? '') };
  return { routingKey, signal: trigger(body, payload ?? {}, dedupKey ?? newKey()) };
}

function stepSignal(action: 'acknowledge' | 'resolve', dedupKey: string): Signal {
  return action === 'acknowledge'
    ? { kind: 'acknowledge', dedupKey }
    : { kind: 'resolve', dedupKey, startedAt: null, endedAt: null };
}

function trigger(body: Record<string, unknown>, payload: Record<string, unknown>, dedupKey: string): Signal {
  const { client, client_url: clientUrl, links, images } = body;
  const severity = typeof payload['severity'] === 'string' ? severityOf(payload['severity']) : null;
  return {
    kind: 'trigger',
    dedupKey,
    title: titleOf(filled(payload['summary']) ?? ''),
    severity,
    // An event has no times of its troubles' ends to compare with, so its timestamp stays a detail.
    startedAt: null,
    details: {
      payload,
      ...(client !== undefined && { client }),
      ...(clientUrl !== undefined && { clientUrl }),
      ...(links !== undefined && { links }),
      ...(images !== undefined && { images }),
    },
  };
}

function payloadFaults(payload: Record<string, unknown> | null): string[] {
  if (payload === null) return ["'payload' is missing or blank"];
  const faults: string[] = [];
  const summary = filled(payload['summary']);
  if (summary === null) faults.push("'payload.summary' is missing or blank");
  else if (lengthOf(summary) > MAX_SUMMARY) faults.push(`'payload.summary' is longer than ${MAX_SUMMARY} characters`);
  if (filled(payload['source']) === null) faults.push("'payload.source' is missing or blank");
  const severity = payload['severity'];
  if (filled(severity) === null) faults.push("'payload.severity' is missing or blank");
  else if (typeof severity !== 'string' || !SEVERITIES.includes(severity))
    faults.push(`'payload.severity' must be one of ${SEVERITIES.join(', ')}`);
  return faults;
}

function filled(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
