import type { Decision, Reason } from './verdict.js';

export interface HeadCheck {
  name: string;
  app: string | null;
  /** Null while it runs. */
  conclusion: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  attempt: number;
  id: string;
}

export interface RequiredCheck {
  name: string;
  app?: string | null;
}

/** Our own verdict on a change must not wait for itself. */
export const OWN_CHECK = 'delivery-loop/merge';

/** `conclusion`: null while it runs, undefined where it was never reported. */
export interface BlockingCheck {
  name: string;
  conclusion: string | null | undefined;
}

/** The checks that must be green, as they stand. `required` null: all reported ones. */
export function blockingChecks(
  checks: readonly HeadCheck[],
  required: readonly RequiredCheck[] | null,
): BlockingCheck[] {
  const latest = latestChecks(checks);
  const standing = (check: HeadCheck): BlockingCheck => ({ name: labelOf(check), conclusion: check.conclusion });
  if (required === null) return latest.map(standing);
  return required.flatMap((rule) => {
    const found = latest.filter(
      ({ name, app }) => name === rule.name && (rule.app === undefined || rule.app === null || app === rule.app),
    );
    if (found.length > 0) return found.map(standing);
    return [{ name: labelOf({ name: rule.name, app: rule.app ?? null }), conclusion: undefined }];
  });
}

/** Every blocking check of the head must have concluded `success`, and there must be one. `required` null: all reported ones block. */
export function decideMerge(
  subject: string,
  checks: readonly HeadCheck[],
  required: readonly RequiredCheck[] | null,
): Decision {
  const blocking = blockingChecks(checks, required);
  const reasons: Reason[] = blocking.flatMap(({ name, conclusion }) =>
    conclusion === 'success' ? [] : [reasonOf(name, conclusion)],
  );
  if (blocking.length === 0) {
    reasons.push({
      rule: 'no_checks',
      subject,
      detail: 'No blocking check was reported for this head; nothing shows that it is green.',
    });
  }
  const counts = {
    blocking: blocking.length,
    green: blocking.filter(({ conclusion }) => conclusion === 'success').length,
  };
  return { verdict: reasons.length > 0 ? 'block' : 'pass', subject, reasons, counts };
}

function reasonOf(name: string, conclusion: string | null | undefined): Reason {
  if (conclusion === undefined)
    return { rule: 'missing', subject: name, detail: `The required check ${name} was not reported for this head.` };
  if (conclusion === null) return { rule: 'running', subject: name, detail: `${name} has not concluded.` };
  return { rule: 'not_success', subject: name, detail: `${name} concluded ${conclusion}, not success.` };
}

/** The newest check of each (app, name), our own left out. */
export function latestChecks(checks: readonly HeadCheck[]): HeadCheck[] {
  const latest = new Map<string, HeadCheck>();
  for (const check of checks.filter((each) => !isOwn(each)).toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = `${check.app ?? ''}\n${check.name}`;
    const other = latest.get(key);
    if (!other || age(other, check) <= 0) latest.set(key, check);
  }
  return [...latest.values()].toSorted((a, b) => (labelOf(a) < labelOf(b) ? -1 : 1));
}

function isOwn({ name, app }: HeadCheck): boolean {
  return app === 'delivery-loop' || name === OWN_CHECK || name.startsWith('delivery-loop/');
}

function labelOf({ name, app }: Pick<HeadCheck, 'name' | 'app'>): string {
  return app === null ? name : `${app}/${name}`;
}

/**
 * Negative: `a` is older. By start where both started, since a workflow triggered anew counts its attempts anew; else by
 * attempt, so that an old attempt that ends late stays old. One that waits to start is newer than all that started.
 */
function age(a: HeadCheck, b: HeadCheck): number {
  if (a.startedAt && b.startedAt) {
    const started = a.startedAt.getTime() - b.startedAt.getTime();
    if (started !== 0) return started;
  }
  return a.attempt - b.attempt || timeOf(a) - timeOf(b);
}

function timeOf({ startedAt, completedAt, conclusion }: HeadCheck): number {
  return (startedAt ?? completedAt)?.getTime() ?? (conclusion === null ? Number.MAX_VALUE : -1);
}
