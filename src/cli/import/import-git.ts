import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import { openRepository, type Git } from '../git/git.js';
import { trunkOf, type Trunk } from '../git/repository.js';
import { tagMatcher, tagsOf, type Tag } from '../git/tags.js';
import type { Io } from '../io.js';
import { History, type DeploymentSource, type HistoryCounts } from './history.js';
import { progressOn } from './progress.js';
import { sendFacts, type SentTotals } from './sender.js';
import { prepareTarget, repositoryNameOf, type TargetOptions } from './target.js';

export interface ImportOptions extends TargetOptions {
  deployments?: DeploymentSource;
  pattern?: string;
  branch?: string;
  since?: string;
  paths?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

export interface ImportSummary {
  repository: string;
  service: string;
  branch: string;
  deploymentsFrom: DeploymentSource;
  counts: HistoryCounts;
  /** Null: nothing was sent. */
  totals: SentTotals | null;
  seconds: number;
}

/** Reads the history at a path and sends it to the server; `api` is null for a dry run. */
export async function importGit(path: string, options: ImportOptions, api: Api | null, io: Io): Promise<ImportSummary> {
  const started = performance.now();
  const git = await openRepository(path);
  if (options.since !== undefined) await requireDate(git, options.since);
  const trunk = await trunkOf(git, options.branch);
  const target =
    api === null
      ? { repository: await repositoryNameOf(git, io.cwd, options.repository), hasPrefix: false }
      : await prepareTarget(api, git, io.cwd, options);
  const { source, tags } = await deploymentsOf(git, trunk, options);
  const base = { repository: target.repository, service: options.service, branch: trunk.name, deploymentsFrom: source };
  const seconds = (): number => Math.round((performance.now() - started) / 100) / 10;
  if (trunk.tip === null) {
    const notes = ['The repository has no commits yet: there is nothing to import.'];
    return {
      ...base,
      counts: { commits: 0, changes: 0, deployments: 0, newestDeployment: null, mendedTimes: 0, notes },
      totals: null,
      seconds: seconds(),
    };
  }
  const history = new History(git, {
    ...target,
    service: options.service,
    environment: options.environment,
    tip: trunk.tip,
    deployments: source,
    tags,
    since: options.since,
    withPaths: options.paths ?? target.hasPrefix,
    now: Date.now(),
  });
  const totals = api === null ? await countOnly(history) : await send(api, git, trunk.tip, history, options, io);
  return { ...base, counts: history.counts, totals, seconds: seconds() };
}

async function send(
  api: Api,
  git: Git,
  tip: string,
  history: History,
  options: ImportOptions,
  io: Io,
): Promise<SentTotals> {
  const showsBar = io.tty && options.json !== true;
  // Only the bar needs to know how much will come: about two facts a commit.
  const expected = showsBar ? 2 * Number(await git.read(['rev-list', '--count', tip])) : 0;
  const progress = progressOn(io, options.json === true, expected);
  try {
    return await sendFacts(api, history.facts(), (totals) => progress.show(totals));
  } finally {
    progress.stop();
  }
}

async function countOnly(history: History): Promise<null> {
  const facts = history.facts();
  while ((await facts.next()).done !== true);
  return null;
}

/** What was asked for; else tags that look like releases, else merges, else every commit of trunk. */
async function deploymentsOf(
  git: Git,
  trunk: Trunk,
  options: ImportOptions,
): Promise<{ source: DeploymentSource; tags: Tag[] }> {
  const { deployments: asked, pattern } = options;
  if (pattern !== undefined && asked !== undefined && asked !== 'tags') {
    throw new CliError(`--pattern chooses among tags; it says nothing with --deployments ${asked}.`);
  }
  const matcher = tagMatcher(pattern);
  if (asked !== undefined && asked !== 'tags') return { source: asked, tags: [] };
  const tags = await tagsOf(git, matcher);
  if (asked === 'tags' || pattern !== undefined || tags.length > 0)
    return { source: 'tags', tags: await since(git, tags, options.since) };
  if (trunk.tip === null) return { source: 'branch', tags };
  const merges = await git.read(['rev-list', '--first-parent', '--merges', '--max-count=1', trunk.tip]);
  return { source: merges === '' ? 'branch' : 'merges', tags };
}

async function since(git: Git, tags: Tag[], date: string | undefined): Promise<Tag[]> {
  if (date === undefined) return tags;
  const from = await requireDate(git, date);
  return tags.filter((tag) => !(tag.at < from));
}

/** Seconds of a date as git reads it; git takes nonsense for now, which is refused here. */
async function requireDate(git: Git, date: string): Promise<number> {
  const [parsed, nonsense] = await Promise.all([
    git.read(['rev-parse', `--since=${date}`]),
    git.read(['rev-parse', '--since=no-such-moment']),
  ]);
  const seconds = Number(parsed.replace('--max-age=', ''));
  const now = Number(nonsense.replace('--max-age=', ''));
  if (!Number.isFinite(seconds) || (Math.abs(seconds - now) <= 2 && !/^(now|today)$/i.test(date))) {
    throw new CliError(
      `--since "${date}" is no date that git understands. Give one such as 2026-01-31 or "3 months ago".`,
    );
  }
  return seconds;
}
