import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import type { Git } from '../git/git.js';
import { localName, originOf } from '../git/repository.js';
import { listOf, textOf, type JsonObject } from '../json.js';

export interface TargetOptions {
  service: string;
  environment: string;
  repository?: string;
  create?: boolean;
  team?: string;
}

export interface Target {
  repository: string;
  /** Whether the service is only a part of its repository. */
  hasPrefix: boolean;
}

const REPOSITORY = /^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/;

/** What `owner/name` the history belongs to: what was said, what the service has, what origin says, else the folder. */
export async function repositoryNameOf(git: Git, cwd: string, said?: string): Promise<string> {
  if (said !== undefined && !REPOSITORY.test(said))
    throw new CliError(`--repository must be owner/name, not "${said}".`);
  return said ?? (await originOf(git)) ?? (await localName(git, cwd));
}

/** The service that the history goes to; it is created if asked, and told its repository if it has none. */
export async function prepareTarget(api: Api, git: Git, cwd: string, options: TargetOptions): Promise<Target> {
  const path = `/api/v1/services/${encodeURIComponent(options.service)}`;
  const found = await api.get(path, { allow: [404] });
  const service = found.status === 404 ? await create(api, git, cwd, path, options) : found.body;
  requireEnvironment(service, options);
  const known = textOf(service['repository']);
  if (known !== null) {
    if (options.repository !== undefined && options.repository !== known) {
      throw new CliError(
        `The service ${options.service} belongs to the repository ${known}, not ${options.repository}. Change the service first, or leave --repository out.`,
      );
    }
    return { repository: known, hasPrefix: textOf(service['pathPrefix']) !== null };
  }
  const repository = await repositoryNameOf(git, cwd, options.repository);
  const { name, team, pathPrefix, environments } = service;
  await api.put(path, { name, team, repository, ...(pathPrefix === null ? {} : { pathPrefix }), environments });
  return { repository, hasPrefix: textOf(pathPrefix) !== null };
}

async function create(api: Api, git: Git, cwd: string, path: string, options: TargetOptions): Promise<JsonObject> {
  const { service, team } = options;
  if (options.create !== true) {
    throw new CliError(
      `There is no service "${service}". Add --create --team <team> to create it, or see what there is with GET /api/v1/services.`,
      1,
    );
  }
  if (team === undefined) throw new CliError('--create needs --team: the team that owns the service.');
  const repository = await repositoryNameOf(git, cwd, options.repository);
  const known = await api.get(`/api/v1/teams/${encodeURIComponent(team)}`, { allow: [404] });
  if (known.status === 404) await api.put(`/api/v1/teams/${encodeURIComponent(team)}`, { name: team });
  const standard = ['production', 'staging'].includes(options.environment);
  const environments = [
    { key: 'production', production: true },
    { key: 'staging', production: false },
    { key: options.environment, production: true },
  ];
  const created = await api.put(path, { name: service, team, repository, ...(standard ? {} : { environments }) });
  return created.body;
}

function requireEnvironment(service: JsonObject, options: TargetOptions): void {
  const keys = listOf(service['environments']).map(({ key }) => textOf(key));
  if (keys.includes(options.environment)) return;
  throw new CliError(
    `The service ${options.service} has no environment "${options.environment}"; it has ${keys.join(', ')}. Choose one with --environment.`,
    1,
  );
}
