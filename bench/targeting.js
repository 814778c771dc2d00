// Targeting: evaluations per second of the pure ruleset, without HTTP, at 100 and 10,000 flags.
// Runs alone (`node bench/targeting.js`, after a build) or from bench/run.js.
import { fileURLToPath } from 'node:url';
import { Ruleset } from '../dist/src/flags/evaluation/ruleset.js';

const SECONDS = 1;
const TARGETED = [
  {
    id: 'r1',
    description: null,
    conditions: [
      { operator: 'in_segment', segment: 'testers' },
      { attribute: 'version', operator: 'semver_gte', value: '2.1.0' },
    ],
    share: null,
    serve: { variant: 'on' },
  },
  {
    id: 'r2',
    description: null,
    conditions: [{ attribute: 'country', operator: 'in', values: ['AT', 'DE', 'CH'] }],
    share: { percent: 50, by: 'targetingKey' },
    serve: { variant: 'on' },
  },
];
const SEGMENT = {
  key: 'testers',
  match: 'any',
  conditions: [{ attribute: 'email', operator: 'ends_with', value: '@example.com' }],
};

export async function run({ log = console.error } = {}) {
  const rows = [];
  for (const count of [100, 10_000]) {
    for (const rules of [[], TARGETED]) {
      const name = rules.length === 0 ? 'constant' : 'targeted';
      const rate = measure(rulesetOf(count, rules));
      log(`  ${name}, ${count} flags: ${Math.round(rate)} evaluations/s`);
      rows.push({
        what: `Evaluations of the pure ruleset, ${name}, ${count} flags`,
        result: `${Math.round(rate).toLocaleString('en')} /s`,
        target: '—',
        reached: true,
      });
    }
  }
  return rows;
}

function rulesetOf(count, rules) {
  const flags = Array.from({ length: count }, (_, i) => ({
    key: `bench-${i}`,
    variants: { on: true, off: false },
    defaultVariant: 'on',
    offVariant: 'off',
    on: true,
    rules,
    otherwise: rules.length === 0 ? null : { variant: 'off' },
    prerequisites: [],
  }));
  return Ruleset.empty('production', 0).with(1, {
    flags: new Map(flags.map((flag) => [flag.key, flag])),
    segments: new Map([[SEGMENT.key, SEGMENT]]),
  });
}

function measure(ruleset) {
  const flags = [...ruleset.flags.values()];
  const context = (i) => ({ targetingKey: `user-${i}`, email: 'a@acme.com', version: '2.3.0', country: 'AT' });
  // Each flag's expression is compiled by its first evaluation.
  for (const flag of flags) flag.evaluate(context(0));
  const begin = performance.now();
  let done = 0;
  while (performance.now() - begin < SECONDS * 1_000) {
    for (let i = 0; i < 1_000; i += 1, done += 1) flags[done % flags.length].evaluate(context(done));
  }
  return (done / (performance.now() - begin)) * 1_000;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await run());
