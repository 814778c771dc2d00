import type { Canary, Evidence, GovernorAnswer } from '../../evidence.js';
import { doctored, type Control, type Controls } from './control.js';

const answers = ({ governor }: Evidence, situation: GovernorAnswer['situation']): GovernorAnswer[] =>
  governor.filter((answer) => answer.situation === situation);

function canaryControls(kind: Canary['kind']): Control[] {
  const every = (run: Evidence, change: (canary: Canary) => void): void =>
    run.canaries.filter((canary) => canary.kind === kind).forEach(change);
  return [
    doctored('the guard was red before', (run) => every(run, ({ before }) => void (before.verdict = 'block'))),
    doctored('the guard stayed green', (run) => every(run, ({ after }) => void (after.verdict = 'pass'))),
    doctored('the guard was red for another reason', (run) =>
      every(run, ({ after }) => void (after.rules = ['stale'])),
    ),
    doctored('one verdict was told twice', (run) => every(run, ({ before, after }) => void (after.id = before.id))),
    doctored(
      'there was no such canary',
      (run) => {
        run.canaries = run.canaries.map((canary) => ({
          ...canary,
          kind: canary.kind === kind ? (kind === 'expired' ? 'ownerless' : 'expired') : canary.kind,
        }));
      },
      [kind === 'expired' ? 'canary_ownerless' : 'canary_expired'],
    ),
  ];
}

const blocked = (list: GovernorAnswer[]): void => {
  for (const answer of list) Object.assign(answer, { verdict: 'block', status: 409 });
};

const unanswered = (situation: GovernorAnswer['situation'], also: readonly string[] = []): Control =>
  doctored(
    `nobody asked: ${situation}`,
    (run) => {
      run.governor = run.governor.filter((answer) => answer.situation !== situation);
    },
    also,
  );

const REST = ['governor_lets_remedies_pass', 'governor_releases'];

export const guardControls: Controls = {
  canary_expired: canaryControls('expired'),
  canary_ownerless: canaryControls('ownerless'),
  governor_refuses: [
    doctored('it refused before the regressions', (run) => blocked(answers(run, 'before'))),
    doctored('it let a release pass under the regressions', (run) => {
      for (const answer of answers(run, 'regressed')) Object.assign(answer, { verdict: 'pass', status: 200 });
    }),
    doctored('it was not tripped', (run) => {
      for (const answer of answers(run, 'regressed')) answer.state = 'watch';
    }),
    unanswered('before'),
    unanswered('regressed', REST),
  ],
  governor_lets_remedies_pass: [
    doctored('it refused a rollback', (run) => blocked(answers(run, 'regressed_rollback'))),
    doctored('it refused a fix', (run) => blocked(answers(run, 'regressed_incident_fix'))),
    doctored('a kill was refused', (run) => {
      for (const answer of answers(run, 'kill')) answer.status = 403;
    }),
    doctored('a rollback passed only before the regressions', (run) => {
      for (const answer of answers(run, 'regressed_rollback')) answer.at = run.run.startedAt;
    }),
    unanswered('regressed_rollback'),
    unanswered('regressed_incident_fix'),
    unanswered('kill'),
  ],
  governor_releases: [
    doctored('it still refused', (run) => blocked(answers(run, 'released'))),
    doctored('nothing released it', (run) => {
      for (const answer of answers(run, 'released')) answer.releasedBy = null;
    }),
    unanswered('released'),
  ],
};
