import type { Evidence, MergeAttempt } from '../../evidence.js';
import { doctored, type Control, type Controls } from './control.js';

type Conclusion = NonNullable<MergeAttempt['forced']>['conclusion'];

const forced = ({ merges }: Evidence, conclusion: Conclusion): MergeAttempt[] =>
  merges.filter((attempt) => attempt.forced?.conclusion === conclusion);

const letIn = (attempt: MergeAttempt): void => {
  attempt.accepted = true;
  attempt.trunkAfter = attempt.sha;
};

const notGreen = (conclusion: Conclusion): Control[] => [
  doctored(`${conclusion} was let in`, (run) => forced(run, conclusion).slice(0, 1).forEach(letIn)),
  doctored(`${conclusion} was never tried`, (run) => {
    run.merges = run.merges.filter((attempt) => attempt.forced?.conclusion !== conclusion);
  }),
];

/** Green pushes of what had been refused red. */
const opened = (run: Evidence): MergeAttempt[] => {
  const red = new Set(forced(run, 'failure').map(({ change }) => change));
  return run.merges.filter((attempt) => attempt.forced === null && red.has(attempt.change));
};

export const gateControls: Controls = {
  gate_required: [
    doctored('the hook is not there', ({ trunk }) => {
      if (trunk) trunk.hook = false;
    }),
    doctored('a commit without checks was let in', ({ trunk }) => {
      if (trunk) trunk.unguardedPush.accepted = true;
    }),
    doctored('another repository is guarded', (run) => {
      run.run.repository = 'another/repository';
    }),
  ],
  red_refused: [
    doctored('red was let in', (run) => forced(run, 'failure').slice(0, 1).forEach(letIn)),
    doctored('trunk moved although red was refused', (run) => {
      for (const attempt of forced(run, 'failure')) attempt.trunkAfter = attempt.sha;
    }),
    doctored('one blocking check was never red', (run) => {
      run.blockingChecks.push('never-tried');
    }),
    doctored('it was not the guard that refused', (run) => {
      for (const attempt of forced(run, 'failure')) attempt.verdict = null;
    }),
  ],
  green_opens: [
    doctored('green was refused too', (run) => {
      for (const attempt of opened(run)) attempt.accepted = false;
    }),
    doctored('trunk is not what was pushed', (run) => {
      for (const attempt of opened(run)) attempt.trunkAfter = 'another';
    }),
    doctored('green came before red', (run) => {
      for (const attempt of opened(run)) attempt.at = run.run.startedAt;
    }),
    doctored('what was let in was not green', (run) => {
      for (const attempt of opened(run)) attempt.forced = { check: 'made-up', conclusion: 'failure' };
    }),
  ],
  not_green_refused: [...notGreen('skipped'), ...notGreen('neutral'), ...notGreen('missing')],
  defect_refused_again: [
    doctored('the defect was let in again', ({ replayedDefect }) => {
      if (replayedDefect) replayedDefect.accepted = true;
    }),
    doctored('trunk moved although it was refused', ({ replayedDefect }) => {
      if (replayedDefect) replayedDefect.trunkAfter = replayedDefect.sha;
    }),
    doctored('a check was forced red', ({ replayedDefect }) => {
      if (replayedDefect) replayedDefect.forced = { check: 'contract', conclusion: 'failure' };
    }),
    doctored('it was not the guard that refused', ({ replayedDefect }) => {
      if (replayedDefect) replayedDefect.verdict = null;
    }),
    doctored('it was tried before the action was closed', ({ replayedDefect, run }) => {
      if (replayedDefect) replayedDefect.at = run.startedAt;
    }),
  ],
};
