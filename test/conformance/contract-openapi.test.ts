import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildIfMissing, ROOT } from '../e2e/start-support.js';

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  enum?: unknown[];
  additionalProperties?: boolean | Schema;
}
interface Content {
  content?: Record<string, { schema: Schema }>;
}
interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: Content;
  responses: Record<string, Content>;
  security?: object[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** method, path, members of the body (`?`: optional), success statuses, members of the answer; `[]`: a list of them. */
type Row = [method: string, path: string, body: string, statuses: string, answer: string];

const FLAG =
  'key name description kind service owner expiresAt removalTicket stage outcome variants defaultVariant offVariant environments debt createdAt createdBy';
const DRAFT =
  'key name? description? kind service owner expiresAt? removalTicket? variants? defaultVariant? offVariant?';
const FLIPPED = 'flag environment on revision flippedAt';
const SERVICE = 'key name team repository pathPrefix environments';
const PERSON = 'key name email teams active contacts';
const SCAN = 'commit branch references';
const VERDICT = 'verdict guard checkedAt subject reasons counts id url';

const ROWS: Row[] = [
  ['post', '/api/v1/tokens', 'name permissions person? environment? expiresAt?', '201', 'id token'],
  ['get', '/api/v1/tokens', '', '200', '[] id name permissions person environment expiresAt lastUsedAt'],
  ['delete', '/api/v1/tokens/{id}', '', '204', ''],
  ['put', '/api/v1/people/{person}', 'name email teams active? contacts?', '200 201', PERSON],
  ['get', '/api/v1/people', '', '200', `[] ${PERSON}`],
  ['put', '/api/v1/teams/{team}', 'name timezone?', '200 201', 'key name timezone'],
  ['get', '/api/v1/teams', '', '200', '[] key name timezone'],
  ['get', '/api/v1/teams/{team}', '', '200', 'key name timezone'],
  ['put', '/api/v1/services/{service}', 'name team repository? pathPrefix? environments?', '200 201', SERVICE],
  ['get', '/api/v1/services', '', '200', `[] ${SERVICE}`],
  ['get', '/api/v1/services/{service}', '', '200', SERVICE],
  ['post', '/api/v1/flags', DRAFT, '201', FLAG],
  ['get', '/api/v1/flags', '', '200', `[] ${FLAG}`],
  ['get', '/api/v1/flags/{key}', '', '200', FLAG],
  ['patch', '/api/v1/flags/{key}', 'name? kind? owner? expiresAt? removalTicket? variants?', '200', FLAG],
  ['post', '/api/v1/flags/{key}/environments/{environment}/flip', 'on reason incident?', '200', FLIPPED],
  ['post', '/api/v1/flags/{key}/kill', 'environment reason incident?', '200', FLIPPED],
  ['post', '/api/v1/flags/{key}/complete', 'outcome', '200', FLAG],
  ['post', '/api/v1/flags/{key}/archive', '', '200', FLAG],
  ['post', '/api/v1/flags/{key}/revive', '', '200', FLAG],
  ['get', '/api/v1/flags/{key}/history', '', '200', '[] action at actor reason environment incident'],
  ['post', '/ofrep/v1/evaluate/flags/{key}', 'context', '200', 'key value reason variant'],
  ['post', '/ofrep/v1/evaluate/flags', 'context', '200 304', 'flags'],
  ['get', '/flagd/v1/flags/{environment}', '', '200 304', ''],
  ['put', '/api/v1/code-references/{owner}/{name}', SCAN, '200', `repository ${SCAN}`],
  ['post', '/api/v1/guards/flag-debt', 'service? repository? commit? references?', '200', VERDICT],
  ['get', '/api/v1/integrations', '', '200', 'items nextCursor'],
  ['put', '/api/v1/integrations/github', 'secret', '200', 'key configured source detail lastSeenAt'],
  ['delete', '/api/v1/integrations/github', '', '204', ''],
  ['post', '/api/v1/integrations/{key}/test', '', '200', 'ok detail receipt'],
  // Shapes of one name in two modules must not replace one another.
  ['post', '/api/v1/schedules/{key}/overrides', 'person from to', '201', 'id person from to'],
  ['post', '/api/v1/guards/change-fail/overrides', 'service reason expiresAt', '201', 'id service reason expiresAt'],
  ['put', '/api/v1/dora/links/{incident}', 'deployments? external? reason', '200', ''],
  ['post', '/api/v1/actions/{id}/link', 'change', '200', ''],
];

const CONDITIONAL = ROWS.filter(([method]) => method === 'patch').concat(
  ROWS.filter(([method, path]) => method === 'put' && /\/(teams|services|people)\//.test(path)),
);

describe('the published description', () => {
  let document: Document;

  beforeAll(() => {
    buildIfMissing();
    const loop = join(ROOT, 'bin', 'loop.js');
    const text = execFileSync(process.execPath, [loop, 'openapi'], { encoding: 'utf8', maxBuffer: 1e8 });
    document = JSON.parse(text) as Document;
  }, 180_000);

  const resolve = (schema: Schema | undefined): Schema => {
    if (schema?.allOf?.length === 1) return resolve(schema.allOf[0]);
    if (schema?.$ref === undefined) return schema ?? {};
    return resolve(document.components.schemas[schema.$ref.replace('#/components/schemas/', '')]);
  };
  const operation = (method: string, path: string): Operation => {
    const found = document.paths[path]?.[method];
    if (found === undefined) throw new Error(`${method} ${path} is not described`);
    return found;
  };
  const jsonOf = (content: Content | undefined): Schema => resolve(content?.content?.['application/json']?.schema);

  it('is OpenAPI 3.1 whose references all lead somewhere', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    for (const [, name = ''] of references) expect(document.components.schemas, name).toHaveProperty([name]);
  });

  it.each(ROWS)('%s %s: body %j → %s %j', (method, path, body, statuses, answer) => {
    const { requestBody, responses, security, parameters = [] } = operation(method, path);
    expect(security).toContainEqual({ bearer: [] });
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inPath);
    const shape = jsonOf(requestBody);
    for (const member of body.split(' ').filter(Boolean)) {
      const name = member.replace('?', '');
      expect(shape.properties, member).toHaveProperty([name]);
      expect(shape.required?.includes(name) ?? false, member).toBe(!member.endsWith('?'));
    }
    for (const status of statuses.split(' ')) {
      expect(Object.keys(responses)).toContain(status);
      if (status === '304' || answer === '') continue;
      const whole = jsonOf(responses[status]);
      const one = answer.startsWith('[] ') ? resolve(whole.properties?.['items']?.items) : whole;
      for (const name of answer.replace('[] ', '').split(' ')) expect(one.properties, name).toHaveProperty([name]);
    }
  });

  it('names limit and cursor of every list, and the filters of flags', () => {
    for (const [method, path] of ROWS.filter(([, , , , answer]) => answer.startsWith('[] '))) {
      const { parameters, responses } = operation(method, path);
      expect(jsonOf(responses['200']).properties).toHaveProperty('nextCursor');
      const query = parameters?.filter((one) => one.in === 'query').map(({ name }) => name);
      expect(query, path).toEqual(expect.arrayContaining(['limit', 'cursor']));
    }
    const filters = operation('get', '/api/v1/flags').parameters?.map(({ name }) => name);
    expect(filters).toEqual(expect.arrayContaining(['service', 'stage', 'debt', 'owner', 'q']));
  });

  it.each(CONDITIONAL)('tells of If-Match and 412 at %s %s', (method, path) => {
    const { parameters = [], responses } = operation(method, path);
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', in: 'header', required: false }));
    expect(responses).toHaveProperty('412');
  });

  it('gives the kinds, stages, outcomes and permissions by name, and a flag its environments', () => {
    const flag = jsonOf(operation('get', '/api/v1/flags/{key}').responses['200']);
    const kinds = ['release', 'experiment', 'ops', 'permission', 'kill_switch'];
    expect(flag.properties?.['kind']?.enum).toEqual(kinds);
    expect(flag.properties?.['stage']?.enum).toEqual(['active', 'completed', 'archived']);
    expect(flag.properties?.['outcome']?.enum).toEqual(expect.arrayContaining(['kept', 'discarded']));
    expect(Object.keys(resolve(flag.properties?.['owner']).properties ?? {})).toEqual(['team', 'person']);
    const { additionalProperties } = flag.properties?.['environments'] ?? {};
    const environment = resolve(typeof additionalProperties === 'object' ? additionalProperties : undefined);
    expect(Object.keys(environment.properties ?? {})).toEqual([
      'on',
      'rules',
      'otherwise',
      'prerequisites',
      'revision',
      'lastEvaluatedAt',
    ]);
    const token = jsonOf(operation('post', '/api/v1/tokens').requestBody);
    const permissions =
      'admin read catalog:write facts:write flags:write flags:kill flags:evaluate gates:evaluate incidents:write oncall:write dora:write';
    expect(token.properties?.['permissions']?.items?.enum).toEqual(permissions.split(' '));
  });
});

it('names no two shapes alike: of two, the document would describe one', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const names = files
    .filter((file) => file.endsWith('.contract.ts'))
    .flatMap((file) => [...readFileSync(join(ROOT, 'src', file), 'utf8').matchAll(/^(?:export )?class (\w+)/gm)])
    .map(([, name]) => name);
  expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
});
