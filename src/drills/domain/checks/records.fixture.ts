import type { Evidence, GovernorAnswer, MergeAttempt } from '../evidence.js';
import type { Scenario } from '../scenario.js';

const START = Date.parse('2026-11-21T09:00:00.000Z');
/** So many seconds after the start of the run. */
export const at = (second: number): string => new Date(START + second * 1000).toISOString();

export const BLOCKING = ['unit', 'contract', 'property'];
export const SHA = {
  base: 'a0'.repeat(20),
  proof: 'a1'.repeat(20),
  risky: 'b2'.repeat(20),
  fix: 'c3'.repeat(20),
  tidy: 'd4'.repeat(20),
};
export const INCIDENT = 'inc-1';
export const IMPACT = 92;
export const KILL = 105;
export const RECOVERED = 106;

export function scenarioOf(name: string, flag: string, checks: string[]): Scenario {
  return {
    scenario: name,
    title: 'A risky change of prices',
    description: 'Prices go wrong once the flag is on.',
    service: 'shop',
    environment: 'production',
    roles: { facilitator: 'Plays the injects', responder: 'Is on call', observer: 'Takes notes' },
    steadyState: { goodRatio: 0.99, samples: 30, latencyMillis: 500 },
    flag,
    steps: [{ id: 'respond', title: 'Respond', role: 'responder', detail: 'Answer the page' }],
    injects: [
      { id: 'release', title: 'Release', atSeconds: 90, does: { kind: 'flip', flag, on: true } },
      { id: 'rush', title: 'More traffic', atSeconds: 94, does: { kind: 'traffic', perSecond: 20 } },
    ],
    signals: [
      { id: 'paged', title: 'Somebody is paged', after: 'release', withinSeconds: 30, signal: 'page' },
      { id: 'well', title: 'The service is well', after: 'release', withinSeconds: 120, signal: 'restored' },
    ],
    limits: {
      acknowledgeSeconds: 300,
      flipReachSeconds: 5,
      recoverySeconds: 60,
      goodSamples: 5,
      postmortemSeconds: 600,
      runSeconds: 900,
    },
    checks,
    cleanup: [{ kind: 'flip', flag, on: false }, { kind: 'resolve_incidents' }],
  };
}

export function push(second: number, change: string, sha: string, from: string): MergeAttempt {
  return {
    at: at(second),
    change,
    sha,
    forced: null,
    accepted: true,
    trunkBefore: from,
    trunkAfter: sha,
    verdict: `v-${second}`,
    detail: 'merge passes',
  };
}

function refusal(second: number, forced: MergeAttempt['forced']): MergeAttempt {
  const attempt = push(second, 'acme/shop#1', SHA.proof, SHA.base);
  return { ...attempt, forced, accepted: false, trunkAfter: SHA.base, detail: 'merge blocks' };
}

export const gateProof = (): MergeAttempt[] => [
  ...BLOCKING.map((check, index) => refusal(5 + index, { check, conclusion: 'failure' })),
  ...(['skipped', 'neutral', 'missing'] as const).map((conclusion, index) =>
    refusal(10 + index, { check: 'unit', conclusion }),
  ),
  push(20, 'acme/shop#1', SHA.proof, SHA.base),
];

export const build = (sha: string, second: number): Evidence['builds'][number] => ({
  sha,
  startedAt: at(second),
  finishedAt: at(second + 5),
  checks: BLOCKING.map((name) => ({ name, conclusion: 'success' })),
});

export const deployment = (id: string, sha: string, second: number): Evidence['deployments'][number] => ({
  id,
  environment: 'production',
  sha,
  status: 'success',
  reason: 'release',
  startedAt: at(second),
  finishedAt: at(second + 3),
});

export const started = (sha: string, second: number): Evidence['processes'] =>
  ['storefront', 'pricing', 'payments'].map((process, index) => ({
    at: at(second),
    process,
    sha,
    pid: second * 10 + index,
    event: 'started',
  }));

export const ended = (sha: string, second: number, now: number): Evidence['processes'] =>
  started(sha, second).map((event) => ({ ...event, at: at(now), event: 'ended' }));

export const merged = (id: string, mergeSha: string, second: number): Evidence['changes'][number] => ({
  id,
  headSha: mergeSha,
  mergeSha,
  mergedAt: at(second),
  checks: BLOCKING.map((name) => ({ name, conclusion: 'success' })),
  green: true,
});

const side = (value: number | null, n: number) => ({ value, n });

export function snapshots(): NonNullable<Evidence['snapshots']> {
  const changes = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
  const snapshot = (id: string, name: string) => ({
    id,
    name,
    facts: { count: 20, sha256: `f-${id}` },
    sha256: `s-${id}`,
    recomputedSha256: `s-${id}`,
    changes: [...changes],
    metrics: {},
  });
  return {
    before: snapshot('1', 'the old way'),
    after: snapshot('2', 'through the loop'),
    workload: 'insufficient_data',
    verdicts: {
      leadTime: {
        before: side(40, 6),
        after: side(12, 6),
        verdict: 'improved',
        neededN: null,
        effect: { value: -28, unit: 'seconds' },
        ci95: [-34.5, -20],
      },
      deploymentFrequency: {
        before: side(1, 2),
        after: side(6, 7),
        verdict: 'insufficient_data',
        neededN: 20,
        effect: { value: 3.5, unit: 'ratio' },
        ci95: [0.7, null],
      },
      changeFailRate: {
        before: side(0.5, 2),
        after: side(0, 7),
        verdict: 'insufficient_data',
        neededN: 31,
        effect: { value: -0.5, unit: 'difference' },
        ci95: [-0.9, 0.1],
      },
      recoveryTime: {
        before: side(31, 1),
        after: side(14, 1),
        verdict: 'insufficient_data',
        neededN: 6,
        effect: { value: -17, unit: 'seconds' },
        ci95: null,
      },
    },
  };
}

export function governor(): GovernorAnswer[] {
  const answer = (second: number, situation: GovernorAnswer['situation'], over: Partial<GovernorAnswer> = {}) => ({
    at: at(second),
    situation,
    verdict: 'pass',
    status: 200,
    state: 'tripped',
    id: `g-${second}`,
    releasedBy: null,
    ...over,
  });
  return [
    answer(300, 'before', { state: 'clear' }),
    answer(310, 'regressed', { verdict: 'block', status: 409 }),
    answer(311, 'regressed_rollback'),
    answer(312, 'regressed_incident_fix'),
    answer(313, 'kill', { verdict: '', state: null, id: null }),
    answer(320, 'released', { state: 'clear', releasedBy: 'correction' }),
  ];
}

export const flagOf = (key: string, kind: string): Evidence['flags'][number] => ({
  key,
  kind,
  owner: { team: 'shop' },
  expiresAt: kind === 'release' ? at(86_400) : null,
  removalTicket: kind === 'release' ? 'SHOP-1' : null,
  stage: 'active',
  stages: [{ stage: 'active', at: at(-3600) }],
  lastDrilledAt: null,
});

export const flip = (flag: string, second: number, on: boolean, revision: number): Evidence['flips'][number] => ({
  flag,
  environment: 'production',
  on,
  kill: !on,
  at: at(second),
  actor: on ? 'fay' : 'rae',
  incident: on ? null : INCIDENT,
  revision,
});
