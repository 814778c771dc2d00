import type { KnownService } from './fact-placement.js';

/** What is known of a change when it is asked which services it touches. */
export interface TouchingChange {
  explicitServices: readonly string[] | null;
  commitShas: readonly string[] | null;
  mergeSha: string | null;
  headSha: string | null;
}

export interface TouchedServices {
  services: string[];
  /** Commits whose paths would decide; empty when the answer is final. */
  awaited: string[];
}

/**
 * Which services a change touches: the ones it names, else those of its repository whose path prefix holds a path of its
 * commits. Its own commits decide; where none are listed, the merge (of a squash the same paths), then the head. While a
 * path that would decide is unknown, the change counts for every service of the repository.
 * `pathsOf` gives a commit's paths, or null where they are unknown.
 */
export function touchedServices(
  change: TouchingChange,
  services: readonly KnownService[],
  pathsOf: (sha: string) => readonly string[] | null,
): TouchedServices {
  if (change.explicitServices) return { services: [...new Set(change.explicitServices)].toSorted(), awaited: [] };
  const all = services.map((service) => service.key).toSorted();
  if (!splitByPath(services)) return { services: all, awaited: [] };

  const deciding = decidingCommits(change);
  const unknown = deciding.filter((sha) => pathsOf(sha) === null);
  // A merge commit's own paths say all that its branch changed, so it can stand in for commits never seen.
  const standIn = unknown.length > 0 && change.mergeSha !== null ? pathsOf(change.mergeSha) : null;
  const paths = standIn ?? deciding.flatMap((sha) => pathsOf(sha) ?? []);
  if ((unknown.length > 0 && !standIn?.length) || paths.length === 0) {
    return { services: all, awaited: commitsAskedFor(change).filter((sha) => pathsOf(sha) === null) };
  }

  const touched = services.filter((service) => paths.some((path) => isUnder(path, service.pathPrefix)));
  return { services: touched.map((service) => service.key).toSorted(), awaited: standIn ? unknown : [] };
}

/** Commits whose paths {@link touchedServices} may ask for. */
export function commitsAskedFor(change: TouchingChange): string[] {
  return [...new Set([...decidingCommits(change), ...(change.mergeSha === null ? [] : [change.mergeSha])])];
}

/** Whether paths matter at all: where every service owns the whole repository they do not. */
export function splitByPath(services: readonly KnownService[]): boolean {
  return services.some((service) => prefixOf(service.pathPrefix) !== '');
}

function decidingCommits(change: TouchingChange): string[] {
  if (change.commitShas && change.commitShas.length > 0) return [...new Set(change.commitShas)];
  const stand = change.mergeSha ?? change.headSha;
  return stand === null ? [] : [stand];
}

function isUnder(path: string, prefix: string | null): boolean {
  const folder = prefixOf(prefix);
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** `./services/cart/` → `services/cart`. */
function prefixOf(prefix: string | null): string {
  return (prefix ?? '').replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
}
