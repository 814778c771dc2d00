import type { FlagEvidence } from '../evidence.js';
import { defineCheck, defineFlagCheck, failed, passed, unless } from './check.js';
import { timedFlips } from './course.js';
import { flagLink, iso, many, seconds, short, timeOf } from './words.js';

/** Kinds that the inventory lets be born only with expiry and removal ticket. */
export const KINDS_WITH_END: readonly string[] = ['release', 'experiment'];

export const flagsGoverned = defineCheck({
  id: 'flags_governed',
  title: 'Every flag has an owner, and an expiry and a ticket where its kind has an end',
  needs: ['flags'],
  judge: ({ flags, canaries, scenario }) => {
    // These lack something on purpose; their own checks say that the guard found it.
    const made = new Set(canaries.map(({ flag }) => flag));
    const judged = flags.filter(({ key }) => !made.has(key) || key === scenario.flag);
    const faults = [
      ...(judged.length === 0 ? ['no flags are known'] : []),
      ...(scenario.flag === null || judged.some(({ key }) => key === scenario.flag)
        ? []
        : [`${scenario.flag} is not among them`]),
      ...judged.flatMap(({ key, kind, owner, expiresAt, removalTicket }) => {
        const ends = KINDS_WITH_END.includes(kind);
        return [
          ...(ownerOf(owner) === null ? [`${key} has no owner`] : []),
          ...(ends && timeOf(expiresAt) === null ? [`${key} has no expiry`] : []),
          ...(ends && !removalTicket?.trim() ? [`${key} has no removal ticket`] : []),
        ];
      }),
    ];
    const ends = judged.filter(({ kind }) => KINDS_WITH_END.includes(kind)).length;
    return unless(
      faults,
      `${many(judged.length, 'flag')} with owner, the ${ends} that end also with expiry and ticket; ${many(flags.length - judged.length, 'canary', 'canaries')} left out.`,
      ...judged.map(({ key }) => flagLink(key)),
    );
  },
});

function ownerOf(owner: FlagEvidence['owner']): string | null {
  if (owner === null) return null;
  return ('team' in owner ? owner.team : owner.person) || null;
}

export const flagArchived = defineFlagCheck({
  id: 'flag_archived',
  title: 'The flag was completed and then archived',
  needs: ['flags'],
  judge: (evidence, flag) => {
    const found = evidence.flags.find(({ key }) => key === flag);
    if (found === undefined) return failed(`The inventory does not know ${flag}.`, flagLink(flag));
    const last = (stage: string) => found.stages.findLast((step) => step.stage === stage)?.at ?? null;
    const [completed, archived] = [timeOf(last('completed')), timeOf(last('archived'))];
    const faults = [
      ...(found.stage === 'archived' ? [] : [`${flag} is ${found.stage}, not archived`]),
      ...(completed === null ? [`nothing says when ${flag} was completed`] : []),
      ...(archived === null ? [`nothing says when ${flag} was archived`] : []),
      ...(completed !== null && archived !== null && completed >= archived
        ? [`${flag} was archived at ${iso(archived)}, before it was completed at ${iso(completed)}`]
        : []),
    ];
    return unless(
      faults,
      `Completed ${last('completed') ?? ''}, archived ${seconds((archived ?? 0) - (completed ?? 0))} later.`,
      flagLink(flag),
    );
  },
});

export const referencesGone = defineFlagCheck({
  id: 'references_gone',
  title: 'No reference to the flag is left on trunk',
  needs: ['trunkReferences', 'merges'],
  judge: ({ trunkReferences: { flag: scanned, sha, count }, merges }, flag) => {
    const trunk = merges
      .filter(({ accepted }) => accepted)
      .toSorted((a, b) => (timeOf(a.at) ?? 0) - (timeOf(b.at) ?? 0))
      .at(-1)?.trunkAfter;
    const faults = [
      ...(scanned === flag ? [] : [`trunk was scanned for ${scanned}, not for ${flag}`]),
      ...(count === 0 ? [] : [`${many(count, 'reference')} to ${flag} at ${short(sha)}`]),
      ...(trunk === sha ? [] : [`${short(sha)} was scanned, trunk ended at ${short(trunk ?? null)}`]),
    ];
    return unless(faults, `0 references to ${flag} at ${short(sha)}, where trunk ended.`, flagLink(flag));
  },
});

export const branchGone = defineCheck({
  id: 'branch_gone',
  title: 'The branch of the change is gone',
  needs: ['branches'],
  judge: ({ branches }) =>
    unless(
      branches.filter(({ there }) => there).map(({ branch }) => `the remote still has ${branch}`),
      `${branches.map(({ branch }) => branch).join(', ')}: gone from the remote.`,
    ),
});

export const flipsRefused = defineFlagCheck({
  id: 'flips_refused',
  title: 'The archived flag refuses flips',
  needs: ['refusedFlips', 'flags', 'flips'],
  judge: (evidence, flag) => {
    const archivedAt = timeOf(
      evidence.flags.find(({ key }) => key === flag)?.stages.findLast(({ stage }) => stage === 'archived')?.at ?? null,
    );
    if (archivedAt === null) return failed(`${flag} was not archived.`, flagLink(flag));
    const tries = evidence.refusedFlips.filter(({ at, flag: tried }) => {
      const time = timeOf(at);
      return tried === flag && time !== null && time >= archivedAt;
    });
    if (tries.length === 0) return failed(`Nobody tried to flip ${flag} after it was archived.`, flagLink(flag));
    const wrong = tries.filter(({ status }) => status !== 409).map(({ status }) => `a flip got ${status}, not 409`);
    const later = timedFlips(evidence).filter(({ time }) => time > archivedAt);
    if (wrong.length + later.length > 0)
      return failed(
        `${[...wrong, ...later.map(({ time }) => `${flag} was flipped at ${iso(time)}, after it was archived`)].join('; ')}.`,
        flagLink(flag),
      );
    return passed(
      `${many(tries.length, 'flip')} tried after the archiving: all refused with 409 (${tries[0]?.code ?? 'no code'}).`,
      flagLink(flag),
    );
  },
});
