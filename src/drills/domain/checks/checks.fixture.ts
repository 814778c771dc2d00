import type { Evidence } from '../evidence.js';
import type { Scenario } from '../scenario.js';
import { CHECK_IDS } from './checks.js';
import {
  BLOCKING,
  IMPACT,
  INCIDENT,
  KILL,
  RECOVERED,
  SHA,
  at,
  build,
  deployment,
  ended,
  flagOf,
  flip,
  gateProof,
  governor,
  merged,
  push,
  scenarioOf,
  snapshots,
  started,
} from './records.fixture.js';

function base(scenario: Scenario, flag: string): Evidence {
  return {
    run: {
      id: 'run-1',
      mode: 'autopilot',
      surprise: false,
      startedAt: at(0),
      endedAt: at(400),
      repository: 'acme/shop',
    },
    scenario,
    probe: Array.from({ length: 160 }, (_, second) => {
      const bad = second >= IMPACT && second < RECOVERED;
      const sha = second < 63 ? SHA.base : SHA.risky;
      return { at: at(second), ok: !bad, status: bad ? 500 : 200, millis: 12, sha };
    }),
    injects: [
      { inject: 'release', at: at(90) },
      { inject: 'rush', at: at(94) },
    ],
    trunk: {
      repository: 'acme/shop',
      trunk: 'main',
      hook: true,
      unguardedPush: { accepted: false, detail: 'no_checks' },
    },
    merges: [
      ...gateProof(),
      push(60, 'acme/shop#2', SHA.risky, SHA.proof),
      push(210, 'acme/shop#3', SHA.fix, SHA.risky),
      push(270, 'acme/shop#4', SHA.tidy, SHA.fix),
    ],
    processes: [
      ...started(SHA.base, -5),
      ...started(SHA.risky, 63),
      ...ended(SHA.base, -5, 63),
      ...started(SHA.fix, 216),
      ...ended(SHA.risky, 63, 216),
    ],
    builds: [build(SHA.risky, 50), build(SHA.fix, 200), build(SHA.tidy, 260)],
    regressionTest: {
      name: 'a price never falls below its cost',
      kind: 'property',
      incidentSha: SHA.risky,
      onIncident: 'fail',
      mergeSha: SHA.fix,
      onMerge: 'pass',
    },
    mutants: [],
    trunkReferences: { flag, sha: SHA.tidy, count: 0 },
    branches: [{ branch: 'pricing-v2', there: false }],
    refusedFlips: [{ at: at(285), flag, status: 409, code: 'flag_archived' }],
    canaries: [],
    replayedDefect: null,
    governor: [],
    exposures: [
      { at: at(61), flag, variants: {} },
      { at: at(85), flag, variants: { on: 0, off: 40 } },
      { at: at(110), flag, variants: { on: 60, off: 55 } },
    ],
    receipts: [
      {
        flag,
        revision: 11,
        flippedAt: at(KILL),
        askedAt: at(KILL + 1),
        applied: 2,
        pending: 1,
        silent: 0,
        lastAppliedAt: at(KILL + 0.3),
      },
      {
        flag,
        revision: 11,
        flippedAt: at(KILL),
        askedAt: at(KILL + 2),
        applied: 3,
        pending: 0,
        silent: 0,
        lastAppliedAt: at(KILL + 1.4),
      },
    ],
    snapshots: null,
    blockingChecks: [...BLOCKING],
    deployments: [
      deployment('dep-0', SHA.base, -8),
      deployment('dep-2', SHA.risky, 62),
      deployment('dep-3', SHA.fix, 215),
    ],
    flags: [
      {
        ...flagOf(flag, 'release'),
        stage: 'archived',
        stages: [
          { stage: 'active', at: at(-3600) },
          { stage: 'completed', at: at(250) },
          { stage: 'archived', at: at(280) },
        ],
      },
      flagOf('payments-off', 'kill_switch'),
    ],
    flips: [flip(flag, 90, true, 10), flip(flag, KILL, false, 11)],
    pages: [{ at: at(95), person: 'rae', onCall: 'rae', acknowledgedAt: at(98.2), delivered: true }],
    incident: {
      id: INCIDENT,
      service: 'shop',
      drill: true,
      startedAt: at(IMPACT),
      detectedAt: at(95),
      declaredAt: at(95),
      acknowledgedAt: at(98.2),
      mitigatedAt: at(KILL),
      restoredAt: at(RECOVERED),
      resolvedAt: at(130),
      restoredBy: 'flag_off',
      flag,
    },
    doraRecovery: { incident: INCIDENT, seconds: RECOVERED - IMPACT, restoredBy: 'flag_off' },
    postmortem: {
      id: 'pm-1',
      state: 'published',
      author: 'rae',
      reviewer: 'oda',
      publishedAt: at(180),
      sections: { summary: true, impact: true, timeline: true, contributingFactors: true },
      actions: [
        {
          id: 'act-1',
          title: 'Hold prices by a property',
          kind: 'test',
          owner: { person: 'rae' },
          dueAt: at(86_400),
          ticket: 'SHOP-2',
          state: 'done',
          change: 'acme/shop#3',
        },
        {
          id: 'act-2',
          title: 'Watch the margin',
          kind: 'monitoring',
          owner: { team: 'shop' },
          dueAt: at(86_400),
          ticket: null,
          state: 'open',
          change: null,
        },
      ],
    },
    changes: [
      merged('acme/shop#1', SHA.proof, 20),
      merged('acme/shop#2', SHA.risky, 60),
      merged('acme/shop#3', SHA.fix, 210),
      merged('acme/shop#4', SHA.tidy, 270),
    ],
  };
}

