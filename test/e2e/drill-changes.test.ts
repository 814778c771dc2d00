import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLANS, type Plan } from '../../src/cli/drill/autopilot/plan.js';
import { Children } from '../../src/cli/drill/lab/children.js';
import { Ci } from '../../src/cli/drill/lab/ci.js';
import { Guardian } from '../../src/cli/drill/lab/guardian.js';
import { INSTALLATION } from '../../src/cli/drill/lab/installation.js';
import { SHOP } from '../../src/cli/drill/lab/lab.js';
import { tryMutants } from '../../src/cli/drill/lab/mutants.js';
import { Repository } from '../../src/cli/drill/lab/repository.js';

const SLOW = 600_000;

let root: string;
let guardian: Guardian;
let children: Children;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'loop-changes-'));
  symlinkSync(join(INSTALLATION, 'node_modules'), join(root, 'node_modules'));
  guardian = new Guardian(root);
  children = new Children(guardian);
});
afterAll(async () => {
  await children.endAll();
  await guardian.dismiss();
  rmSync(root, { recursive: true, force: true });
});

const patch = (scenario: string, name: string): string => join(SHOP, 'drills', scenario, `${name}.patch`);

/** All changes of a scenario on top of each other, as its drill delivers them. */
async function shopAfter(
  scenario: string,
  plan: Plan,
  folder = scenario,
): Promise<{ repository: Repository; shas: Map<string, string> }> {
  const repository = await Repository.make(children, join(root, folder), 'drill/shop', SHOP);
  const shas = new Map<string, string>();
  const names = [plan.proof, ...plan.changes, plan.fix, plan.cleanUp, plan.replay].filter((name) => name !== null);
  for (const name of names) shas.set(name, (await repository.apply(patch(scenario, name))).sha);
  return { repository, shas };
}

const said = async (ci: Ci, sha = ''): Promise<Record<string, string>> =>
  Object.fromEntries((await ci.build(sha)).checks.map(({ name, conclusion }) => [name, conclusion]));

const GREEN = { unit: 'success', contract: 'success', property: 'success' };

describe.each(Object.entries(PLANS))('the changes of %s', (scenario, plan) => {
  it(
    'bring the defect unseen, the test that sees it, and a clean end',
    async () => {
      const { repository, shas } = await shopAfter(scenario, plan);
      const ci = new Ci(children, repository);
      const last = shas.get(plan.changes.at(-1) ?? '');
      expect(await said(ci, last)).toEqual(GREEN);
      expect(await said(ci, shas.get(plan.fix))).toEqual(GREEN);
      expect(await said(ci, shas.get(plan.cleanUp))).toEqual(GREEN);
      const test = { path: plan.lesson.test, of: shas.get(plan.fix) ?? '' };
      expect(await ci.passesOn(test, last ?? '')).toBe(false);
      expect(await ci.passesOn(test, shas.get(plan.fix) ?? '')).toBe(true);
      const replayed = plan.replay === null ? null : await said(ci, shas.get(plan.replay));
      expect(replayed).toEqual(plan.replay === null ? null : { ...GREEN, [plan.lesson.check]: 'failure' });
    },
    SLOW,
  );
});

describe('the faults that are seeded in the price', () => {
  it(
    'pass the examples and fail the property, one by one',
    async () => {
      const plan = PLANS['checkout-pricing'];
      if (!plan?.mutants) throw new Error('The scenario seeds no faults');
      const { repository, shas } = await shopAfter('checkout-pricing', plan, 'mutants');
      const ci = new Ci(children, repository);
      const site = { ci, repository, folder: root };
      const tried = await tryMutants(site, shas.get(plan.fix) ?? '', plan.mutants.faults, plan.mutants);
      expect(tried.length).toBeGreaterThanOrEqual(3);
      for (const { examples, property } of tried)
        expect({ examples, property }).toEqual({ examples: 'survived', property: 'killed' });
    },
    SLOW,
  );
});

describe('the list of changes without a flag', () => {
  it(
    'has the same defect, mended by the same fix',
    async () => {
      const plan = PLANS['checkout-pricing'];
      if (!plan) throw new Error('There is no such scenario');
      const repository = await Repository.make(children, join(root, 'old-way'), 'drill/shop', SHOP);
      for (const name of plan.changes)
        await repository.apply(patch('checkout-pricing', name === plan.risky ? (plan.withoutFlag ?? '') : name));
      const batch = await repository.head();
      const { sha } = await repository.apply(patch('checkout-pricing', plan.fix));
      const ci = new Ci(children, repository);
      expect(await said(ci, batch)).toEqual(GREEN);
      expect(await ci.passesOn({ path: plan.lesson.test, of: sha }, batch)).toBe(false);
      expect(await said(ci, sha)).toEqual(GREEN);
    },
    SLOW,
  );
});
