import type { DoraNumbers } from './domain/numbers.js';

/** What a question about delivery is asked of; without environment it is the production environments. */
export interface Scope {
  service?: string;
  team?: string;
  environment?: string;
  /** Drills are left out unless this is said. */
  drills?: 'include' | 'exclude';
  /** This run of a drill, and nothing else. */
  drill?: string;
}

/** Everything that a snapshot keeps of a window `[from, to)`. All lists are sorted, so that the same facts give the same bytes. */
export interface WindowData {
  /** The numbers as `GET /api/v1/dora` answers them. */
  metrics: DoraNumbers;
  /** Lead time of each change, in seconds, with the deployment that carried it. */
  leadTimes: { seconds: number; deployment: string; service: string }[];
  /** Deployments on each UTC day of the window, also those without any; `fraction` is the part of the day inside the window. */
  dailyDeployments: { day: string; count: number; fraction: number }[];
  /** Deployments and failed ones per service. */
  failures: { service: string; failed: number; total: number }[];
  /** Failures with their observed time; censored = still open at `asOf`. */
  recoveries: { seconds: number; censored: boolean }[];
  /** Additions plus deletions of each carried change; null = unknown. `kind` is the change's first label, else null. */
  changes: { id: string; service: string; size: number | null; kind: string | null }[];
  /** Canonical lines of the facts behind the numbers, sorted. */
  facts: string[];
}

/** Reads windows for snapshots. */
export abstract class WindowReads {
  abstract windowData(scope: Scope, from: Date, to: Date, asOf: Date): Promise<WindowData>;
}
