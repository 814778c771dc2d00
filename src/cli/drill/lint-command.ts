import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { CliError } from '../cli-error.js';
import type { Session } from '../session.js';

interface LintOptions {
  json?: boolean;
  schema?: boolean;
}

/** `loop drill lint`: what is wrong with a scenario, before a server is asked. */
export function addDrillLint(drill: Command, session: Session): void {
  drill
    .command('lint')
    .argument('[file]', 'a scenario in YAML')
    .description('check a scenario, and name the line of each fault')
    .option('--json', 'print the faults as JSON')
    .option('--schema', 'print the JSON schema of scenarios')
    .addHelpText('after', '\nIt needs no server. Exit codes: 0 good, 1 with faults, 2 it cannot be read.')
    .action(async (file: string | undefined, options: LintOptions) => {
      const { io } = session;
      const { parseScenario, SCENARIO_SCHEMA } = await import('../../drills/index.js');
      if (options.schema === true) return io.out(JSON.stringify(SCENARIO_SCHEMA, null, 2));
      if (file === undefined) throw new CliError('Say which file: loop drill lint FILE');
      const parsed = parseScenario(read(resolve(io.cwd, file), file));
      const faults = 'faults' in parsed ? parsed.faults : [];
      if (options.json === true) io.out(JSON.stringify({ valid: faults.length === 0, faults }, null, 2));
      else if ('scenario' in parsed) io.out(`${file}: ${parsed.scenario.scenario}, ${parsed.scenario.title}: good`);
      else for (const { line, code, detail } of faults) io.out(`${file}:${line}: ${detail} (${code})`);
      session.exitCode = faults.length === 0 ? 0 : 1;
    });
}

function read(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
