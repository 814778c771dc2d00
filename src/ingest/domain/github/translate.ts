import type { CatalogView } from '../fact-placement.js';
import { checkRun, checkSuite, commitStatus, workflowRun } from './checks.js';
import { deployment, deploymentStatus } from './deployments.js';
import { issue } from './incidents.js';
import { ignored, patches, quarantined, type Translation } from './patches.js';
import { Payload, Untranslatable } from './payload.js';
import { pullRequest, pullRequestReview } from './pull-requests.js';
import { push } from './pushes.js';

type Translator = (payload: Payload, repository: string, catalog: CatalogView) => Translation;

const TRANSLATORS: Readonly<Record<string, Translator>> = {
  push: (payload, repository) => patches(...push(payload, repository)),
  pull_request: (payload, repository) => patches(pullRequest(payload, repository)),
  pull_request_review: (payload, repository) => patches(pullRequestReview(payload, repository)),
  check_run: (payload, repository) => patches(checkRun(payload, repository)),
  check_suite: (payload, repository) => {
    const patch = checkSuite(payload, repository);
    return patch ? patches(patch) : ignored('the check suite started no run');
  },
  status: (payload, repository) => patches(commitStatus(payload, repository)),
  workflow_run: (payload, repository) => patches(workflowRun(payload, repository)),
  deployment,
  deployment_status: deploymentStatus,
  issues: issue,
};

/**
 * What a webhook of GitHub comes to: patches of facts, nothing (`ignored`), or nothing yet (`quarantined`: the catalog does
 * not know its repository, service or environment). Throws {@link Untranslatable} for a payload that lacks what its event
 * promises.
 */
export function translate(event: string, body: unknown, catalog: CatalogView): Translation {
  const payload = Payload.of(body);
  if (!payload) throw new Untranslatable('The payload is no JSON object.');
  const translator = Object.hasOwn(TRANSLATORS, event) ? TRANSLATORS[event] : undefined;
  if (!translator) return ignored(`events of the kind '${event}' tell nothing that is measured`);
  const named = repositoryOf(body);
  if (named === null) throw new Untranslatable('The payload names no repository.');
  const repository = catalog.repositoryLike(named);
  if (repository === null) {
    // An issue that is no incident would be ignored in a known repository too, and needs nobody's attention.
    if (event === 'issues' && issue(payload, named, catalog).result === 'ignored')
      return ignored('the issue is no incident');
    return quarantined(`No service of the catalog lives in the repository '${named}'.`);
  }
  return translator(payload, repository, catalog);
}

/** Full name of the repository that a payload speaks of. */
export function repositoryOf(body: unknown): string | null {
  return Payload.of(body)?.object('repository')?.opaque('full_name') ?? null;
}
