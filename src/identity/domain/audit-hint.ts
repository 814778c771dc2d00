import type { Hint, Topic } from '../../platform/index.js';

/** What is changed by acts that the audit knows, by the first word of their name. */
const TOPIC_OF = new Map<string, Topic>([
  ['flag', 'flags'],
  ['code-references', 'flags'],
  ['incident', 'incidents'],
  ['alert', 'alerts'],
  ['schedule', 'on-call'],
  ['override', 'on-call'],
  ['alert-source', 'integrations'],
  ['integration', 'integrations'],
  ['postmortem', 'postmortems'],
  ['action', 'actions'],
  ['dora', 'dora'],
  ['snapshot', 'dora'],
  ['governor', 'verdicts'],
  ['merge-policy', 'verdicts'],
  ['drill', 'drills'],
  ['drill-scenario', 'drills'],
  ['drill-schedule', 'drills'],
  ['team', 'catalog'],
  ['service', 'catalog'],
  ['person', 'people'],
  ['token', 'tokens'],
]);

/** The hint that an audited act comes to, such as `flag.kill` of `flag:checkout-new`; null where nobody shows it. */
export function hintOf(action: string, subject: string): Hint | null {
  const kind = action.split('.', 1)[0] ?? '';
  const topic = TOPIC_OF.get(kind);
  if (topic === undefined) return null;
  return subject.startsWith(`${kind}:`) ? { topic, key: subject.slice(kind.length + 1) } : { topic };
}
