import type { Evidence, FlagEvidence } from '../../evidence.js';
import { doctored, later, type Controls } from './control.js';

const own = ({ flags, scenario }: Evidence): FlagEvidence[] => flags.filter(({ key }) => key === scenario.flag);
const judged = ({ flags, canaries }: Evidence): FlagEvidence[] =>
  flags.filter(({ key }) => !canaries.some(({ flag }) => flag === key));

export const cleanupControls: Controls = {
  flags_governed: [
    doctored('a flag has no owner', (run) => {
      for (const flag of judged(run).slice(0, 1)) flag.owner = null;
    }),
    doctored('a flag has no expiry', (run) => {
      for (const flag of judged(run).slice(0, 1)) Object.assign(flag, { kind: 'release', expiresAt: null });
    }),
    doctored('a flag has no ticket', (run) => {
      for (const flag of judged(run).slice(0, 1)) Object.assign(flag, { kind: 'release', removalTicket: null });
    }),
    doctored(
      'all flags are called canaries',
      (run) => {
        const [canary] = run.canaries;
        const verdict = { verdict: 'pass', id: 'made-up' };
        run.canaries = run.flags.map(({ key }) => ({
          ...(canary ?? { kind: 'expired', before: verdict, after: { ...verdict, rules: [] } }),
          flag: key,
        }));
        for (const flag of own(run)) flag.owner = null;
      },
      ['canary_ownerless'],
    ),
  ],
  flag_archived: [
    doctored('it is only completed', (run) => {
      for (const flag of own(run)) flag.stage = 'completed';
    }),
    doctored('it was archived before it was completed', (run) => {
      for (const flag of own(run)) {
        const archived = flag.stages.findLast(({ stage }) => stage === 'archived');
        for (const step of flag.stages) if (step.stage === 'completed' && archived) step.at = archived.at;
      }
    }),
    doctored('it was never completed', (run) => {
      for (const flag of own(run)) flag.stages = flag.stages.filter(({ stage }) => stage !== 'completed');
    }),
  ],
  references_gone: [
    doctored('a reference is left', ({ trunkReferences }) => {
      if (trunkReferences) trunkReferences.count = 1;
    }),
    doctored('another flag was looked for', ({ trunkReferences }) => {
      if (trunkReferences) trunkReferences.flag = 'another';
    }),
    doctored('an older commit was looked at', ({ trunkReferences }) => {
      if (trunkReferences) trunkReferences.sha = 'another';
    }),
  ],
  branch_gone: [
    doctored('the branch is still there', ({ branches }) => {
      for (const branch of branches.slice(0, 1)) branch.there = true;
    }),
  ],
  flips_refused: [
    doctored('a flip was let through', ({ refusedFlips }) => {
      for (const tried of refusedFlips) tried.status = 200;
    }),
    doctored('it was tried only before the archiving', ({ refusedFlips, run }) => {
      for (const tried of refusedFlips) tried.at = run.startedAt;
    }),
    doctored('another flag was tried', ({ refusedFlips }) => {
      for (const tried of refusedFlips) tried.flag = 'another';
    }),
    doctored('it was flipped after the archiving', (run) => {
      const last = run.flips.filter(({ flag }) => flag === run.scenario.flag).at(-1);
      const archived = own(run)
        .flatMap(({ stages }) => stages.filter(({ stage }) => stage === 'archived'))
        .at(-1);
      if (last && archived) run.flips.push({ ...last, at: later(archived.at, 1), on: true });
    }),
  ],
};
