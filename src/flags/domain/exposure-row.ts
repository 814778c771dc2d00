import type { Door } from './usage.js';

/** So often was a variant ('': none, the evaluation failed) given in an hour. */
export interface ExposureRow {
  flag: string;
  environment: string;
  /** Start of the hour. */
  hour: Date;
  variant: string;
  door: Door;
  count: number;
  /** When it was first and last given, as far as known. */
  firstAt: Date;
  lastAt: Date;
}

export const HOUR_MS = 3_600_000;

export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}
