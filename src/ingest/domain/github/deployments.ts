import { earlier } from '../instants.js';
import type { CatalogView, KnownService } from '../fact-placement.js';
import type { DeploymentFact, DeploymentReason, DeploymentStatus } from '../facts.js';
import { ignored, patches, quarantined, type DeploymentPatch, type Translation } from './patches.js';
import { Payload, Untranslatable } from './payload.js';

const STATUS: Readonly<Record<string, DeploymentStatus>> = {
  success: 'success',
  failure: 'failure',
  error: 'failure',
  in_progress: 'in_progress',
  queued: 'in_progress',
  pending: 'in_progress',
  waiting: 'in_progress',
};

const ALIASES: Readonly<Record<string, string>> = {
  prod: 'production',
  production: 'production',
  stage: 'staging',
  staging: 'staging',
};

/** `deployment` events: a deployment was asked for. */
export function deployment(payload: Payload, repository: string, catalog: CatalogView): Translation {
  const asked = payload.need('deployment');
  return placed(asked, repository, catalog, {
    status: 'in_progress',
    asOf: asked.needInstant('created_at'),
    environment: asked.needOpaque('environment'),
    url: null,
  });
}

/**
 * `deployment_status` events. `inactive` only says that a later deployment took its place, which changes nothing of what
 * was deployed.
 */
export function deploymentStatus(payload: Payload, repository: string, catalog: CatalogView): Translation {
  const told = payload.need('deployment_status');
  const asked = payload.need('deployment');
  const state = told.needOpaque('state');
  if (state === 'inactive') return ignored('a deployment was succeeded by another');
  const status = STATUS[state];
  if (!status) throw new Untranslatable(`The deployment state '${state}' is not known.`);
  return placed(asked, repository, catalog, {
    status,
    asOf: told.needInstant('created_at'),
    environment: told.opaque('environment') ?? asked.needOpaque('environment'),
    url: told.text('log_url') ?? told.text('target_url'),
  });
}

interface Told {
  status: DeploymentStatus;
  asOf: string;
  environment: string;
  url: string | null;
}

function placed(asked: Payload, repository: string, catalog: CatalogView, told: Told): Translation {
  const given = payloadOf(asked);
  const place = placeDeployment(
    { environment: told.environment, service: given?.opaque('service') ?? null, task: asked.opaque('task') },
    catalog.servicesOf(repository),
    catalog,
  );
  if ('reason' in place) return quarantined(place.reason);
  const createdAt = asked.instant('created_at');
  const finished = told.status !== 'in_progress';
  const fact: DeploymentFact = {
    kind: 'deployment',
    id: `github:${asked.needInteger('id')}`,
    ...place,
    sha: asked.opaque('sha'),
    status: told.status,
    startedAt: finished && createdAt !== null && createdAt > told.asOf ? null : createdAt,
    finishedAt: finished ? told.asOf : null,
    reason: reasonOf(asked, given),
    url: told.url?.slice(0, 4_000) ?? null,
  };
  return patches({ of: 'deployment', asOf: told.asOf, fact });
}

export interface DeploymentHints {
  /** GitHub's name of the environment. */
  environment: string;
  /** `payload.service` of the deployment. */
  service: string | null;
  /** GitHub's task; `deploy` unless somebody set it. */
  task: string | null;
}

/**
 * Which service and environment of the catalog a GitHub deployment is. In this order:
 * 1. the service named by `payload.service` (key or name, of any service), else by the task (of the repository's services);
 * 2. an environment of the form `service/env` or `service-env` of one of the repository's services;
 * 3. the only service of the repository that has an environment of this name.
 * Names are compared without case; `prod` is `production` and `stage` is `staging`. Anything else is a reason to quarantine.
 */
export function placeDeployment(
  hints: DeploymentHints,
  services: readonly KnownService[],
  catalog: CatalogView,
): { service: string; environment: string } | { reason: string } {
  if (hints.service !== null) {
    const named = catalog.servicesNamed(hints.service);
    const service = named.length === 1 ? named[0] : named.find((candidate) => services.includes(candidate));
    if (!service)
      return { reason: `The deployment names the service '${hints.service}', which the catalog does not know.` };
    return withinService(service, hints.environment);
  }
  const byTask = services.filter((service) => hints.task !== null && isNamed(service, hints.task));
  if (byTask.length === 1 && byTask[0]) return withinService(byTask[0], hints.environment);

  const spelled = services.flatMap((service) => {
    const rest = afterServiceName(service, hints.environment);
    const environment = rest === null ? null : environmentOf(service, rest);
    return environment === null ? [] : [{ service: service.key, environment }];
  });
  if (spelled.length === 1 && spelled[0]) return spelled[0];

  const having = services.flatMap((service) => {
    const environment = environmentOf(service, hints.environment);
    return environment === null ? [] : [{ service: service.key, environment }];
  });
  if (having.length === 1 && having[0]) return having[0];
  if (having.length === 0) {
    return { reason: `No service of the repository has an environment '${hints.environment}'.` };
  }
  const keys = having.map(({ service }) => service).join(', ');
  return {
    reason: `The environment '${hints.environment}' may be of ${keys}: name the service in the deployment's payload.`,
  };
}

