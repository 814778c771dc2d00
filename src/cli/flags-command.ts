import type { Command } from 'commander';
import { connect, type ConnectionOptions } from './connection.js';
import { addFlagsImportCommand } from './flags-import.js';
import { textOf } from './json.js';
import type { Session } from './session.js';
import { withServer } from './options.js';

interface KillOptions extends ConnectionOptions {
  environment: string;
  reason: string;
  incident?: string;
  json?: boolean;
}

export function addFlagCommands(program: Command, session: Session): void {
  const flags = program.command('flags').description('act on flags');
  addFlagsImportCommand(flags, session);
  withServer(
    flags
      .command('kill')
      .argument('<key>', 'key of the flag')
      .description('turn a flag off at once, everywhere in an environment')
      .requiredOption('--environment <key>', 'where')
      .requiredOption('--reason <text>', 'why; it enters the history of the flag')
      .option('--incident <id>', 'the incident that this mitigates')
      .option('--json', 'print the answer as JSON'),
  ).action(async (key: string, options: KillOptions) => {
    const { environment, reason, incident } = options;
    const api = connect(options, session.io);
    const { body } = await api.post(`/api/v1/flags/${encodeURIComponent(key)}/kill`, { environment, reason, incident });
    if (options.json === true) session.io.out(JSON.stringify(body, null, 2));
    else session.io.out(`${key} is off in ${environment} since ${textOf(body['flippedAt']) ?? 'now'}.`);
  });
}
