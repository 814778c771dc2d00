import type { Command } from 'commander';
import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import { textOf } from '../json.js';
import { withServer } from '../options.js';
import type { Session } from '../session.js';
import { SCAN_SCHEMA } from './config-schema.js';
import { CONFIG_FILE } from './config.js';
import { removalsSince } from './removals.js';
import { scanTree, type Scanned } from './scan.js';

interface ScanOptions extends ConnectionOptions {
  repository?: string;
  branch?: string;
  dryRun?: boolean;
  json?: boolean;
  hunks: boolean;
  schema?: boolean;
}

const SHOWN = 5;
/** Lines around places are for people, who read some of them. */
const HUNKS_PER_FLAG = 50;
const MOST_HUNKS = 20_000;

export function addScanCommand(program: Command, session: Session): void {
  withServer(
    program
      .command('scan')
      .argument('[path]', 'a working tree of git', '.')
      .description('find where code refers to flags, and tell the server')
      .option('--dry-run', 'tell the server nothing')
      .option('--send', 'tell the server (it does so anyway, unless --dry-run)')
      .option('--repository <owner/name>', 'default: what origin says')
      .option('--branch <name>', 'default: what is checked out; only a scan of trunk is kept')
      .option('--no-hunks', 'send places alone, without the lines around them')
      .option('--json', 'print the references as JSON')
      .option('--schema', `print the JSON schema of ${CONFIG_FILE}`),
  ).action(async (path: string, options: ScanOptions) => {
    const { io } = session;
    if (options.schema === true) return io.out(JSON.stringify(SCAN_SCHEMA, null, 2));
    const api = connect(options, io);
    const scanned = await scanTree(api, path, io, options.branch);
    const repository = options.repository ?? scanned.repository;
    const say = (line: string): void => (options.json === true ? undefined : io.err(line));
    if (options.json === true) io.out(JSON.stringify(answerOf(scanned, repository), null, 2));
    else for (const { flag, path: file, line } of scanned.references) io.out(`${file}:${line}: ${flag}`);
    for (const line of summaryOf(scanned)) say(line);
    if (options.dryRun === true) return;
    for (const line of await send(api, scanned, repository, options.hunks)) say(line);
  });
}

function answerOf(scanned: Scanned, repository: string | null): object {
  const { commit = null, branch = null, trunk = null, references, files, skipped, unknown } = scanned;
  return { repository, commit, branch, trunk, references, files, skipped, unknown };
}

function summaryOf({ references, files, skipped, unknown }: Scanned): string[] {
  const flags = new Set(references.map(({ flag }) => flag)).size;
  const left = Object.entries(skipped).filter(([, list]) => list.length > 0);
  return [
    `${references.length} references to ${flags} flags in ${files} files.`,
    ...left.map(([why, list]) => `Skipped ${list.length} ${why} files: ${some(list)}`),
    ...(unknown.length > 0 ? [`Not in the inventory: ${some(unknown)}`] : []),
  ];
}

function some(list: readonly string[]): string {
  const more = list.length - SHOWN;
  return `${list.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

async function send(api: Api, scanned: Scanned, asked: string | null, hunks: boolean): Promise<string[]> {
  const [owner, name, more] = asked?.split('/') ?? [];
  if (!owner || !name || more !== undefined)
    throw new CliError('Say which repository this is with --repository owner/name, or only look with --dry-run.');
  if (scanned.partial)
    throw new CliError(
      'This is a part of the working tree, and what is sent replaces all that is known of the repository: scan its top, or only look with --dry-run.',
    );
  const { commit, branch = 'HEAD', trunk, committedAt, webUrl, references } = scanned;
  if (commit === undefined)
    throw new CliError(
      'The working tree has no commit yet, so there is nothing that the server could file this under.',
    );
  const repository = `${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
  const found = new Set(references.map(({ flag }) => flag));
  const removals = trunk === false ? [] : await removalsSince(api, scanned.git, repository, found);
  const { body } = await api.put(`/api/v1/code-references/${repository}`, {
    commit,
    branch,
    trunk,
    committedAt,
    webUrl,
    removals,
    references: hunks ? withHunks(scanned) : references,
  });
  return toldOf(body, { name: `${owner}/${name}`, commit, branch });
}

function toldOf(
  body: Readonly<Record<string, unknown>>,
  { name, commit, branch }: Record<'name' | 'commit' | 'branch', string>,
): string[] {
  const gone = Array.isArray(body['gone']) ? body['gone'].map(String) : [];
  switch (textOf(body['scan'])) {
    case 'not_trunk':
      return [`${branch} is not trunk of ${name}, so the server keeps nothing of it.`];
    case 'outdated':
      return [`A newer commit of ${name} was scanned already, so the server keeps nothing of this one.`];
    default:
      return [
        `Sent as ${name} at ${commit.slice(0, 12)}.`,
        ...(gone.length > 0 ? [`Gone since the last scan: ${gone.join(', ')}`] : []),
      ];
  }
}

function withHunks({ references, hunks }: Scanned): object[] {
  const perFlag = new Map<string, number>();
  let sent = 0;
  return references.map((reference, index) => {
    const count = perFlag.get(reference.flag) ?? 0;
    const hunk = hunks[index];
    if (hunk === undefined || count >= HUNKS_PER_FLAG || sent >= MOST_HUNKS) return reference;
    perFlag.set(reference.flag, count + 1);
    sent += 1;
    return { ...reference, hunk };
  });
}