/** A run of the first drill on which everything went as it should. */
export function checkoutPricing(over: Partial<Evidence> = {}): Evidence {
  const flag = 'pricing-v2';
  const checks = CHECK_IDS.filter((id) => id !== 'defect_refused_again');
  const whole = base(scenarioOf('checkout-pricing', flag, checks), flag);
  return {
    ...whole,
    mutants: ['rounding', 'sign', 'bound'].map((id) => ({
      id,
      detail: `changes the ${id}`,
      examples: 'survived',
      property: 'killed',
    })),
    flags: [
      ...whole.flags,
      { ...flagOf('canary-old', 'release'), expiresAt: at(-60) },
      { ...flagOf('canary-lost', 'release'), owner: null },
    ],
    canaries: [
      {
        kind: 'expired',
        flag: 'canary-old',
        before: { verdict: 'pass', id: 'k-1' },
        after: { verdict: 'block', id: 'k-2', rules: ['expired'] },
      },
      {
        kind: 'ownerless',
        flag: 'canary-lost',
        before: { verdict: 'pass', id: 'k-3' },
        after: { verdict: 'block', id: 'k-4', rules: ['no_owner'] },
      },
    ],
    governor: governor(),
    snapshots: snapshots(),
    ...over,
  };
}

const ONLY_FIRST = /^(mutants|canary|governor|snapshots|same_changes|compared)/;

/** A run of the second drill on which everything went as it should. */
export function boundaryContract(over: Partial<Evidence> = {}): Evidence {
  const flag = 'payments-cents';
  const checks = CHECK_IDS.filter((id) => !ONLY_FIRST.test(id));
  const whole = base(scenarioOf('boundary-contract', flag, checks), flag);
  return {
    ...whole,
    regressionTest: whole.regressionTest && { ...whole.regressionTest, kind: 'contract' },
    postmortem: whole.postmortem && {
      ...whole.postmortem,
      actions: whole.postmortem.actions.map((action) =>
        action.kind === 'test' ? { ...action, kind: 'contract' } : action,
      ),
    },
    replayedDefect: {
      ...push(290, 'acme/shop#5', 'e5'.repeat(20), SHA.tidy),
      accepted: false,
      trunkAfter: SHA.tidy,
      detail: 'contract concluded failure',
    },
    ...over,
  };
}
