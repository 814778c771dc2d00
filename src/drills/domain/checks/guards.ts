import type { Canary, GovernorAnswer } from '../evidence.js';
import { defineCheck, failed, unless } from './check.js';
import { many, timeOf, verdictLink } from './words.js';

const RULES = { expired: 'expired', ownerless: 'no_owner' } as const;

function canaryCheck(kind: Canary['kind'], title: string) {
  const rule = RULES[kind];
  return defineCheck({
    id: `canary_${kind}`,
    title,
    needs: ['canaries'],
    judge: ({ canaries }) => {
      const found = canaries.filter((canary) => canary.kind === kind);
      if (found.length === 0) return failed(`Nobody made an ${kind} canary.`);
      const faults = found.flatMap(({ flag, before, after }) => [
        ...(before.verdict === 'pass' ? [] : [`before ${flag} the debt guard said ${before.verdict}`]),
        ...(after.verdict === 'block' ? [] : [`with ${flag} the debt guard said ${after.verdict}`]),
        ...(after.rules.includes(rule)
          ? []
          : [`with ${flag} the debt guard named ${after.rules.join(', ') || 'no rule'}, not ${rule}`]),
        ...(before.id === after.id ? [`one verdict stands for before and after ${flag}`] : []),
      ]);
      return unless(
        faults,
        `${found.map(({ flag }) => flag).join(', ')} turned the debt guard from pass to block by ${rule}.`,
        ...found.flatMap(({ before, after }) => [...verdictLink(before.id), ...verdictLink(after.id)]),
      );
    },
  });
}

export const canaryExpired = canaryCheck('expired', 'An expired flag turns the debt guard red');
export const canaryOwnerless = canaryCheck('ownerless', 'A flag without owner turns the debt guard red');

type Situation = GovernorAnswer['situation'];

interface Answers {
  in: (situation: Situation) => GovernorAnswer[];
  /** Of the last answer in the situation; null: there is none with a readable time. */
  at: (situation: Situation) => number | null;
}

function answersOf(governor: readonly GovernorAnswer[]): Answers {
  const within = (situation: Situation): GovernorAnswer[] =>
    governor.filter((answer) => answer.situation === situation);
  return {
    in: within,
    at: (situation) =>
      within(situation)
        .flatMap(({ at }) => timeOf(at) ?? [])
        .at(-1) ?? null,
  };
}

function isBefore(answers: Answers, earlier: Situation, later: Situation): string[] {
  const [one, other] = [answers.at(earlier), answers.at(later)];
  if (one !== null && other !== null && one <= other) return [];
  return [`no answer "${later}" came after one "${earlier}"`];
}

const linksOf = (answers: readonly GovernorAnswer[]) => answers.flatMap(({ id }) => verdictLink(id));

function expected(answers: readonly GovernorAnswer[], situation: string, verdict: string, status: number): string[] {
  if (answers.length === 0) return [`nobody asked for a ${situation}`];
  return answers
    .filter((answer) => answer.verdict !== verdict || answer.status !== status)
    .map((answer) => `a ${situation} got ${answer.verdict} (${answer.status}), not ${verdict} (${status})`);
}

export const governorRefuses = defineCheck({
  id: 'governor_refuses',
  title: 'The governor refuses a higher pace under injected regressions',
  needs: ['governor'],
  judge: ({ governor }) => {
    const answers = answersOf(governor);
    const [before, regressed] = [answers.in('before'), answers.in('regressed')];
    const faults = [
      ...expected(before, 'release before the regressions', 'pass', 200),
      ...expected(regressed, 'release under the regressions', 'block', 409),
      ...regressed
        .filter(({ state }) => state !== 'tripped')
        .map(({ state }) => `the governor was ${state ?? 'in no state'}, not tripped`),
      ...isBefore(answers, 'before', 'regressed'),
    ];
    return unless(
      faults,
      `A release passed before, and got 409 ${regressed.length}× while the governor was tripped.`,
      ...linksOf([...before, ...regressed]),
    );
  },
});

export const governorLetsRemediesPass = defineCheck({
  id: 'governor_lets_remedies_pass',
  title: 'A tripped governor lets rollback, fix and kill pass',
  needs: ['governor'],
  judge: ({ governor }) => {
    const answers = answersOf(governor);
    const remedies = ['regressed_rollback', 'regressed_incident_fix'] as const;
    const kills = answers.in('kill');
    const faults = [
      ...remedies.flatMap((situation) => expected(answers.in(situation), situation.slice(10), 'pass', 200)),
      ...(kills.length === 0 ? ['nobody killed a flag'] : []),
      ...kills.filter(({ status }) => status !== 200).map(({ status }) => `a kill got ${status}, not 200`),
      ...[...remedies, 'kill' as const].flatMap((situation) => isBefore(answers, 'regressed', situation)),
    ];
    return unless(
      faults,
      `Under the regressions a rollback, a fix and ${many(kills.length, 'kill')} passed.`,
      ...linksOf(remedies.flatMap((situation) => answers.in(situation))),
    );
  },
});

export const governorReleases = defineCheck({
  id: 'governor_releases',
  title: 'The governor releases after a correction or an override',
  needs: ['governor'],
  judge: ({ governor }) => {
    const answers = answersOf(governor);
    const released = answers.in('released');
    const faults = [
      ...expected(released, 'release after the correction', 'pass', 200),
      ...released
        .filter(({ releasedBy }) => releasedBy !== 'correction' && releasedBy !== 'override')
        .map(() => 'nothing says how it came to be released'),
      ...isBefore(answers, 'regressed', 'released'),
    ];
    const how = [
      ...new Set(released.map(({ releasedBy }) => (releasedBy === 'override' ? 'an override' : 'a correction'))),
    ].join(' and ');
    return unless(faults, `A release passed again after ${how}.`, ...linksOf(released));
  },
});
