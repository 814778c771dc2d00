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
  /** The flags that they ask for. */
  flags: ReadonlySet<string>;
}

/** As many repositories as are asked for again and again; a hundred thousand places are some thousand keys. */
const MOST_KNOWN = 100;

/** The flags that repositories ask for, kept in memory until the next scan: a guard asks for them at every run of CI. */
@Injectable()
export class MentionsReads {
  private readonly known = new Map<string, Mentions>();

  constructor(private readonly db: Db) {}

  /** Null: it was never scanned. */
  async of(repository: string): Promise<Mentions | null> {
    const [scan] = await this.db.query<Pick<Mentions, 'commit' | 'branch' | 'scannedAt'>>(
      `select commit, branch, scanned_at as "scannedAt" from code_scans where repository = $1`,
      [repository],
    );
    if (!scan) return null;
    const before = this.known.get(repository);
    if (before?.commit === scan.commit && before.scannedAt.getTime() === scan.scannedAt.getTime()) return before;
    const flags = await this.db.query<{ flag: string; places: number }>(
      `select flag, count(*)::int as places from code_references where repository = $1 group by flag`,
      [repository],
    );
    const mentions: Mentions = {
      ...scan,
      places: flags.reduce((sum, { places }) => sum + places, 0),
      flags: new Set(flags.map(({ flag }) => flag)),
    };
    this.known.delete(repository);
    this.known.set(repository, mentions);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KNOWN && oldest !== undefined) this.known.delete(oldest);
    return mentions;
  }

  /** Where a repository asks for these flags. */
  async places(repository: string, flags: string[]): Promise<Place[]> {
    if (flags.length === 0) return [];
    return this.db.query<Place>(
      `select flag, path, line from code_references where repository = $1 and flag = any ($2) order by flag, path, line`,
      [repository, flags],
    );
  }
}
