import type { EvidenceLink } from './check.js';

/** An instant in milliseconds; null: none, or not readable. */
export function timeOf(instant: string | null): number | null {
  const time = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(time) ? null : time;
}

/** Milliseconds from one instant to another; null: one of them is not known. */
export function between(from: string | null, to: string | null): number | null {
  const [start, end] = [timeOf(from), timeOf(to)];
  return start === null || end === null ? null : end - start;
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}

/** "3.2 s"; whole seconds from 100 s on. */
export function seconds(millis: number): string {
  const value = millis / 1000;
  return `${Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10} s`;
}

export function short(sha: string | null): string {
  return sha === null ? 'none' : sha.slice(0, 12);
}

export function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

export const incidentLink = (id: string): EvidenceLink => ({
  label: `incident ${id}`,
  url: `/incidents/${encodeURIComponent(id)}`,
});
export const flagLink = (key: string): EvidenceLink => ({
  label: `flag ${key}`,
  url: `/flags/${encodeURIComponent(key)}`,
});
export const postmortemLink = (id: string): EvidenceLink => ({
  label: `postmortem ${id}`,
  url: `/postmortems/${encodeURIComponent(id)}`,
});
export const snapshotLink = (name: string, id: string): EvidenceLink => ({
  label: `snapshot ${name}`,
  url: `/dora/snapshots/${encodeURIComponent(id)}`,
});
export const deploymentLink = (id: string, sha: string | null): EvidenceLink => ({
  label: `deployment ${id} of ${short(sha)}`,
});

/** A verdict by its id, or by the address that a guard's answer named. */
export function verdictLink(verdict: string | null): EvidenceLink[] {
  if (verdict === null) return [];
  if (/^https?:\/\//.test(verdict)) return [{ label: 'verdict', url: verdict }];
  return [{ label: `verdict ${verdict}`, url: `/verdicts/${encodeURIComponent(verdict)}` }];
}
