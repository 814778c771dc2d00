import type { KillEntry } from '../domain/kill-entry.js';

/** Kills that count in this process although the database does not know of them yet. */
export class HeldKills {
  private readonly byId = new Map<string, KillEntry>();
  private byPlace = new Map<string, KillEntry>();

  of(flag: string, environment: string): KillEntry | undefined {
    return this.byPlace.get(placeOf(flag, environment));
  }

  all(): KillEntry[] {
    return [...this.byId.values()];
  }

  /** Returns the flags that are held by more than before. */
  add(entries: readonly KillEntry[]): Set<string> {
    const fresh = entries.filter(({ id }) => !this.byId.has(id));
    for (const entry of fresh) this.byId.set(entry.id, entry);
    return this.rearranged(fresh);
  }

  /** Returns the flags that are held by less than before. */
  remove(ids: ReadonlySet<string>): Set<string> {
    const gone = this.all().filter(({ id }) => ids.has(id));
    for (const { id } of gone) this.byId.delete(id);
    return this.rearranged(gone);
  }

  private rearranged(changed: readonly KillEntry[]): Set<string> {
    this.byPlace = new Map(this.all().map((entry) => [placeOf(entry.flag, entry.environment), entry]));
    return new Set(changed.map(({ flag }) => flag));
  }
}

/** Keys of flags and environments hold no space. */
function placeOf(flag: string, environment: string): string {
  return `${flag} ${environment}`;
}
