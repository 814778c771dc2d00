import type { Run } from './run.js';
import type { Scenario } from './scenario.js';

/** A scenario for tests: an inject that flips, and what must be seen after it. */
export function aScenario(over: Partial<Scenario> = {}): Scenario {
  return {
    scenario: 'checkout-pricing',
    title: 'Prices are wrong behind a flag',
    description: '',
    service: 'shop',
    environment: 'production',
    roles: { facilitator: 'You lead.', responder: 'You are on call.', observer: 'You write down what you see.' },
    steadyState: { goodRatio: 0.99, samples: 20, latencyMillis: 500 },
    flag: 'pricing-new',
    steps: [
      { id: 'release', title: 'Release by flip', role: 'facilitator', detail: 'Fire the inject.' },
      { id: 'kill', title: 'Kill the flag', role: 'responder', detail: 'Kill it on the board.' },
    ],
    injects: [
      {
        id: 'release',
        title: 'The new prices are released',
        atSeconds: 30,
        does: { kind: 'flip', flag: 'pricing-new', on: true },
      },
    ],
    signals: [{ id: 'paged', title: 'Somebody is paged', after: 'release', withinSeconds: 60, signal: 'page' }],
    limits: {
      acknowledgeSeconds: 120,
      flipReachSeconds: 2,
      recoverySeconds: 300,
      goodSamples: 5,
      postmortemSeconds: 3600,
      runSeconds: 1800,
    },
    checks: [],
    cleanup: [{ kind: 'flip', flag: 'pricing-new', on: false }, { kind: 'resolve_incidents' }],
    ...over,
  };
}

/** A run for tests, planned unless told otherwise. */
export function aRun(over: Partial<Run> = {}): Run {
  return {
    id: '019a9f5e-0000-7000-8000-000000000000',
    scenario: aScenario(),
    service: 'shop',
    environment: 'production',
    repository: 'acme/shop',
    mode: 'people',
    surprise: false,
    facilitator: 'fay',
    responder: 'rex',
    observers: [],
    state: 'planned',
    scheduledFor: null,
    schedule: null,
    createdAt: new Date(Date.UTC(2026, 10, 21, 8)),
    createdBy: 'fay',
    creator: 'fay',
    startedAt: null,
    endedAt: null,
    reason: null,
    pauses: [],
    cleanup: [],
    result: null,
    ...over,
  };
}
