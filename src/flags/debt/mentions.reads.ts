import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';

export interface Place {
  flag: string;
  path: string;
  line: number;
}

/** What the last scan of a repository found, in short. */
export interface Mentions {
  commit: string;
  branch: string;
  scannedAt: Date;
  /** How many places there are. */
  places: number;
  /** The flags that they ask for, and how many ask for each. */
  flags: ReadonlyMap<string, number>;
}

/** What the last scans of all repositories found. */
export interface AllMentions {
  repositories: ReadonlySet<string>;
  /** How many places ask for each flag. */
  flags: ReadonlyMap<string, number>;
}

/** `version`: the transaction that wrote the scan and its places; no other scan has it. */
type Scan = Pick<Mentions, 'commit' | 'branch' | 'scannedAt'> & { repository: string; version: string };
type Known = Scan & Mentions;

/** The flags that repositories ask for, kept in memory until the next scan: a guard asks for them at every run of CI. */
@Injectable()
export class MentionsReads {
  private readonly known = new Map<string, Known>();
  private together: { version: string; all: AllMentions } | null = null;

  constructor(private readonly db: Db) {}

  /** Null: it was never scanned. */
  async of(repository: string): Promise<Mentions | null> {
    const [mentions] = await this.read(repository);
    return mentions ?? null;
  }

  /** The same object until there is a new scan. */
  async all(): Promise<AllMentions> {
    const mentions = await this.read(null);
    const version = mentions.map((one) => `${one.version} ${one.repository}`).join('\n');
    if (this.together?.version === version) return this.together.all;
    const all = { repositories: new Set(mentions.map(({ repository }) => repository)), flags: sumOf(mentions) };
    this.together = { version, all };
    return all;
  }

  /** Where a repository asks for these flags. */
  async places(repository: string, flags: string[]): Promise<Place[]> {
    if (flags.length === 0) return [];
    return this.db.query<Place>(
      `select flag, path, line from code_references where repository = $1 and flag = any ($2) order by flag, path, line`,
      [repository, flags],
    );
  }

  /** Of one repository, or of all that were scanned. */
  private async read(repository: string | null): Promise<Known[]> {
    const scans = await this.db.query<Scan>(
      `select repository, commit, branch, scanned_at as "scannedAt", xmin::text as version from code_scans
       where $1::text is null or repository = $1`,
      [repository],
    );
    const current = new Map<string, Known>();
    const changed: Scan[] = [];
    for (const scan of scans) {
      const known = this.known.get(scan.repository);
      if (known?.version === scan.version) current.set(scan.repository, known);
      else changed.push(scan);
    }
    for (const mentions of await this.count(changed)) {
      this.known.set(mentions.repository, mentions);
      current.set(mentions.repository, mentions);
    }
    return [...current.values()].toSorted((a, b) => (a.repository < b.repository ? -1 : 1));
  }

  private async count(scans: Scan[]): Promise<Known[]> {
    if (scans.length === 0) return [];
    const rows = await this.db.query<{ repository: string; flag: string; places: number }>(
      `select repository, flag, count(*)::int as places from code_references where repository = any ($1) group by repository, flag`,
      [scans.map(({ repository }) => repository)],
    );
    const flags = new Map(scans.map((scan): [string, Map<string, number>] => [scan.repository, new Map()]));
    for (const { repository, flag, places } of rows) flags.get(repository)?.set(flag, places);
    return scans.map((scan) => {
      const of = flags.get(scan.repository) ?? new Map<string, number>();
      return { ...scan, flags: of, places: [...of.values()].reduce((sum, places) => sum + places, 0) };
    });
  }
}

function sumOf(mentions: Mentions[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { flags } of mentions) for (const [flag, places] of flags) sums.set(flag, (sums.get(flag) ?? 0) + places);
  return sums;
}
