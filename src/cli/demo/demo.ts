import { randomBytes } from 'node:crypto';
import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import { openRepository } from '../git/git.js';
import { importGit } from '../import/import-git.js';
import { repositoryNameOf } from '../import/target.js';
import { summaryJson } from '../import/summary.js';
import type { Io } from '../io.js';
import type { JsonObject } from '../json.js';
import { darkDeploy, deliverChange } from './deliveries.js';
import { plantFlags } from './flags.js';
import { askGuards, type Asked } from './guards.js';
import { playIncident, type Restored } from './incident.js';
import { playPostmortem, type Learned } from './learning.js';
import { settledNumbers, windowStart } from './numbers.js';
import { startReceiver } from './receiver.js';
import { Run, type Step } from './run.js';
import { setStage } from './stage.js';

export interface DemoResult {
  run: string;
  service: string;
  repository: string;
  import: object;
  steps: Step[];
  restored: Restored;
  learned: Learned;
  before: JsonObject;
  after: JsonObject;
  guards: Asked[];
  seconds: number;
}

/** Plays the whole loop once on the history of a repository, through the public HTTP API alone. */
export async function playDemo(api: Api, path: string, io: Io, quiet: boolean): Promise<DemoResult> {
  const started = performance.now();
  const ready = await api.get('/readyz', { allow: [503] });
  if (ready.status === 503) throw new CliError(`The server at ${api.url} is not ready yet. Try again in a moment.`);
  const git = await openRepository(path);
  const repository = await repositoryNameOf(git, io.cwd);
  const service = serviceOf(repository);
  const run = new Run(api, service, repository, io, quiet);
  // The story's own team and people stand in no one else's way.
  await api.put(`/api/v1/teams/${run.team}`, { name: 'Demo' });
  const options = { service, environment: run.environment, repository, create: true, team: run.team, json: quiet };
  const history = await importGit(path, options, api, io);
  const { counts } = history;
  const source =
    counts.commits === 0
      ? 'the repository is empty'
      : `${counts.commits} commits, ${counts.changes} changes, ${counts.deployments} deployments in ${history.seconds} s`;
  run.tell('history', `${repository}: ${source}`);
  const from = windowStart(counts.newestDeployment, Date.now());
  const before = await settledNumbers(run, from);

  const receiver = await startReceiver(randomBytes(18).toString('base64url'));
  try {
    const stage = await setStage(run, receiver);
    try {
      const flag = await plantFlags(run);
      const { sha: green } = await darkDeploy(run, flag);
      const restored = await playIncident(run, stage, receiver, flag);
      const learned = await playPostmortem(run, stage, restored.incident);
      const { sha: red } = await deliverChange(run, 'red', 'Work in progress', { mergedAgo: null, unit: 'failure' });
      const after = await settledNumbers(run, from);
      const guards = await askGuards(run, { red, green });
      return {
        run: run.id,
        service,
        repository,
        import: summaryJson(history),
        steps: run.steps,
        restored,
        learned,
        before,
        after,
        guards,
        seconds: Math.round((performance.now() - started) / 100) / 10,
      };
    } finally {
      await stage.clear();
    }
  } finally {
    await receiver.close();
  }
}

/** Each repository has a demo service of its own: `demo-owner-name`. */
function serviceOf(repository: string): string {
  const slug = repository
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .slice(0, 60)
    .replace(/[-._]+$/, '');
  return `demo-${slug || 'repository'}`;
}
