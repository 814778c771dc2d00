import type { Command } from 'commander';
import type { Api } from '../api.js';
import { CliError, type ExitCode } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import { openRepository, type Git } from '../git/git.js';
import { withServer } from '../options.js';
import type { Session } from '../session.js';
import { verdictOf } from '../verdicts/ask.js';
import { verdictLines } from '../verdicts/text.js';
import { isNothing, updatesOf, type RefUpdate } from './updates.js';

interface PreReceiveOptions extends ConnectionOptions {
  repository: string;
  trunk?: string;
}

const HOOK = `
Put it into hooks/pre-receive of the bare repository, and make that file executable:
  #!/bin/sh
  exec loop gate pre-receive --repository acme/shop

What moves trunk is let in only where the merge guard passes the commit that trunk would stand at: what was tested
is what lands. Other branches and tags pass. Where the guard cannot be asked, nothing is let in.

Exit codes: 0 let in, 1 refused, 2 could not be asked (refused too).`;

/** `loop gate pre-receive`: guards the trunk of a git server of one's own. */
export function addPreReceive(gate: Command, session: Session): void {
  withServer(
    gate
      .command('pre-receive')
      .description('a pre-receive hook that lets only green commits into trunk')
      .requiredOption('--repository <owner/name>', 'what the repository is called here')
      .option('--trunk <branch>', "default: the branch that the repository's HEAD names"),
  )
    .addHelpText('after', HOOK)
    .action(async (options: PreReceiveOptions) => {
      const { io } = session;
      const updates = updatesOf(await io.stdin());
      if (updates === null)
        throw new CliError('A pre-receive hook hears "old new ref" a line from git. Nothing was let in.', 2);
      const git = await openRepository(io.cwd);
      const trunk = `refs/heads/${options.trunk ?? (await headOf(git))}`;
      const update = updates.find(({ ref }) => ref === trunk);
      if (update === undefined) return;
      await mayMove(git, update);
      session.exitCode = await judge(connect(options, io), options.repository, update, session);
    });
}

async function headOf(git: Git): Promise<string> {
  const head = await git.tryRead(['symbolic-ref', '--short', 'HEAD']);
  if (head === null)
    throw new CliError('The HEAD of this repository names no branch: say which is trunk with --trunk.', 2);
  return head;
}

/** Trunk only grows: what was merged once stays, so that every change there can be found again. */
async function mayMove(git: Git, { before, after, ref }: RefUpdate): Promise<void> {
  if (isNothing(after)) throw new CliError(`${ref} is trunk and cannot be deleted.`, 1);
  if (isNothing(before)) return;
  if ((await git.tryRead(['merge-base', '--is-ancestor', before, after])) === null) {
    throw new CliError(
      `${ref} is trunk and only grows: ${after.slice(0, 12)} does not stand on ${before.slice(0, 12)}. Rebase or merge first.`,
      1,
    );
  }
}

async function judge(api: Api, repository: string, { after, ref }: RefUpdate, { io }: Session): Promise<ExitCode> {
  const answer = await verdictOf(api, 'merge', { repository, sha: after });
  for (const line of verdictLines(answer.body)) io.err(line);
  if (answer.status !== 409) return 0;
  io.err(`${ref} stays where it is.`);
  return 1;
}
