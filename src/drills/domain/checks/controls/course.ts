import { courseOf } from '../course.js';
import type { Evidence, FlipEvidence } from '../../evidence.js';
import { timeOf } from '../words.js';
import { doctored, later, type Controls } from './control.js';

/** Checks that cannot be judged without the course from impact to recovery. */
const COURSE = [
  'recovered_by_flip',
  'production_unchanged',
  'flip_reached',
  'recovery_matches_dora',
  'recovered_in_time',
  'regression_test',
];

const firstInject = ({ injects }: Evidence): number => Math.min(...injects.map(({ at }) => timeOf(at) ?? Infinity));
const before = (run: Evidence, time: number) => run.probe.filter(({ at }) => (timeOf(at) ?? 0) < time);
const after = (run: Evidence, time: number) => run.probe.filter(({ at }) => (timeOf(at) ?? 0) >= time);

const ownFlips = ({ flips, scenario }: Evidence): FlipEvidence[] => flips.filter(({ flag }) => flag === scenario.flag);
const firstOn = (run: Evidence): FlipEvidence | undefined =>
  ownFlips(run)
    .filter(({ on }) => on)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];

/** Something within the impact, at the instant of the flip off. */
const within = (run: Evidence): string => {
  const course = courseOf(run);
  return 'fault' in course ? run.run.startedAt : course.kill.at;
};

export const courseControls: Controls = {
  injects_played: [
    doctored('an inject was left out', (run) => {
      run.scenario.injects.push({ id: 'left-out', title: 'Left out', atSeconds: 0, does: { kind: 'act', detail: '' } });
    }),
  ],
  steady_state: [
    doctored('the service was bad before the first inject', (run) => {
      for (const sample of before(run, firstInject(run))) sample.ok = false;
    }),
    doctored('the service was slow before the first inject', (run) => {
      for (const sample of before(run, firstInject(run))) sample.millis = run.scenario.steadyState.latencyMillis + 1;
    }),
    doctored('nobody looked before the first inject', (run) => {
      run.probe = after(run, firstInject(run));
    }),
  ],
  dark_deploy: [
    doctored('the new path was called before the flip', (run) => {
      for (const reading of run.exposures) reading.variants['new-path'] = 1;
    }),
    doctored('exposure was read only after the flip', (run) => {
      const on = firstOn(run);
      for (const reading of run.exposures) reading.at = on ? later(on.at, 1) : reading.at;
    }),
    doctored('nobody asked for the flag before the flip', (run) => {
      for (const reading of run.exposures) reading.variants = {};
    }),
    doctored(
      'what production ran is no merge of the run',
      (run) => {
        run.changes = run.changes.filter(({ mergeSha }) => !run.deployments.some(({ sha }) => sha === mergeSha));
      },
      ['action_closed', 'regression_test', 'defect_refused_again'],
    ),
    doctored(
      'no deployment succeeded',
      (run) => {
        for (const deployment of run.deployments) deployment.status = 'failure';
      },
      ['production_unchanged', 'regression_test'],
    ),
  ],
  signals_in_time: [
    doctored('the signals were too late', ({ scenario }) => {
      for (const signal of scenario.signals) signal.withinSeconds = -1;
    }),
    doctored('a signal waits for an inject that never happened', ({ scenario }) => {
      for (const signal of scenario.signals) signal.after = 'never';
    }),
  ],
  recovered_by_flip: [
    doctored('the incident was restored by a rollback', ({ incident }) => {
      if (incident) incident.restoredBy = 'rollback';
    }),
    doctored('the flip was for another incident', (run) => {
      for (const flip of ownFlips(run)) flip.incident = 'another';
    }),
    doctored('the incident was restored before the flip', ({ incident }) => {
      if (incident) incident.restoredAt = incident.startedAt;
    }),
    doctored(
      'the flag was never flipped off',
      (run) => {
        run.flips = run.flips.filter(({ on }) => on);
      },
      COURSE,
    ),
  ],
  production_unchanged: [
    doctored('a deployment fell into the impact', (run) => {
      run.deployments.push({
        id: 'made-up',
        environment: run.scenario.environment,
        sha: 'another',
        status: 'success',
        reason: 'hotfix',
        startedAt: within(run),
        finishedAt: within(run),
      });
    }),
    doctored('a build fell into the impact', (run) => {
      run.builds.push({ sha: 'another', startedAt: within(run), finishedAt: within(run), checks: [] });
    }),
    doctored('a process was restarted in the impact', (run) => {
      run.processes.push({ at: within(run), process: 'made-up', sha: 'another', pid: 1, event: 'started' });
    }),
    doctored('the processes ran another commit', (run) => {
      for (const event of run.processes) event.sha = 'another';
    }),
    doctored('an answer came from another commit', (run) => {
      for (const sample of run.probe) sample.sha = 'another';
    }),
    doctored('no answer said which commit it came from', (run) => {
      for (const sample of run.probe) sample.sha = null;
    }),
  ],
  flip_reached: [
    doctored('an instance had not applied it', ({ receipts }) => {
      for (const receipt of receipts) receipt.pending = 1;
    }),
    doctored('an instance gave no sign', ({ receipts }) => {
      for (const receipt of receipts) receipt.silent = 1;
    }),
    doctored('no instance was there', ({ receipts }) => {
      for (const receipt of receipts) receipt.applied = 0;
    }),
    doctored('the last instance had it too late', ({ receipts, scenario }) => {
      for (const receipt of receipts)
        receipt.lastAppliedAt = later(receipt.flippedAt, scenario.limits.flipReachSeconds + 2);
    }),
    doctored('the receipts are of another flip', ({ receipts }) => {
      for (const receipt of receipts) receipt.revision = -1;
    }),
  ],
  recovery_matches_dora: [
    doctored('DORA shows another time', ({ doraRecovery }) => {
      if (doraRecovery?.seconds) doraRecovery.seconds += 2;
    }),
    doctored('DORA shows no time', ({ doraRecovery }) => {
      if (doraRecovery) doraRecovery.seconds = null;
    }),
    doctored('DORA shows another incident', ({ doraRecovery }) => {
      if (doraRecovery) doraRecovery.incident = 'another';
    }),
    doctored('it was well again later than was said', (run) => {
      const course = courseOf(run);
      if ('fault' in course) return;
      for (const sample of after(run, course.recoveredAt))
        if (Date.parse(sample.at) <= course.recoveredAt + 1500) sample.ok = false;
    }),
  ],
  recovered_in_time: [
    doctored('it took longer than allowed', ({ scenario }) => {
      scenario.limits.recoverySeconds = -1;
    }),
    doctored(
      'it was never well again',
      (run) => {
        for (const sample of after(run, Date.parse(within(run)))) sample.ok = false;
      },
      COURSE,
    ),
  ],
};
