import { createHash } from 'node:crypto';
import { severityOf, titleOf, type Signal } from './alert.js';

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const MAX_FINGERPRINT = 255;

/** A delivery of an Alertmanager webhook as signals, or all that is wrong with it. */
export type ReadDelivery = { signals: Signal[] } | { errors: string[] };

/**
 * Reads a body of the Alertmanager webhook, version 4 (also as Grafana sends it). An alert that fires triggers, one that is
 * resolved resolves; its fingerprint is the dedup key. Fields that we do not act on are kept as they are.
 */
export function readDelivery(body: unknown): ReadDelivery {
  if (!isRecord(body)) return { errors: ['The body must be a JSON object'] };
  const { status, alerts, groupKey } = body;
  const errors: string[] = [];
  if (!isKnownVersion(body)) errors.push('version must be "4"');
  if (!isStatus(status)) errors.push('status must be "firing" or "resolved"');
  if (groupKey !== undefined && typeof groupKey !== 'string') errors.push('groupKey must be a string');
  if (!Array.isArray(alerts)) return { errors: [...errors, 'alerts must be a list'] };
  const group = groupOf(body);
  const signals: Signal[] = [];
  alerts.forEach((alert: unknown, index) => {
    const faults = faultsOf(alert).map((fault) => `alerts[${index}]${fault}`);
    errors.push(...faults);
    if (faults.length === 0 && isRecord(alert)) signals.push(signalOf(alert, group));
  });
  return errors.length > 0 ? { errors } : { signals };
}

/**
 * An RFC 3339 time, with any number of fractional digits, to the millisecond. Go's zero time and anything else
 * before 1970 is null: there is none. Undefined for what is no time.
 */
export function instantOf(value: unknown): Date | null | undefined {
  const parts = typeof value === 'string' ? INSTANT.exec(value) : null;
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = ''] = parts;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const asUtc = new Date(`${wall}Z`);
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 19) !== wall) return undefined;
  const time = new Date(`${wall}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  if (Number.isNaN(time.getTime())) return undefined;
  return time.getTime() >= 0 ? time : null;
}

/** What identifies an alert whose sender gives no fingerprint: the same labels in any order give the same. */
export function fingerprintOf(labels: Record<string, unknown>): string {
  const sorted = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 32);
}

function faultsOf(alert: unknown): string[] {
  if (!isRecord(alert)) return [' must be an object'];
  const faults: string[] = [];
  if (!isStatus(alert['status'])) faults.push('.status must be "firing" or "resolved"');
  if (!isTexts(alert['labels'])) faults.push('.labels must be an object of strings');
  if (alert['annotations'] !== undefined && alert['annotations'] !== null && !isTexts(alert['annotations']))
    faults.push('.annotations must be an object of strings');
  if (instantOf(alert['startsAt']) === undefined) faults.push('.startsAt must be an RFC 3339 time');
  const endsAt = alert['endsAt'] ?? '';
  if (endsAt !== '' && instantOf(endsAt) === undefined) faults.push('.endsAt must be an RFC 3339 time');
  const fingerprint = alert['fingerprint'] ?? '';
  if (typeof fingerprint !== 'string' || fingerprint.length > MAX_FINGERPRINT)
    faults.push(`.fingerprint must be a string of at most ${MAX_FINGERPRINT} characters`);
  return faults;
}

function signalOf(alert: Record<string, unknown>, group: Record<string, unknown>): Signal {
  const labels = textsOf(alert['labels']);
  const annotations = textsOf(alert['annotations']);
  const given = alert['fingerprint'];
  const dedupKey = typeof given === 'string' && given !== '' ? given : fingerprintOf(labels);
  const startedAt = instantOf(alert['startsAt']) ?? null;
  if (alert['status'] === 'resolved')
    return { kind: 'resolve', dedupKey, startedAt, endedAt: instantOf(alert['endsAt']) ?? null };
  return {
    kind: 'trigger',
    dedupKey,
    title: titleOf(annotations['summary'] ?? '') || titleOf(labels['alertname'] ?? '') || 'Alert without a name',
    severity: severityOf(labels['severity']),
    startedAt,
    details: { labels, annotations, generatorURL: alert['generatorURL'] ?? null, ...group },
  };
}

function groupOf(body: Record<string, unknown>): Record<string, unknown> {
  const { receiver = null, groupKey = null, externalURL = null } = body;
  return { receiver, groupKey, externalURL };
}

function textsOf(value: unknown): Record<string, string> {
  return isTexts(value) ? value : {};
}

/** Grafana numbers the same form by itself: its bodies are of version 1, and name its organisation. */
function isKnownVersion({ version, orgId }: Record<string, unknown>): boolean {
  return version === '4' || (version === '1' && typeof orgId === 'number');
}

function isStatus(value: unknown): boolean {
  return value === 'firing' || value === 'resolved';
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
