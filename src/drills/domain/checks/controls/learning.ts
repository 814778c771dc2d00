import type { ActionEvidence, Evidence } from '../../evidence.js';
import { doctored, later, type Controls } from './control.js';

const actions = ({ postmortem }: Evidence): ActionEvidence[] => postmortem?.actions ?? [];

const closingChanges = (run: Evidence) => {
  const named = new Set(actions(run).map(({ change }) => change));
  return run.changes.filter(({ id }) => named.has(id));
};

export const learningControls: Controls = {
  postmortem_complete: [
    doctored('it is not published', ({ postmortem }) => {
      if (postmortem) postmortem.state = 'in_review';
    }),
    doctored('a section is empty', ({ postmortem }) => {
      if (postmortem) postmortem.sections['impact'] = false;
    }),
    doctored('it has no sections', ({ postmortem }) => {
      if (postmortem) postmortem.sections = {};
    }),
  ],
  postmortem_reviewed: [
    doctored('its author reviewed it', ({ postmortem }) => {
      if (postmortem) postmortem.reviewer = postmortem.author;
    }),
    doctored('nobody reviewed it', ({ postmortem }) => {
      if (postmortem) postmortem.reviewer = null;
    }),
  ],
  postmortem_in_time: [
    doctored('it was published too late', ({ postmortem, incident, scenario }) => {
      if (postmortem && incident?.restoredAt)
        postmortem.publishedAt = later(incident.restoredAt, scenario.limits.postmortemSeconds + 1);
    }),
    doctored('it was published before the service was restored', ({ postmortem, incident }) => {
      if (postmortem && incident) postmortem.publishedAt = later(incident.startedAt, -1);
    }),
  ],
  action_tracked: [
    doctored('it has no owner', (run) => {
      for (const action of actions(run)) action.owner = null;
    }),
    doctored('it has no date', (run) => {
      for (const action of actions(run)) action.dueAt = null;
    }),
    doctored('it has no ticket', (run) => {
      for (const action of actions(run)) action.ticket = null;
    }),
    doctored(
      'it prevents nothing',
      (run) => {
        for (const action of actions(run)) action.kind = 'monitoring';
      },
      ['action_closed', 'defect_refused_again'],
    ),
  ],
  action_closed: [
    doctored(
      'it is still open',
      (run) => {
        for (const action of actions(run)) action.state = 'open';
      },
      ['defect_refused_again'],
    ),
    doctored(
      'it was closed by no change of the run',
      (run) => {
        for (const action of actions(run)) action.change = 'another';
      },
      ['defect_refused_again'],
    ),
    doctored(
      'its change is not merged',
      (run) => {
        for (const change of closingChanges(run)) change.mergedAt = null;
      },
      ['regression_test', 'defect_refused_again'],
    ),
    doctored('its change is not green', (run) => {
      for (const change of closingChanges(run)) change.green = false;
    }),
    doctored('a check of its change was skipped', (run) => {
      for (const change of closingChanges(run)) change.checks.push({ name: 'made-up', conclusion: 'skipped' });
    }),
    doctored('its change came past the gate', (run) => {
      const shas = new Set(closingChanges(run).map(({ mergeSha }) => mergeSha));
      for (const attempt of run.merges) if (shas.has(attempt.trunkAfter)) attempt.trunkAfter = attempt.trunkBefore;
    }),
  ],
  regression_test: [
    doctored('it passes on the commit of the incident', ({ regressionTest }) => {
      if (regressionTest) regressionTest.onIncident = 'pass';
    }),
    doctored('it fails on the merge', ({ regressionTest }) => {
      if (regressionTest) regressionTest.onMerge = 'fail';
    }),
    doctored('it was run on another commit than production had', ({ regressionTest }) => {
      if (regressionTest) regressionTest.incidentSha = 'another';
    }),
    doctored('it came with no merge of the run', ({ regressionTest }) => {
      if (regressionTest) regressionTest.mergeSha = 'another';
    }),
  ],
  mutants_killed: [
    doctored('there were only two', (run) => {
      run.mutants = run.mutants.slice(0, 2);
    }),
    doctored('one was counted three times', (run) => {
      run.mutants = run.mutants.slice(0, 1).flatMap((mutant) => [mutant, mutant, mutant]);
    }),
    doctored('the examples kill one', ({ mutants }) => {
      for (const mutant of mutants.slice(0, 1)) mutant.examples = 'killed';
    }),
    doctored('one survives the property test', ({ mutants }) => {
      for (const mutant of mutants.slice(-1)) mutant.property = 'survived';
    }),
  ],
};
