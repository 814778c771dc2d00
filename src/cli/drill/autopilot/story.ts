import type { Scenario } from '../../../drills/index.js';
import type { Api } from '../../api.js';
import type { Site } from '../lab/lab.js';
import type { Cast } from './cast.js';
import type { Delivery } from './delivery.js';
import type { DrillRun } from './drill-run.js';
import type { Plan } from './plan.js';
import type { Recorder } from './recorder.js';

/** What every act of a drill knows. */
export interface Story {
  run: DrillRun;
  scenario: Scenario;
  /** Key of the flag that hides the risky change. */
  flag: string;
  plan: Plan;
  cast: Cast;
  site: Site;
  delivery: Delivery;
  recorder: Recorder;
  /** Calls of the flag by variant that were counted before the run. */
  callsBefore: Readonly<Record<string, number>>;
  /** Every permission, in the name of the drill. */
  api: Api;
  /** As the person on call, in the name of the drill. */
  responder: Api;
  /** As another person. */
  reviewer: Api;
  /** A line to whoever watches. */
  tell: (step: string, told: string) => void;
}
