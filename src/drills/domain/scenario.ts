/** Who takes part in a drill. */
export const ROLES = ['facilitator', 'responder', 'observer'] as const;
export type Role = (typeof ROLES)[number];

/** What makes one answer of the service good, seen from outside, and how many make a steady state. */
export interface SteadyState {
  /** Share of good samples in the window, 0 to 1. */
  goodRatio: number;
  /** Samples that the window must have at least. */
  samples: number;
  /** A slower answer is no good one. */
  latencyMillis: number;
}

/** Something that the people taking part do, in order. */
export interface ScenarioStep {
  id: string;
  title: string;
  role: Role;
  /** What the role is told; may name flags and pages. */
  detail: string;
}

/** Something that happens to the service. Hidden from the responder in surprise mode until it has happened. */
export interface Inject {
  id: string;
  title: string;
  /** Seconds after the start of the run at which it is planned. */
  atSeconds: number;
  /** What it does: a flip happens in the platform, the others where the service lives, by whoever runs it. */
  does:
    | { kind: 'flip'; flag: string; on: boolean }
    | { kind: 'traffic'; perSecond: number }
    | { kind: 'change'; change: string }
    | { kind: 'act'; detail: string };
}

/** What must be seen after an inject, and how soon. */
export interface ExpectedSignal {
  id: string;
  title: string;
  after: string;
  withinSeconds: number;
  signal: 'alert' | 'page' | 'acknowledged' | 'incident' | 'mitigated' | 'restored';
}

export interface Limits {
  /** Page to acknowledgement. */
  acknowledgeSeconds: number;
  /** Flip to the last connected instance. */
  flipReachSeconds: number;
  /** Start of impact to restored. */
  recoverySeconds: number;
  /** Good samples in a row after the flip which say that the service is well again. */
  goodSamples: number;
  /** Restored to published postmortem. */
  postmortemSeconds: number;
  /** A run that is not finished by then ends as failed. */
  runSeconds: number;
}

export interface Scenario {
  scenario: string;
  title: string;
  description: string;
  service: string;
  environment: string;
  roles: Record<Role, string>;
  steadyState: SteadyState;
  /** The flag by which the risky change is released; null: the scenario has none. */
  flag: string | null;
  steps: ScenarioStep[];
  injects: Inject[];
  signals: ExpectedSignal[];
  limits: Limits;
  /** Ids of the checks that a run of this scenario must pass; default: all that the evidence of its kind can hold. */
  checks: string[];
  /** What is undone at the end and at an abort. */
  cleanup: (
    { kind: 'flip'; flag: string; on: boolean } | { kind: 'resolve_incidents' } | { kind: 'act'; detail: string }
  )[];
}
