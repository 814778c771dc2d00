import { Command, CommanderError } from 'commander';
import { CliError } from './cli-error.js';
import { addGuardCommands } from './verdicts/commands.js';
import { addImportCommand } from './import/command.js';
import { addServerCommands } from './server-commands.js';
import { addFlagCommands } from './flags-command.js';
import { addStatusCommand } from './status.js';
import { addScanCommand } from './scan/command.js';
import { addDemoCommand } from './demo/command.js';
import { addDrillCommands } from './drill/command.js';
import type { Io } from './io.js';
import type { Session } from './session.js';

/** Runs one command line (without node and script) and gives its exit code; never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const session: Session = { io, exitCode: 0 };
  const program = programOf(session);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return session.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 || error.code === 'commander.help' ? 0 : 2;
    if (error instanceof CliError) {
      io.err(error.message);
      return error.exitCode;
    }
    io.err(
      `loop met something it did not expect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return 2;
  }
}

function programOf(session: Session): Command {
  const { io } = session;
  const program = new Command('loop')
    .description(
      'Delivery Loop from the command line: bring history in, ask guards, kill a flag, see the whole loop once.',
    )
    .addHelpText(
      'after',
      `
Start here:
  npm start                                   the server, on this machine
  loop demo --repo PATH                       the whole loop once, on the history of any git repository
  npm run drill                               an incident drill on a small real service, every claim verified
  loop import git PATH --service checkout --create --team shop

Server and token: --url and --token, else LOOP_URL and LOOP_TOKEN, else the server of this machine.
Exit codes: 0 passed or done, 1 blocked or rejected, 2 could not be asked.`,
    )
    .showHelpAfterError('Add --help to see what it takes.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => io.err(text.trimEnd()) });
  addDemoCommand(program, session);
  addDrillCommands(program, session);
  addImportCommand(program, session);
  addStatusCommand(program, session);
  addGuardCommands(program, session);
  addFlagCommands(program, session);
  addScanCommand(program, session);
  addServerCommands(program, session);
  inherit(program);
  return program;
}

/** Sub-commands end and speak as their parent does. */
function inherit(command: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    inherit(child);
  }
}
