import { entry, type Incident, type Outcome, type Refusal } from './incident.js';
import { unchanged } from './mitigation.js';

/** What a person may correct. */
export type Changes = Partial<Pick<Incident, 'title' | 'severity' | 'cause' | 'duplicateOf'>>;

/** Corrects an incident; `original` is the incident that `duplicateOf` names, null where there is none. */
export function change(incident: Incident, changes: Changes, original: Incident | null, now: Date): Outcome | Refusal {
  const { duplicateOf } = changes;
  if (duplicateOf !== undefined && duplicateOf !== null) {
    const wrong = (code: string, detail: string): Refusal => ({
      refused: 'invalid',
      field: 'duplicateOf',
      code,
      detail,
    });
    if (duplicateOf === incident.id) return wrong('itself', 'an incident is no duplicate of itself');
    if (!original) return wrong('unknown_incident', `there is no incident ${duplicateOf}`);
    if (original.duplicateOf === incident.id) return wrong('circle', `${duplicateOf} is a duplicate of this one`);
  }
  const next = { ...incident, ...changes };
  if (JSON.stringify(next) === JSON.stringify(incident)) return unchanged(incident);
  return { incident: next, entries: [entry('changed', now, { changes })] };
}
