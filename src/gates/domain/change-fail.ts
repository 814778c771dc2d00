import type { Governor } from './governor.js';
import type { Decision, Reason } from './verdict.js';

export type Intent = 'release' | 'rollback' | 'incident_fix';

/** A tripped governor blocks only a release, and only while the last 24 h have used its budget up. Rollbacks and fixes always pass. */
export function decideChangeFail(service: string, intent: Intent, governor: Governor): Decision {
  const { override, budgetPerDay, usedLast24h, nextFreeAt } = governor;
  const reasons = governor.tripped.map(({ rule, since }): Reason => {
    const what =
      rule === 'change_fail_rate'
        ? `Change failures: S = ${governor.s.toFixed(2)} reached ${governor.threshold}.`
        : `Recovery times: S = ${governor.recovery.s.toFixed(2)} reached ${governor.threshold}.`;
    const pace = ` Budget ${budgetPerDay?.toFixed(1)} deployments a day, ${usedLast24h} used in the last 24 h${nextFreeAt === null ? '' : `; the next is free at ${nextFreeAt}`}.`;
    return {
      rule,
      subject: service,
      detail: what + pace,
      since: since.toISOString(),
      ...(override && { waiver: `${override.reason} (until ${override.expiresAt})` }),
    };
  });
  const failed = governor.outcomes.filter((outcome) => outcome.failed).length;
  const counts = { outcomes: governor.n, failed, usedLast24h };
  if (intent !== 'release') return { verdict: 'pass', subject: service, reasons, counts };
  if (governor.state === 'insufficient_data') {
    const detail = `Only ${governor.n} deployments to production are known; a judgement takes 5.`;
    return {
      verdict: 'insufficient_data',
      subject: service,
      reasons: [{ rule: 'too_few_outcomes', subject: service, detail }],
      counts,
    };
  }
  const spent = governor.state === 'tripped' && budgetPerDay !== null && usedLast24h >= budgetPerDay;
  return { verdict: spent ? 'block' : 'pass', subject: service, reasons, counts };
}
