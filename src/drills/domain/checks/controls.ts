import type { Evidence } from '../evidence.js';
import type { Check, Part } from './check.js';
import { CHECKS, resultOf } from './checks.js';
import { cleanupControls } from './controls/cleanup.js';
import type { Control, Controls } from './controls/control.js';
import { courseControls } from './controls/course.js';
import { gateControls } from './controls/gate.js';
import { guardControls } from './controls/guards.js';
import { learningControls } from './controls/learning.js';
import { pagingControls } from './controls/paging.js';
import { snapshotControls } from './controls/snapshots.js';

/** Negative controls by check: doctored runs on which it must fail. */
export const CONTROLS: Controls = {
  ...gateControls,
  ...courseControls,
  ...pagingControls,
  ...snapshotControls,
  ...learningControls,
  ...cleanupControls,
  ...guardControls,
};

/** Checks that can do without a part, and judge otherwise without it: a canary that nobody calls one is a flag that lacks something. */
const CHANGED_BY: Partial<Record<Part, readonly string[]>> = { canaries: ['flags_governed'] };

/** The control that every check has: a part that it needs was never recorded. */
function missing(part: Part): Control {
  return {
    name: `nobody recorded ${part}`,
    doctor: (evidence) => ({ ...evidence, [part]: Array.isArray(evidence[part]) ? [] : null }),
    also: [...CHECKS.filter(({ needs }) => needs.includes(part)).map(({ id }) => id), ...(CHANGED_BY[part] ?? [])],
  };
}

export function controlsOf({ id, needs }: Check): Control[] {
  return [...(CONTROLS[id] ?? []), ...needs.map(missing)];
}

export interface SelfTested {
  check: string;
  title: string;
  controls: {
    name: string;
    /** Whether the check failed on the run doctored so, as it must. */
    failed: boolean;
  }[];
}

/** Doctors the run for each check that it passes, and tells on which of these doctored runs the check fails. */
export function selfTest(evidence: Evidence): SelfTested[] {
  return CHECKS.filter((check) => resultOf(check, evidence).status === 'passed').map((check) => ({
    check: check.id,
    title: check.title,
    controls: controlsOf(check).map(({ name, doctor }) => ({
      name,
      failed: resultOf(check, doctor(evidence)).status === 'failed',
    })),
  }));
}
