import { resolve } from 'node:path';
import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.js';
import type { Session } from '../session.js';
import { withServer } from '../options.js';
import { playDemo } from './demo.js';
import { reportOf } from './report.js';

interface DemoOptions extends ConnectionOptions {
  repo: string;
  json?: boolean;
}

export function addDemoCommand(program: Command, session: Session): void {
  withServer(
    program
      .command('demo')
      .description('play the whole loop once on the history of a git repository, and show what came of it')
      .option('--repo <path>', 'any clone: its history is read, nothing in it is changed', '.')
      .option('--json', 'print one JSON document instead of tables'),
  )
    .addHelpText(
      'after',
      `
It imports the history into a service of its own (demo-owner-name), makes people, a schedule and flags, deploys a change
dark, releases it by a flip, sends an alert, is paged, kills the flag, restores, learns, and asks every guard. Run it as
often as you like. It needs a token with all permissions; it exits 0 although guards block.`,
    )
    .action(async (options: DemoOptions) => {
      const { io } = session;
      const api = connect(options, io);
      const result = await playDemo(api, resolve(io.cwd, options.repo), io, options.json === true);
      io.out(options.json === true ? JSON.stringify(result, null, 2) : reportOf(result, api.url));
    });
}
