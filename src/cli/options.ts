import type { Command } from 'commander';

/** The options of every command that talks to a server. */
export function withServer(command: Command): Command {
  return command
    .option('--url <address>', 'address of the server (default: LOOP_URL, else http://127.0.0.1:3000)')
    .option('--token <token>', "API token (default: LOOP_TOKEN, else this machine's admin token)");
}
