import type { ActionEvidence, Evidence } from '../evidence.js';
import { defineCheck, defineFlagCheck, failed, passed, unless } from './check.js';
import { courseOf, productionAt } from './course.js';
import { isGreenMerge } from './gate.js';
import { between, many, postmortemLink, seconds, short, timeOf, verdictLink } from './words.js';

export const postmortemComplete = defineCheck({
  id: 'postmortem_complete',
  title: 'The postmortem is complete and published',
  needs: ['postmortem'],
  judge: ({ postmortem: { id, state, publishedAt, sections } }) => {
    const names = Object.keys(sections);
    const empty = names.filter((name) => sections[name] !== true);
    const faults = [
      ...(state === 'published' && timeOf(publishedAt) !== null ? [] : [`it is ${state}, not published`]),
      ...(names.length === 0 ? ['nothing says which sections it has'] : []),
      ...empty.map((name) => `${name} is empty`),
    ];
    return unless(
      faults,
      `Published with all ${many(names.length, 'section')}: ${names.join(', ')}.`,
      postmortemLink(id),
    );
  },
});

export const postmortemReviewed = defineCheck({
  id: 'postmortem_reviewed',
  title: 'The postmortem was reviewed by another person than its author',
  needs: ['postmortem'],
  judge: ({ postmortem: { id, author, reviewer } }) => {
    if (reviewer === null || reviewer === '')
      return failed(`${author}'s postmortem was reviewed by nobody.`, postmortemLink(id));
    if (reviewer === author) return failed(`${author} reviewed their own postmortem.`, postmortemLink(id));
    return passed(`Written by ${author}, reviewed by ${reviewer}.`, postmortemLink(id));
  },
});

export const postmortemInTime = defineCheck({
  id: 'postmortem_in_time',
  title: 'The postmortem was published within the limit',
  needs: ['postmortem', 'incident'],
  judge: ({ postmortem: { id, publishedAt }, incident, scenario }) => {
    const limit = scenario.limits.postmortemSeconds;
    const took = between(incident.restoredAt, publishedAt);
    if (took === null)
      return failed(
        incident.restoredAt === null ? 'The incident is not restored.' : 'The postmortem is not published.',
        postmortemLink(id),
      );
    const told = `Published ${seconds(took)} after the service was restored; limit ${limit} s.`;
    if (took < 0) return failed(`Published ${seconds(-took)} before the service was restored.`, postmortemLink(id));
    return took <= limit * 1000 ? passed(told, postmortemLink(id)) : failed(told, postmortemLink(id));
  },
});

const CLOSING_KINDS = ['test', 'contract', 'flag_default'];

function closing({ postmortem }: Pick<Evidence, 'postmortem'>): ActionEvidence[] {
  return (postmortem?.actions ?? []).filter(({ kind }) => CLOSING_KINDS.includes(kind));
}

export const actionTracked = defineCheck({
  id: 'action_tracked',
  title: 'A test, contract or flag default came out of it as an action with owner, date and ticket',
  needs: ['postmortem'],
  judge: ({ postmortem }) => {
    const actions = closing({ postmortem });
    const link = postmortemLink(postmortem.id);
    if (actions.length === 0)
      return failed(
        `None of ${many(postmortem.actions.length, 'action')} is a test, a contract or a flag default.`,
        link,
      );
    const faults = actions.flatMap(({ title, owner, dueAt, ticket }) => [
      ...(owner?.team || owner?.person ? [] : [`"${title}" has no owner`]),
      ...(timeOf(dueAt) === null ? [`"${title}" has no date`] : []),
      ...(ticket === null || ticket.trim() === '' ? [`"${title}" has no ticket`] : []),
    ]);
    const told = actions.map(
      ({ title, kind, owner, dueAt, ticket }) =>
        `"${title}" (${kind}), owned by ${owner?.person ?? owner?.team ?? ''}, due ${dueAt ?? ''}, ${ticket ?? ''}`,
    );
    return unless(faults, `${told.join('; ')}.`, link);
  },
});

/** Actions that prevent, done by a change of the run. */
function closed(evidence: Pick<Evidence, 'postmortem' | 'changes'>) {
  return closing(evidence).flatMap((action) => {
    const change = evidence.changes.find(({ id }) => action.state === 'done' && id === action.change);
    return change === undefined ? [] : [{ action, change }];
  });
}

