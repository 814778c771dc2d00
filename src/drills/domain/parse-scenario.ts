import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { load, YAMLException } from 'js-yaml';
import { linesOf } from '../../yaml/index.js';
import { CHECK_IDS } from './checks/checks.js';
import { SCENARIO_SCHEMA } from './scenario-schema.js';
import type { Scenario } from './scenario.js';

/** What is wrong with a scenario: where, and why. `line` counts from 1. */
export interface ScenarioFault {
  line: number;
  /** Such as `steps[0].role`; empty: the text as a whole. */
  field: string;
  code: string;
  detail: string;
}

type Optional = 'description' | 'flag' | 'signals' | 'checks' | 'cleanup';
type Written = Omit<Scenario, Optional> & Partial<Pick<Scenario, Optional>>;

const validate = new Ajv2020({ allErrors: true, discriminator: true, allowUnionTypes: true }).compile<Written>(
  SCENARIO_SCHEMA,
);

/** Reads a scenario; all faults at once where it is none. `key`: what it must be called, if that is known. */
export function parseScenario(yaml: string, key?: string): { scenario: Scenario } | { faults: ScenarioFault[] } {
  const read = readYaml(yaml);
  if ('fault' in read) return { faults: [read.fault] };
  const lines = linesOf(yaml);
  const at = (pointer: string, code: string, detail: string): ScenarioFault => ({
    line: lines.of(pointer),
    field: fieldOf(pointer),
    code,
    detail: `${fieldOf(pointer) || 'the scenario'} ${detail}`,
  });
  const written = read.value;
  if (!validate(written)) return { faults: (validate.errors ?? []).map((error) => faultOf(error, at)) };
  const faults = [
    ...unstorable(written, '').map((pointer) => at(pointer, 'character', 'holds a character that cannot be kept')),
    ...meaningFaults(written, at),
    ...(key !== undefined && written.scenario !== key ? [at('/scenario', 'key_mismatch', `must be ${key}`)] : []),
  ];
  return faults.length > 0 ? { faults } : { scenario: whole(written) };
}

/** With everything that may be left out. */
function whole(written: Written): Scenario {
  const {
    description = '',
    flag = null,
    signals = [],
    checks = [],
    cleanup = [{ kind: 'resolve_incidents' }],
  } = written;
  return { ...written, description, flag, signals, checks, cleanup };
}

function readYaml(yaml: string): { value: unknown } | { fault: ScenarioFault } {
  try {
    return { value: load(yaml) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { fault: { line: (error.mark?.line ?? 0) + 1, field: '', code: 'syntax', detail: error.reason } };
  }
}

type At = (pointer: string, code: string, detail: string) => ScenarioFault;

function faultOf({ keyword, instancePath, params, message = 'is wrong' }: ErrorObject, at: At): ScenarioFault {
  if (keyword === 'additionalProperties')
    return at(
      `${instancePath}/${String(params['additionalProperty'])}`,
      'unknown_field',
      'is not a field of a scenario',
    );
  if (keyword === 'required') return at(instancePath, 'missing', `must have ${String(params['missingProperty'])}`);
  if (keyword === 'enum') return at(instancePath, 'enum', `must be one of ${listed(params['allowedValues'])}`);
  if (keyword === 'discriminator') return at(`${instancePath}/kind`, 'kind', 'is no kind that may stand here');
  return at(instancePath, keyword.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase(), message);
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.join(', ') : '';
}

function meaningFaults({ steps, injects, signals = [], limits, checks = [] }: Written, at: At): ScenarioFault[] {
  const twice = (name: string, list: { id: string }[]): ScenarioFault[] =>
    list.flatMap(({ id }, index) =>
      list.findIndex((other) => other.id === id) < index
        ? [at(`/${name}/${index}/id`, 'twice', 'stands here twice')]
        : [],
    );
  const known = new Set(injects.map(({ id }) => id));
  return [
    ...twice('steps', steps),
    ...twice('injects', injects),
    ...twice('signals', signals),
    ...signals.flatMap(({ after }, index) =>
      known.has(after) ? [] : [at(`/signals/${index}/after`, 'unknown_inject', 'names no inject')],
    ),
    ...checks.flatMap((check, index) =>
      CHECK_IDS.includes(check) ? [] : [at(`/checks/${index}`, 'unknown_check', `names no check: ${check}`)],
    ),
    ...injects.flatMap(({ atSeconds }, index) =>
      atSeconds < limits.runSeconds
        ? []
        : [at(`/injects/${index}/atSeconds`, 'too_late', 'must come before limits.runSeconds')],
    ),
  ];
}

/** Where texts stand that PostgreSQL cannot keep, as JSON pointers. */
function unstorable(value: unknown, pointer: string): string[] {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed() ? [pointer] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => unstorable(inner, `${pointer}/${name}`));
}

function fieldOf(pointer: string): string {
  return pointer
    .slice(1)
    .replaceAll(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.');
}
