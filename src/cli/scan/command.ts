import type { Command } from 'commander';
import { CliError } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import type { Session } from '../session.js';
import { withServer } from '../options.js';
import { scanTree } from './scan.js';

interface ScanOptions extends ConnectionOptions {
  repository?: string;
  send?: boolean;
  json?: boolean;
}

export function addScanCommand(program: Command, session: Session): void {
  withServer(
    program
      .command('scan')
      .argument('[path]', 'a working tree of git', '.')
      .description('find where code refers to flags: keys of the inventory as string literals')
      .option('--send', 'tell the server, which replaces what it knew of this repository')
      .option('--repository <owner/name>', 'default: what origin says')
      .option('--json', 'print the references as JSON'),
  ).action(async (path: string, options: ScanOptions) => {
    const { io } = session;
    const api = connect(options, io);
    const scanned = await scanTree(api, path, io);
    const { references, commit, branch } = scanned;
    const repository = options.repository ?? scanned.repository;
    if (options.json === true)
      io.out(JSON.stringify({ repository, commit: commit ?? null, branch: branch ?? null, references }, null, 2));
    else {
      for (const { flag, path: file, line } of references) io.out(`${file}:${line}: ${flag}`);
      const flags = new Set(references.map(({ flag }) => flag)).size;
      io.err(`${references.length} references to ${flags} flags in ${scanned.files} files.`);
    }
    if (options.send !== true) return;
    const [owner, name, more] = repository?.split('/') ?? [];
    if (!owner || !name || more !== undefined)
      throw new CliError('Say which repository this is with --repository owner/name.');
    if (commit === undefined)
      throw new CliError(
        'The working tree has no commit yet, so there is nothing that the server could file this under.',
      );
    await api.put(`/api/v1/code-references/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`, {
      commit,
      branch: branch ?? 'HEAD',
      references,
    });
    if (options.json !== true) io.err(`Sent as ${repository} at ${commit.slice(0, 12)}.`);
  });
}