export const actionClosed = defineCheck({
  id: 'action_closed',
  title: 'The action was closed by a change that was merged green through the gate',
  needs: ['postmortem', 'changes', 'merges'],
  judge: (evidence) => {
    const { postmortem, merges } = evidence;
    const link = postmortemLink(postmortem.id);
    const judged = closed(evidence).map(({ action, change }) => {
      const gate = merges.find((attempt) => isGreenMerge(attempt) && attempt.trunkAfter === change.mergeSha);
      const notGreen = change.checks.filter(({ conclusion }) => conclusion !== 'success');
      const faults = [
        ...(change.mergedAt === null || change.mergeSha === null ? [`${change.id} is not merged`] : []),
        ...(change.green ? [] : [`${change.id} is not green`]),
        ...(change.checks.length === 0 ? [`no check of ${change.id} is known`] : []),
        ...notGreen.map(({ name, conclusion }) => `${name} of ${change.id} is ${conclusion ?? 'running'}`),
        ...(gate === undefined ? [`no green push through the gate brought ${short(change.mergeSha)} to trunk`] : []),
      ];
      return { action, change, gate, faults };
    });
    const good = judged.find(({ faults }) => faults.length === 0);
    if (good === undefined) {
      const faults = judged.flatMap((each) => each.faults);
      return failed(
        faults.length === 0 ? 'No action was closed by a change of the run.' : `${faults.join('; ')}.`,
        link,
      );
    }
    const { action, change, gate } = good;
    return passed(
      `"${action.title}" was closed by ${change.id}, merged as ${short(change.mergeSha)} with ${many(change.checks.length, 'check')} green.`,
      link,
      ...verdictLink(gate?.verdict ?? null),
    );
  },
});

export const regressionTest = defineFlagCheck({
  id: 'regression_test',
  title: 'The new test fails on the commit of the incident and passes on the merge that brought it',
  needs: ['regressionTest', 'changes', 'deployments', 'probe', 'flips'],
  judge: (evidence) => {
    const { name, kind, incidentSha, onIncident, mergeSha, onMerge } = evidence.regressionTest;
    const course = courseOf(evidence);
    if ('fault' in course) return failed(course.fault);
    const production = productionAt(evidence, course.impactAt);
    const faults = [
      ...(onIncident === 'fail' ? [] : [`it passes on ${short(incidentSha)}, which had the defect`]),
      ...(onMerge === 'pass' ? [] : [`it fails on ${short(mergeSha)}, which brought it`]),
      ...(production?.sha === incidentSha
        ? []
        : [`it was run on ${short(incidentSha)}, production ran ${short(production?.sha ?? null)} in the impact`]),
      ...(evidence.changes.some((change) => change.mergedAt !== null && change.mergeSha === mergeSha)
        ? []
        : [`${short(mergeSha)} is no merge of the run`]),
    ];
    return unless(
      faults.map((fault) => `${name}: ${fault}`),
      `The ${kind} test "${name}" fails on ${short(incidentSha)}, which production ran in the impact, and passes on ${short(mergeSha)}.`,
    );
  },
});

const LEAST_MUTANTS = 3;

export const mutantsKilled = defineCheck({
  id: 'mutants_killed',
  title: 'The property test catches seeded faults that the examples miss',
  needs: ['mutants'],
  judge: ({ mutants }) => {
    const faults = [
      ...(new Set(mutants.map(({ id }) => id)).size < LEAST_MUTANTS
        ? [`only ${many(mutants.length, 'mutant')}, it takes ${LEAST_MUTANTS} different ones`]
        : []),
      ...mutants.flatMap(({ id, examples, property }) => [
        ...(examples === 'survived' ? [] : [`the examples kill ${id} as well`]),
        ...(property === 'killed' ? [] : [`${id} survives the property test`]),
      ]),
    ];
    return unless(
      faults,
      `${many(mutants.length, 'mutant')} (${mutants.map(({ id }) => id).join(', ')}): examples killed 0, the property test all of them.`,
    );
  },
});

export const defectRefusedAgain = defineCheck({
  id: 'defect_refused_again',
  title: 'The same defect, tried again afterwards, is refused at the gate',
  needs: ['replayedDefect', 'postmortem', 'changes'],
  judge: (evidence) => {
    const { replayedDefect: replay } = evidence;
    const links = verdictLink(replay.verdict);
    const time = timeOf(replay.at);
    const merged = closed(evidence).flatMap(({ change }) => timeOf(change.mergedAt) ?? []);
    const faults = [
      ...(replay.accepted ? [`${short(replay.sha)} with the defect was let in`] : []),
      ...(replay.trunkAfter === replay.trunkBefore ? [] : [`trunk moved to ${short(replay.trunkAfter)}`]),
      ...(replay.forced === null
        ? []
        : [`${replay.forced.check} was forced, so that it was not the test that refused`]),
      ...(replay.verdict === null ? ['the refusal names no verdict of the merge guard'] : []),
      ...(time === null || !merged.some((each) => each < time)
        ? ['it was not tried after an action had been closed by a merged change']
        : []),
    ];
    return unless(
      faults,
      `${replay.change} (${short(replay.sha)}) brings the defect back, and was refused: ${replay.detail.split('\n')[0]?.slice(0, 200) ?? ''}`,
      ...links,
    );
  },
});
