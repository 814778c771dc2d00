import { readFileSync } from 'node:fs';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseScenario } from './parse-scenario.js';
import { aScenario } from './run.fixture.js';
import { SCENARIO_SCHEMA } from './scenario-schema.js';

const yaml = dump(aScenario());
const faultsIn = (text: string): string[] => {
  const read = parseScenario(text, 'checkout-pricing');
  return 'faults' in read ? read.faults.map(({ line, code, detail }) => `${line} ${code} ${detail}`) : [];
};
/** The text with one line changed, and the number of that line. */
const changed = (from: RegExp, to: string): [string, number] => {
  const lines = yaml.split('\n');
  const index = lines.findIndex((line) => from.test(line));
  lines[index] = lines[index]?.replace(from, to) ?? '';
  return [lines.join('\n'), index + 1];
};

describe('a scenario', () => {
  it('has a schema that editors find', () => {
    expect(JSON.parse(readFileSync('docs/schemas/drill-scenario.json', 'utf8'))).toEqual(SCENARIO_SCHEMA);
  });

  it('is read', () => {
    expect(parseScenario(yaml, 'checkout-pricing')).toEqual({ scenario: aScenario() });
  });

  it('may leave out what is usual', () => {
    const { description: _, flag: __, signals: ___, checks: ____, cleanup: _____, ...least } = aScenario();
    expect(parseScenario(dump(least))).toMatchObject({
      scenario: { description: '', flag: null, signals: [], checks: [], cleanup: [{ kind: 'resolve_incidents' }] },
    });
  });

  it.each([
    [/^scenario: .*/, 'scenario: other', 'key_mismatch', 'scenario must be checkout-pricing'],
    [/^title: .*/, 'titel: x', 'unknown_field', 'titel is not a field'],
    [/role: facilitator/, 'role: boss', 'enum', 'steps[0].role must be one of facilitator, responder, observer'],
    [/kind: flip/, 'kind: flop', 'kind', 'injects[0].does.kind is no kind'],
    [/atSeconds: 30/, 'atSeconds: soon', 'type', 'injects[0].atSeconds must be number'],
    [/atSeconds: 30/, 'atSeconds: 1800', 'too_late', 'injects[0].atSeconds must come before'],
    [/after: release/, 'after: nothing', 'unknown_inject', 'signals[0].after names no inject'],
    [/^checks: \[\]/, 'checks: [no-such]', 'unknown_check', 'checks[0] names no check: no-such'],
    [/id: kill/, 'id: release', 'twice', 'steps[1].id stands here twice'],
    [/detail: Fire.*/, 'detail: "a\\0b"', 'character', 'steps[0].detail holds a character'],
  ])('is refused where %s is %j', (from, to, code, detail) => {
    const [text, line] = changed(from, to);
    expect(faultsIn(text).some((fault) => fault.startsWith(`${line} ${code} ${detail}`))).toBe(true);
  });

  it('is refused with every fault at once', () => {
    const [text] = changed(/role: facilitator/, 'role: boss');
    expect(faultsIn(text.replace('atSeconds: 30', 'atSeconds: -1'))).toHaveLength(2);
  });

  it.each([
    ['', '1 syntax expected a document'],
    ['scenario: [', '1 syntax'],
    ['a: 1\na: 2', '2 syntax'],
    ['- 1', '1 type the scenario must be object'],
    ['scenario: x\n---\nscenario: y', '1 syntax'],
  ])('is none: %j', (text, fault) => {
    expect(faultsIn(text)[0]).toContain(fault.slice(2));
  });
});