/**
 * A deployment as known and as told now. Once successful it stays so, finished at its first success; otherwise the latest
 * status counts. Fields that webhooks do not carry stay.
 */
export function mergeDeployment(
  known: { fact: DeploymentFact; asOf: string | null } | null,
  patch: DeploymentPatch,
): { fact: DeploymentFact; asOf: string } {
  if (!known) return { fact: patch.fact, asOf: patch.asOf };
  const asOf = known.asOf !== null && known.asOf > patch.asOf ? known.asOf : patch.asOf;
  const succeeded = known.fact.status === 'success';
  const succeeds = patch.fact.status === 'success';
  if (succeeded && !succeeds) return { fact: known.fact, asOf };
  if (!succeeded && !succeeds && known.asOf !== null && known.asOf > patch.asOf) return { fact: known.fact, asOf };
  const told = Object.fromEntries(
    Object.entries(patch.fact).filter(([, value]) => value !== null && value !== undefined),
  );
  const fact: DeploymentFact = { ...known.fact, ...told };
  if (succeeded) fact.finishedAt = earlier(known.fact.finishedAt ?? null, patch.fact.finishedAt ?? null);
  if (fact.status === 'in_progress') fact.finishedAt = null;
  return { fact, asOf };
}

function withinService(
  service: KnownService,
  name: string,
): { service: string; environment: string } | { reason: string } {
  const rest = afterServiceName(service, name);
  const environment = environmentOf(service, name) ?? (rest === null ? null : environmentOf(service, rest));
  if (environment === null) return { reason: `Service ${service.key} has no environment '${name}'.` };
  return { service: service.key, environment };
}

function environmentOf(service: KnownService, name: string): string | null {
  const wanted = name.toLowerCase();
  const exact = service.environments.find((environment) => environment.key === wanted);
  if (exact) return exact.key;
  const alias = ALIASES[wanted];
  const alike = service.environments.filter((environment) => alias !== undefined && ALIASES[environment.key] === alias);
  return alike.length === 1 ? (alike[0]?.key ?? null) : null;
}

/** `Checkout/prod` → `prod` for the service checkout, else null. */
function afterServiceName(service: KnownService, environment: string): string | null {
  const whole = environment.toLowerCase();
  for (const name of [service.key, service.name.toLowerCase()]) {
    for (const mark of ['/', '-']) if (whole.startsWith(name + mark)) return whole.slice(name.length + 1).trim();
  }
  return null;
}

export function isNamed(service: KnownService, name: string): boolean {
  const wanted = name.toLowerCase();
  return service.key === wanted || service.name.toLowerCase() === wanted;
}

/** GitHub gives the deployment's payload as an object, or as the text that was sent. */
function payloadOf(asked: Payload): Payload | null {
  const object = asked.object('payload');
  if (object) return object;
  const text = asked.text('payload');
  if (text === null) return null;
  try {
    return Payload.of(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Why it was deployed, where its payload, ref, task or description say so. */
function reasonOf(asked: Payload, given: Payload | null): DeploymentReason | null {
  const named = given?.text('reason')?.toLowerCase();
  if (named === 'release' || named === 'rollback' || named === 'hotfix' || named === 'redeploy') return named;
  if (given?.flag('rollback') === true) return 'rollback';
  if (given?.flag('hotfix') === true) return 'hotfix';
  const words = [asked.text('task'), asked.text('description'), ...(given?.texts('labels') ?? [])].join(' ');
  if (/\broll(ed|ing)?[ -]?back\b/i.test(words)) return 'rollback';
  if (/\bhot-?fix\b/i.test(words) || /^(refs\/heads\/)?hotfix[/_-]/i.test(asked.text('ref') ?? '')) return 'hotfix';
  return null;
}
