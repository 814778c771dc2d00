import { constants } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { AppConfig, Ids, syncFolder } from '../../platform/index.js';
import { lineOf, readJournal, type JournalText, type KillEntry } from '../domain/kill-entry.js';

const OURS = /^kills-.*\.jsonl$/;
const TAKEN = '.taken-';

/**
 * Kills on disk, one line each, for as long as the database cannot take them. Each process appends to a file of its own; any
 * process of the same folder may take a file over: it renames it first, and whoever was appending meanwhile sees that and
 * appends again, so that no acknowledged line is ever thrown away unread.
 */
@Injectable()
export class KillJournal {
  private readonly logger = new Logger('KillJournal');
  private readonly folder: string;
  private readonly name: string;

  constructor(
    config: AppConfig,
    private readonly ids: Ids,
  ) {
    this.folder = config.journalDir;
    this.name = `kills-${ids.next()}.jsonl`;
  }

  /** Why nothing could be written; null: it could. */
  async fault(): Promise<string | null> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await access(this.folder, constants.W_OK);
      return null;
    } catch (error) {
      return `${this.folder} cannot be written: ${String(error)}`;
    }
  }

  /** Resolves when the entry is safe on disk. */
  async append(entry: KillEntry): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = join(this.folder, this.name);
    for (;;) {
      const handle = await open(file, 'a', 0o600);
      try {
        await handle.appendFile(lineOf(entry));
        await handle.sync();
        await syncFolder(this.folder);
        // Taken over in this moment: whoever did may have read it before this line was there.
        if ((await handle.stat()).ino === (await inodeOf(file))) return;
      } finally {
        await handle.close();
      }
    }
  }

  /** Every file that holds kills, of this process and of others. */
  async files(): Promise<string[]> {
    try {
      return (await readdir(this.folder)).filter((name) => OURS.test(name)).toSorted();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /** What a file holds by now; null: somebody else has dealt with it. */
  async read(name: string): Promise<JournalText | null> {
    try {
      return readJournal(await readFile(join(this.folder, name), 'utf8'));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Takes a file over, after which nobody appends to it; null: somebody else did. Returns its new name. */
  async take(name: string): Promise<string | null> {
    if (name.includes(TAKEN)) return name;
    const taken = name.replace(/\.jsonl$/, `${TAKEN}${this.ids.next()}.jsonl`);
    try {
      await rename(join(this.folder, name), join(this.folder, taken));
      return taken;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Every entry of a file that was taken over is in the database. */
  async remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true });
  }

  /** Puts a file aside that a person must look at. */
  async putAside(name: string, why: string): Promise<void> {
    const aside = name.replace(/\.jsonl$/, '.aside');
    this.logger.error(`${join(this.folder, aside)} was put aside: ${why}`);
    await rename(join(this.folder, name), join(this.folder, aside)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }
}

async function inodeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).ino;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
