// The shapes of OFREP 0.3.0's answers, in our own words. `OFREP_DOCUMENT=path/to/openapi.yaml` validates against the protocol's own
// document instead (service/openapi.yaml of open-feature/protocol).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Schema = Record<string, unknown>;

const text: Schema = { type: 'string' };
const metadata: Schema = {
  type: 'object',
  additionalProperties: { oneOf: [{ type: 'boolean' }, { type: 'string' }, { type: 'number' }] },
};
const failure = (codes: string[]): Schema => ({
  type: 'object',
  required: ['key', 'errorCode'],
  properties: { key: text, errorCode: { type: 'string', enum: codes }, errorDetails: text, metadata },
});
const evaluationFailure = failure(['PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'GENERAL']);
const evaluationSuccess: Schema = {
  type: 'object',
  required: ['key', 'reason'],
  properties: {
    key: text,
    reason: { type: 'string', enum: ['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'UNKNOWN'] },
    variant: text,
    metadata,
    value: { type: ['boolean', 'string', 'number', 'object'] },
  },
};
const sseEventData: Schema = {
  type: 'object',
  required: ['type'],
  properties: {
    type: text,
    etag: text,
    lastModified: {
      oneOf: [
        { type: 'integer', minimum: 0 },
        { type: 'string', format: 'date-time' },
      ],
    },
  },
};
const eventStream: Schema = {
  type: 'object',
  required: ['type'],
  oneOf: [
    { required: ['url'], not: { required: ['endpoint'] } },
    { required: ['endpoint'], not: { required: ['url'] } },
  ],
  properties: {
    type: text,
    url: { type: 'string', format: 'uri' },
    endpoint: {
      type: 'object',
      required: ['requestUri'],
      properties: { origin: { type: 'string', format: 'uri' }, requestUri: { type: 'string', pattern: '^/' } },
    },
    inactivityDelaySec: { type: 'integer', minimum: 1 },
  },
};
const OURS: Record<string, Schema> = {
  serverEvaluationSuccess: evaluationSuccess,
  evaluationFailure,
  flagNotFound: failure(['FLAG_NOT_FOUND']),
  generalErrorResponse: { type: 'object', properties: { errorDetails: text } },
  bulkEvaluationFailure: {
    type: 'object',
    required: ['errorCode'],
    properties: { errorCode: text, errorDetails: text },
  },
  bulkEvaluationSuccess: {
    type: 'object',
    required: ['flags'],
    properties: {
      flags: { type: 'array', items: { oneOf: [evaluationSuccess, evaluationFailure] } },
      metadata,
      eventStreams: { type: 'array', items: eventStream },
    },
  },
  sseEvent: {
    type: 'object',
    required: ['data'],
    properties: { data: text, event: text, id: text, retry: { type: 'integer', minimum: 0 } },
  },
  sseEventData,
};

export type OfrepShape = keyof typeof OURS;

/** What is wrong with an answer of that shape; nothing if it fits. */
export function faultsOf(shape: OfrepShape, answer: unknown): unknown[] {
  const validate = VALIDATORS[shape];
  if (validate === undefined) throw new Error(`There is no shape ${shape}`);
  return validate(answer) ? [] : (validate.errors ?? []);
}

const VALIDATORS = compile();

function compile(): Record<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const path = process.env['OFREP_DOCUMENT'];
  if (path === undefined)
    return Object.fromEntries(Object.entries(OURS).map(([name, schema]) => [name, ajv.compile(schema)]));
  const { load } = createRequire(import.meta.url)('js-yaml') as { load: (yaml: string) => Schema };
  ajv.addSchema(repaired(load(readFileSync(path, 'utf8'))), 'ofrep');
  return Object.fromEntries(
    Object.keys(OURS).map((name) => [name, ajv.compile({ $ref: `ofrep#/components/schemas/${name}` })]),
  );
}

/**
 * The document says that exactly one of the typed values fits. Taken at its word nothing does: an answer without a value is a
 * shape that every answer has, and an integer is a number too.
 */
function repaired(document: Schema): Schema {
  return JSON.parse(JSON.stringify(document), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('oneOf' in value)) return value;
    const { oneOf, ...rest } = value;
    return JSON.stringify(oneOf).includes('Flag"') ? { ...rest, anyOf: oneOf } : value;
  });
}
