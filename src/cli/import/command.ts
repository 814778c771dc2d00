import { Option, type Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.js';
import { resolve } from 'node:path';
import type { Session } from '../session.js';
import { withServer } from '../options.js';
import { importGit, type ImportOptions } from './import-git.js';
import { summaryJson, summaryLines } from './summary.js';

export function addImportCommand(program: Command, session: Session): void {
  const group = program.command('import').description('bring history in');
  withServer(
    group
      .command('git')
      .argument('<path>', 'a clone: whatever "git -C" takes, also bare, partial or shallow')
      .description('read commits, changes and deployments from a git clone and send them to the server')
      .requiredOption('--service <key>', 'the service that the history belongs to')
      .addOption(
        new Option(
          '--deployments <from>',
          'what stands for a deployment (default: tags, else merges, else branch = every commit of trunk)',
        ).choices(['tags', 'merges', 'branch']),
      )
      .option(
        '--pattern <pattern>',
        'tags that are deployments: a glob such as "v*", or "/regular expression/" (default: tags that look like a released version)',
      )
      .option('--branch <name>', "trunk (default: origin's default branch, else main, master or trunk)")
      .option('--environment <key>', 'where the deployments went', 'production')
      .option('--since <date>', 'leave out what is older, such as 2026-01-31 or "3 months ago"')
      .option(
        '--repository <owner/name>',
        'name of the repository (default: what the service has, else what origin says)',
      )
      .option('--paths', 'read which paths each commit changed (default: only for a service with a path prefix)')
      .option('--create', 'create the service if there is none')
      .option('--team <key>', 'with --create: the team that owns it; created too if there is none')
      .option('--dry-run', 'read and count, send nothing')
      .option('--json', 'print the summary as JSON, and no progress'),
  )
    .addHelpText('after', '\nRun it again whenever you like: what the server knows already stays as it is.')
    .action(async (path: string, options: ImportOptions & ConnectionOptions) => {
      const { io } = session;
      const api = options.dryRun === true ? null : connect(options, io);
      const summary = await importGit(resolve(io.cwd, path), options, api, io);
      if (options.json === true) io.out(JSON.stringify(summaryJson(summary), null, 2));
      else for (const line of summaryLines(summary)) io.out(line);
      if ((summary.totals?.rejected ?? 0) > 0) session.exitCode = 1;
    });
}
