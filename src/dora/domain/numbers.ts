import type { Stage } from './lead-time.js';

export type Mode = 'flag_off' | 'rollback' | 'roll_forward' | 'config' | 'other';
export const MODES: readonly Mode[] = ['flag_off', 'rollback', 'roll_forward', 'config', 'other'];

export type Interval = [low: number, high: number] | null;

/** The four keys and rework of one window. Durations in seconds; null = unknown, never 0 in its place. */
export interface DoraNumbers {
  leadTime: {
    medianSeconds: number | null;
    ci95: Interval;
    n: number;
    pending: number;
    unattributed: number;
    approximate: number;
    stages: Record<Stage, { medianSeconds: number | null; n: number }>;
  };
  deploymentFrequency: { count: number; activeDays: number; perDay: number; perWeek: number };
  changeFailRate: { failed: number; total: number; rate: number | null; ci95: Interval };
  recoveryTime: {
    medianSeconds: number | null;
    lowerBoundSeconds: number | null;
    n: number;
    open: number;
    byMode: Record<Mode, number>;
  };
  reworkRate: { rework: number; total: number; rate: number | null; ci95: Interval };
  incidents: { total: number; external: number; unlinked: number; duplicates: number };
}
