import type { Command } from 'commander';
import pc from 'picocolors';
import { CliError } from './cli-error.js';
import { connect, type ConnectionOptions } from './connection.js';
import { fourKeysTable } from './four-keys.js';
import { objectOf, textOf } from './json.js';
import type { Session } from './session.js';
import { withServer } from './options.js';

interface StatusOptions extends ConnectionOptions {
  service?: string;
  team?: string;
  days: string;
  json?: boolean;
}

export function addStatusCommand(program: Command, session: Session): void {
  withServer(
    program
      .command('status')
      .description('how the server is, and the four keys in brief')
      .option('--service <key>', 'numbers of this service')
      .option('--team <key>', 'numbers of the services of this team')
      .option('--days <number>', 'length of the window, up to now', '90')
      .option('--json', 'print both as one JSON document'),
  ).action(async (options: StatusOptions) => {
    const { io } = session;
    const api = connect(options, io);
    const days = Number(options.days);
    if (!Number.isFinite(days) || days <= 0 || days > 36_500)
      throw new CliError(`--days must be a number of days, not "${options.days}".`);
    const ready = await api.get('/readyz', { allow: [503] });
    const query = new URLSearchParams({
      from: new Date(Date.now() - days * 86_400_000).toISOString(),
      to: new Date().toISOString(),
    });
    if (options.service !== undefined) query.set('service', options.service);
    if (options.team !== undefined) query.set('team', options.team);
    const dora = ready.status === 503 ? null : (await api.get(`/api/v1/dora?${query.toString()}`)).body;
    if (ready.status === 503) session.exitCode = 2;
    if (options.json === true) {
      io.out(JSON.stringify({ server: api.url, ready: ready.body, dora }, null, 2));
      return;
    }
    const state = textOf(ready.body['status']) ?? String(ready.status);
    io.out(`${api.url}: ${state === 'ok' ? pc.green(state) : pc.yellow(state)}`);
    for (const [part, told] of Object.entries(objectOf(ready.body['parts']))) {
      const health = objectOf(told);
      if (textOf(health['state']) !== 'ok')
        io.out(`  ${part}: ${textOf(health['state']) ?? ''} ${textOf(health['detail']) ?? ''}`.trimEnd());
    }
    if (dora) io.out(fourKeysTable([{ title: `last ${days} days`, dora }]));
  });
}
