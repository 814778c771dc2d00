import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { load, YAMLException } from 'js-yaml';
import { linesOf } from '../../yaml/index.js';
import { CliError } from '../cli-error.js';
import { SCAN_SCHEMA } from './config-schema.js';

export interface Wrapper {
  name: string;
  argument: number;
}

export interface Language {
  extensions: string[];
  wrappers: Wrapper[];
  patterns: string[];
  constants: string[];
}

export interface ScanConfig {
  ignore: string[];
  literals: boolean;
  maxFileBytes: number;
  hunkLines: number;
  wrappers: Wrapper[];
  languages: Language[];
}

export const CONFIG_FILE = '.loop/scan.yml';

type GivenWrapper = string | { name: string; argument?: number };
interface GivenLanguage {
  extensions: string[];
  wrappers?: GivenWrapper[];
  patterns?: string[];
  constants?: string[];
}
interface Given {
  ignore?: string[];
  literals?: boolean;
  defaults?: boolean;
  maxFileBytes?: number;
  hunkLines?: number;
  wrappers?: GivenWrapper[];
  languages?: Record<string, GivenLanguage>;
}

/** Evaluation methods of the OpenFeature SDKs. */
const OPEN_FEATURE = ['Boolean', 'String', 'Number', 'Integer', 'Double', 'Float', 'Object'].flatMap((type) => [
  `get${type}Value`,
  `get${type}Details`,
  `use${type}FlagValue`,
  `use${type}FlagDetails`,
  `get_${type.toLowerCase()}_value`,
  `get_${type.toLowerCase()}_details`,
]);

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<Given>(SCAN_SCHEMA);

/** The settings of a working tree; without a file, the usual ones. */
export async function readConfig(top: string): Promise<ScanConfig> {
  const text = await readFile(join(top, CONFIG_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return text === null ? settingsOf({}) : parseConfig(text);
}

/** Throws an error that names every fault with its line. */
export function parseConfig(text: string): ScanConfig {
  const given = parsed(text);
  if (!validate(given)) {
    const lines = linesOf(text);
    throw faults(
      (validate.errors ?? [])
        .filter(({ keyword }) => keyword !== 'anyOf')
        .map(({ instancePath, message = 'is wrong', params }) => {
          const extra = 'additionalProperty' in params ? `/${String(params['additionalProperty'])}` : '';
          const what = extra === '' ? message : 'is not a setting';
          return { line: lines.of(instancePath + extra), detail: `${pathOf(instancePath + extra)} ${what}` };
        }),
    );
  }
  const wrong = regexFaults(given, text);
  if (wrong.length > 0) throw faults(wrong);
  return settingsOf(given);
}

function parsed(text: string): unknown {
  try {
    return load(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw faults([{ line: (error.mark?.line ?? 0) + 1, detail: error.reason }]);
  }
}

interface Fault {
  line: number;
  detail: string;
}

function faults(list: Fault[]): CliError {
  return new CliError(list.map(({ line, detail }) => `${CONFIG_FILE}:${line}: ${detail}`).join('\n'));
}

function regexFaults({ languages = {} }: Given, text: string): Fault[] {
  const lines = linesOf(text);
  return Object.entries(languages).flatMap(([language, { patterns = [], constants = [] }]) =>
    [
      ...patterns.map((source, index) => ({ source, at: `/languages/${language}/patterns/${index}`, group: 'key' })),
      ...constants.map((source, index) => ({ source, at: `/languages/${language}/constants/${index}`, group: 'name' })),
    ].flatMap(({ source, at, group }) => {
      const fault = regexFault(source, group);
      return fault === null ? [] : [{ line: lines.of(at), detail: `${pathOf(at)} ${fault}` }];
    }),
  );
}

function regexFault(source: string, group: string): string | null {
  try {
    if (new RegExp(source).test('')) return 'matches an empty text';
  } catch (error) {
    return `is no regular expression: ${error instanceof Error ? error.message : String(error)}`;
  }
  return source.includes(`(?<${group}>`) ? null : `has no group (?<${group}>…)`;
}

function pathOf(pointer: string): string {
  const path = pointer
    .slice(1)
    .replaceAll(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.');
  return path === '' ? 'the file' : path;
}

function settingsOf(given: Given): ScanConfig {
  const wrappers = (list: GivenWrapper[] = []): Wrapper[] =>
    list.map((each) => (typeof each === 'string' ? { name: each, argument: 0 } : { argument: 0, ...each }));
  return {
    ignore: given.ignore ?? [],
    literals: given.literals ?? true,
    maxFileBytes: given.maxFileBytes ?? 1024 * 1024,
    hunkLines: given.hunkLines ?? 1,
    wrappers: [...wrappers(given.defaults === false ? [] : OPEN_FEATURE), ...wrappers(given.wrappers)],
    languages: Object.values(given.languages ?? {}).map((language) => ({
      extensions: language.extensions,
      wrappers: wrappers(language.wrappers),
      patterns: language.patterns ?? [],
      constants: language.constants ?? [],
    })),
  };
}
