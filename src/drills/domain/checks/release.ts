import { defineFlagCheck, failed, passed, unless } from './check.js';
import { courseOf, productionAt, timedFlips } from './course.js';
import { between, deploymentLink, flagLink, incidentLink, iso, many, seconds, short, timeOf } from './words.js';

export const darkDeploy = defineFlagCheck({
  id: 'dark_deploy',
  title: 'The change was deployed dark: nobody met the new path before the flip',
  needs: ['deployments', 'changes', 'flips', 'exposures'],
  judge: (evidence, flag) => {
    const release = timedFlips(evidence).find(({ flip }) => flip.on);
    if (release === undefined) return failed('The flag was never flipped on.', flagLink(flag));
    const deployed = productionAt(evidence, release.time);
    if (deployed === null)
      return failed(`Nothing was deployed successfully before the flip on at ${iso(release.time)}.`, flagLink(flag));
    if (!evidence.changes.some(({ mergeSha }) => mergeSha !== null && mergeSha === deployed.sha))
      return failed(
        `Production ran ${short(deployed.sha)} at the flip on, which is no merge of the run.`,
        flagLink(flag),
      );
    const offVariant = evidence.flags.find(({ key }) => key === flag)?.offVariant ?? 'off';
    const readings = evidence.exposures.filter((reading) => {
      const time = timeOf(reading.at);
      return reading.flag === flag && time !== null && time >= deployed.at && time <= release.time;
    });
    const links = [deploymentLink(deployed.id, deployed.sha), flagLink(flag)];
    if (readings.length === 0)
      return failed('No exposure was read between the deployment and the first flip on.', ...links);
    const counts = readings.flatMap(({ variants }) => Object.entries(variants));
    const sum = (list: [string, number][]): number => list.reduce((total, [, count]) => total + count, 0);
    const exposed = sum(counts.filter(([variant]) => variant !== offVariant));
    const off = sum(counts.filter(([variant]) => variant === offVariant));
    if (!Number.isFinite(exposed) || exposed > 0)
      return failed(`${exposed} calls of the new path were counted before the flip on.`, ...links);
    if (off === 0)
      return failed(
        'Nobody asked for the flag before the flip on, so that nothing shows the deploy to be dark.',
        ...links,
      );
    return passed(
      `${short(deployed.sha)} was in production ${seconds(release.time - deployed.at)} before the first flip on; 0 calls of the new path in ${many(readings.length, 'reading')} with ${off} of "${offVariant}".`,
      ...links,
    );
  },
});

export const recoveredByFlip = defineFlagCheck({
  id: 'recovered_by_flip',
  title: 'The service was restored by a flip',
  needs: ['flips', 'probe', 'incident'],
  judge: (evidence, flag) => {
    const { incident } = evidence;
    const links = [incidentLink(incident.id), flagLink(flag)];
    const course = courseOf(evidence);
    if ('fault' in course) return failed(course.fault, ...links);
    const { kill, killAt, impactAt } = course;
    const restored = timeOf(incident.restoredAt);
    const faults = [
      ...(incident.restoredBy === 'flag_off'
        ? []
        : [`the incident was restored by ${incident.restoredBy ?? 'nobody'}`]),
      ...(kill.incident === incident.id
        ? []
        : [`the flip off names ${kill.incident === null ? 'no incident' : `incident ${kill.incident}`}`]),
      ...(restored === null
        ? ['the incident is not restored']
        : restored < killAt
          ? [`the incident was restored ${seconds(killAt - restored)} before the flip off`]
          : []),
    ];
    return unless(
      faults,
      `${flag} was ${kill.kill ? 'killed' : 'flipped off'} by ${kill.actor} ${seconds(killAt - impactAt)} after the impact began, and that restored the incident.`,
      ...links,
    );
  },
});

export const flipReached = defineFlagCheck({
  id: 'flip_reached',
  title: 'The flip off reached every instance within the limit',
  needs: ['flips', 'probe', 'receipts'],
  judge: (evidence, flag) => {
    const course = courseOf(evidence);
    if ('fault' in course) return failed(course.fault, flagLink(flag));
    const { kill } = course;
    const limit = evidence.scenario.limits.flipReachSeconds;
    const receipt = evidence.receipts
      .filter((each) => each.flag === flag && each.revision === kill.revision)
      .toSorted((a, b) => (timeOf(a.askedAt) ?? 0) - (timeOf(b.askedAt) ?? 0))
      .at(-1);
    if (receipt === undefined)
      return failed(`Nobody asked who applied the flip off (revision ${kill.revision}).`, flagLink(flag));
    const { applied, pending, silent } = receipt;
    const took = between(kill.at, receipt.lastAppliedAt);
    const faults = [
      ...(applied > 0 ? [] : ['no instance applied it']),
      ...(pending === 0 ? [] : [`${many(pending, 'instance')} had not applied it yet`]),
      ...(silent === 0 ? [] : [`${many(silent, 'instance')} gave no sign`]),
      ...(took === null
        ? ['nobody knows when the last instance had it']
        : took <= limit * 1000
          ? []
          : [`the last instance had it after ${seconds(took)}, limit ${limit} s`]),
    ];
    return unless(
      faults,
      `All ${many(applied, 'instance')} had it ${seconds(Math.max(0, took ?? 0))} after the flip; limit ${limit} s.`,
      flagLink(flag),
    );
  },
});
