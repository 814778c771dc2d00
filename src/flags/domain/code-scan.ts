/** A scan as far as it decides what is kept. */
export interface ScanPlace {
  branch: string;
  /** Whether the scanner knows it for trunk; null: it does not say. */
  trunk: boolean | null;
  /** When the scanned commit was made; null: not known. */
  committedAt: Date | null;
}

export type ScanDecision = 'keep' | 'not_trunk' | 'outdated';

const USUAL_TRUNKS: ReadonlySet<string> = new Set(['main', 'master', 'trunk']);

/** Only trunk's newest state is kept: a branch would hide what is in trunk, and a late scan what came after it. */
export function decideScan(scan: ScanPlace, present: Omit<ScanPlace, 'trunk'> | null): ScanDecision {
  const { branch, committedAt } = scan;
  const isTrunk = scan.trunk ?? (present === null || branch === present.branch || USUAL_TRUNKS.has(branch));
  if (!isTrunk) return 'not_trunk';
  const known = present !== null && present.branch === branch ? present.committedAt : null;
  return known !== null && committedAt !== null && committedAt < known ? 'outdated' : 'keep';
}

/** Flags that code referred to and does no more, and those that came (back). */
export function changesOf(before: Iterable<string>, after: Iterable<string>): { gone: string[]; come: string[] } {
  const [old, present] = [new Set(before), new Set(after)];
  return { gone: [...old].filter((flag) => !present.has(flag)), come: [...present].filter((flag) => !old.has(flag)) };
}

/** Address of a line of a file in a repository's web pages. */
export function placeUrl(webUrl: string | null, commit: string, path: string, line: number): string | null {
  if (webUrl === null) return null;
  const file = path.split('/').map(encodeURIComponent).join('/');
  const host = new URL(webUrl).hostname;
  if (host.includes('gitlab')) return `${webUrl}/-/blob/${commit}/${file}#L${line}`;
  if (host.includes('bitbucket')) return `${webUrl}/src/${commit}/${file}#lines-${line}`;
  return `${webUrl}/blob/${commit}/${file}#L${line}`;
}

export function commitUrl(webUrl: string | null, commit: string): string | null {
  if (webUrl === null) return null;
  const host = new URL(webUrl).hostname;
  if (host.includes('gitlab')) return `${webUrl}/-/commit/${commit}`;
  return `${webUrl}/${host.includes('bitbucket') ? 'commits' : 'commit'}/${commit}`;
}
