import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { FACT_KINDS, type Fact, type FactKind } from './facts.js';
import { FACT_SCHEMAS } from './fact-schemas.js';
import { instantOf } from './instants.js';

/** Why a fact was not taken: a stable code and a sentence for people. */
export interface Rejection {
  code: string;
  detail: string;
}

export type Validated = { fact: Fact; rejection?: undefined } | { fact?: undefined; rejection: Rejection };

const AHEAD_MS = 24 * 60 * 60 * 1000;
const SAYS_AT_MOST = 5;

const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, strict: true, strictRequired: false });
// RFC 3339 alone would let years pass that no clock of ours can reach, and days that no calendar has.
ajv.addFormat('date-time', (text: string) => instantOf(text) !== null);

const validators = new Map<string, ValidateFunction<Fact>>(
  FACT_KINDS.map((kind) => [kind, ajv.compile<Fact>(FACT_SCHEMAS[kind])]),
);

/** Judges one value against the schema of its kind and the rules for times; `now` is the moment of reception in ms. */
export function validateFact(value: unknown, now: number): Validated {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return reject('wrong_type', 'A fact is a JSON object.');
  }
  const kind = 'kind' in value ? value.kind : undefined;
  if (kind === undefined || kind === null) return reject('missing_field', 'kind is missing.');
  if (typeof kind !== 'string') return reject('wrong_type', 'kind must be a string.');
  const validate = validators.get(kind);
  if (!validate) return reject('unknown_kind', `kind must be one of ${FACT_KINDS.join(', ')}.`);
  if (!validate(value)) return { rejection: rejectionOf(validate.errors ?? []) };
  const rejection = impossibleTime(value, now);
  return rejection ? { rejection } : { fact: value };
}

/** A time more than 24 h ahead, or an end before its start. Imported data may merge before they open: that is kept. */
export function impossibleTime(fact: Fact, now: number): Rejection | null {
  const today = new Date(now).toISOString().slice(0, 10);
  for (const [field, text] of timesOf(fact)) {
    // No offset carries an earlier day of the calendar more than 24 hours ahead.
    if (text.slice(0, 10) < today) continue;
    const instant = instantOf(text);
    if (instant !== null && instant > now + AHEAD_MS) {
      return { code: 'time_in_future', detail: `${field} is more than 24 hours ahead.` };
    }
  }
  switch (fact.kind) {
    case 'deployment':
      return endsBefore(fact.startedAt, { finishedAt: fact.finishedAt });
    case 'check':
      return endsBefore(fact.startedAt, { completedAt: fact.completedAt });
    case 'incident':
      return endsBefore(fact.startedAt, {
        mitigatedAt: fact.mitigatedAt,
        restoredAt: fact.restoredAt,
        resolvedAt: fact.resolvedAt,
      });
    default:
      return null;
  }
}

const TIME_FIELDS: Readonly<Record<FactKind, readonly string[]>> = {
  change: ['openedAt', 'readyAt', 'firstCommitAt', 'mergedAt', 'closedAt'],
  commit: ['authoredAt', 'committedAt'],
  deployment: ['startedAt', 'finishedAt'],
  incident: ['startedAt', 'detectedAt', 'mitigatedAt', 'restoredAt', 'resolvedAt'],
  check: ['startedAt', 'completedAt'],
  flip: ['at'],
};

function timesOf(fact: Fact): [field: string, text: string][] {
  const times: [string, string][] = [];
  for (const field of TIME_FIELDS[fact.kind]) {
    const text: unknown = Reflect.get(fact, field);
    if (typeof text === 'string') times.push([field, text]);
  }
  if (fact.kind === 'change') {
    fact.commits?.forEach((commit, at) => times.push([`commits[${at}].authoredAt`, commit.authoredAt]));
    fact.reviews?.forEach((review, at) => times.push([`reviews[${at}].submittedAt`, review.submittedAt]));
  }
  return times;
}

function endsBefore(
  start: string | null | undefined,
  ends: Record<string, string | null | undefined>,
): Rejection | null {
  const from = typeof start === 'string' ? instantOf(start) : null;
  if (from === null) return null;
  for (const [field, end] of Object.entries(ends)) {
    const to = typeof end === 'string' ? instantOf(end) : null;
    if (to !== null && to < from) return { code: 'finish_before_start', detail: `${field} is before startedAt.` };
  }
  return null;
}

function reject(code: string, detail: string): Validated {
  return { rejection: { code, detail } };
}

function rejectionOf(errors: ErrorObject[]): Rejection {
  const faults = errors.map(faultOf);
  const details = [...new Set(faults.map((fault) => fault.detail))];
  const more = details.length > SAYS_AT_MOST ? ` And ${details.length - SAYS_AT_MOST} more faults.` : '';
  return {
    code: faults[0]?.code ?? 'invalid',
    detail: details.slice(0, SAYS_AT_MOST).join(' ') + more,
  };
}

function faultOf(error: ErrorObject): Rejection {
  const field = fieldOf(error.instancePath);
  const within = field === '' ? '' : `${field}.`;
  const params: Readonly<Record<string, unknown>> = error.params;
  switch (error.keyword) {
    case 'required':
      return { code: 'missing_field', detail: `${within}${shown(params['missingProperty'])} is missing.` };
    case 'additionalProperties':
      return { code: 'unknown_field', detail: `${within}${shown(params['additionalProperty'])} is not a known field.` };
    case 'type':
      return error.data === null && field !== ''
        ? { code: 'missing_field', detail: `${field} is missing.` }
        : { code: 'wrong_type', detail: `${field} must be ${shown(params['type'])}.` };
    case 'enum':
      return { code: 'unknown_value', detail: `${field} must be one of ${shown(params['allowedValues'])}.` };
    case 'format':
      return {
        code: 'invalid_time',
        detail: `${field} must be an RFC 3339 instant with a real calendar day in the years 1970 to 9999.`,
      };
    case 'pattern':
      return patternFault(field, error.data);
    case 'minLength':
      return { code: 'too_short', detail: `${field} must not be empty.` };
    case 'maxLength':
      return { code: 'too_long', detail: `${field} may have at most ${shown(params['limit'])} characters.` };
    case 'maxItems':
      return { code: 'too_many', detail: `${field} may have at most ${shown(params['limit'])} items.` };
    case 'minimum':
    case 'maximum':
      return {
        code: 'out_of_range',
        detail: `${field} must be ${shown(params['comparison'])} ${shown(params['limit'])}.`,
      };
    default:
      return { code: 'invalid', detail: `${field} ${error.message ?? 'is wrong'}.` };
  }
}

function patternFault(field: string, data: unknown): Rejection {
  if (typeof data === 'string') {
    if (data.includes('\0')) return { code: 'nul_byte', detail: `${field} contains a NUL byte.` };
    if (/\p{Cs}/u.test(data)) return { code: 'lone_surrogate', detail: `${field} contains half a surrogate pair.` };
    if (/\p{Cc}/u.test(data)) return { code: 'control_character', detail: `${field} contains a control character.` };
  }
  return {
    code: 'wrong_form',
    detail: `${field} must be a key: lower-case letters, digits, '.', '_' or '-', starting with a letter or digit.`,
  };
}

/** `/commits/0/sha` → `commits[0].sha`. */
function fieldOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`), '');
}

function shown(value: unknown): string {
  const text = Array.isArray(value) ? value.map((item) => String(item)).join(', ') : String(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
