import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { CliError } from './cli-error.js';
import { connect, type ConnectionOptions } from './connection.js';
import { listOf, objectOf, textOf, type JsonObject } from './json.js';
import { withServer } from './options.js';
import type { Session } from './session.js';

interface FlagsImportOptions extends ConnectionOptions {
  service: string;
  format?: string;
  environment?: string;
  map?: string[];
  dryRun?: boolean;
  overwrite?: boolean;
  json?: boolean;
}

const FORMATS = ['flagd', 'unleash-export', 'unleash-client', 'launchdarkly'];

export function addFlagsImportCommand(flags: Command, session: Session): void {
  withServer(
    flags
      .command('import')
      .argument('<file>', "the other system's document, as JSON")
      .description('bring in flags of flagd, Unleash or LaunchDarkly')
      .requiredOption('--service <key>', 'the service that the flags will belong to')
      .addOption(new Option('--format <format>', 'default: recognised by its looks').choices(FORMATS))
      .option('--environment <key>', 'which environment a document of one environment is about')
      .option('--map <theirs:ours...>', 'environments that have other names there; "dev:" leaves one out')
      .option('--overwrite', 'also change flags that are here already')
      .option('--dry-run', 'tell what would be done, and do nothing')
      .option('--json', 'print the report as JSON'),
  )
    .addHelpText('after', '\nRun it again whenever you like: what is here already stays as it is.')
    .action(async (file: string, options: FlagsImportOptions) => {
      const { io } = session;
      const query = new URLSearchParams({ service: options.service, dryRun: String(options.dryRun === true) });
      if (options.format !== undefined) query.set('format', options.format);
      if (options.environment !== undefined) query.set('environment', options.environment);
      if (options.map !== undefined) query.set('environments', options.map.join(','));
      if (options.overwrite === true) query.set('overwrite', 'true');
      const document = await documentOf(resolve(io.cwd, file));
      const { body } = await connect(options, io).post(`/api/v1/flag-imports?${query.toString()}`, document);
      if (options.json === true) io.out(JSON.stringify(body, null, 2));
      else for (const line of reportLines(body)) io.out(line);
      if (Number(objectOf(body['counts'])['broken']) > 0) session.exitCode = 1;
    });
}

async function documentOf(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new CliError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function reportLines(report: JsonObject): string[] {
  const counts = objectOf(report['counts']);
  const dry = report['dryRun'] === true;
  const of = (name: string): string => String(counts[name]);
  const flags = listOf(report['flags']);
  return [
    ...listOf(report['losses']).map((loss) => `  not carried over: ${textOf(loss['detail']) ?? ''}`),
    ...flags.flatMap(flagLines),
    `${dry ? 'Would be' : 'Are'} created: ${of('created')}, added to: ${of('added')}, overwritten: ${of('overwritten')}; left alone: ${of('leftAlone')}, broken: ${of('broken')}, not carried over: ${of('losses')}.`,
    ...(dry ? ['Nothing was changed: run it without --dry-run.'] : []),
  ];
}

/** Nothing is said of a flag that came in whole. */
function flagLines(flag: JsonObject): string[] {
  const key = textOf(flag['key']) ?? textOf(flag['at']) ?? '?';
  const why = textOf(flag['why']);
  return [
    ...(why === null ? [] : [`${key}: left alone. ${why}`]),
    ...listOf(flag['faults']).map(
      (fault) => `${key}: broken: ${textOf(fault['field']) ?? ''} ${textOf(fault['detail']) ?? ''}`,
    ),
    ...listOf(flag['losses']).map((loss) => {
      const environment = textOf(loss['environment']);
      return `${key}${environment === null ? '' : ` (${environment})`}: not carried over: ${textOf(loss['detail']) ?? ''}`;
    }),
  ];
}
