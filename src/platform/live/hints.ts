/** What a hint can be about. */
export const TOPICS = [
  'flags',
  'flag-revision',
  'segments',
  'flag-receipts',
  'incidents',
  'alerts',
  'on-call',
  'postmortems',
  'actions',
  'dora',
  'catalog',
  'people',
  'tokens',
  'receipts',
  'verdicts',
  'drills',
  'audit',
  'facts',
  'integrations',
  'jobs',
  'database',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Something may have changed: its content is to be asked again. Without a key, anything of the topic may have. */
export interface Hint {
  topic: Topic;
  key?: string;
  /** Of `flag-revision`: what this process evaluates by now. */
  revision?: number;
}

/** With more keys than this a topic is told as a whole. */
const MOST_KEYS = 50;

/** Hints gathered so that each is told once. */
export class Hints {
  /** Null: the topic as a whole. */
  private readonly keys = new Map<Topic, Set<string> | null>();
  private revision: number | null = null;

  add({ topic, key, revision }: Hint): void {
    if (revision !== undefined) this.revision = Math.max(this.revision ?? 0, revision);
    const keys = this.keys.get(topic);
    if (keys === null) return;
    if (key === undefined) {
      this.keys.set(topic, null);
      return;
    }
    const told = (keys ?? new Set<string>()).add(key);
    this.keys.set(topic, told.size > MOST_KEYS ? null : told);
  }

  list(): Hint[] {
    return [...this.keys].flatMap(([topic, keys]): Hint[] => {
      if (topic === 'flag-revision' && this.revision !== null) return [{ topic, revision: this.revision }];
      return keys === null ? [{ topic }] : [...keys].map((key) => ({ topic, key }));
    });
  }
}

/** Reads hints that another process wrote; what is none is left out, for that process may be of another version. */
export function readHints(value: unknown): Hint[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): Hint[] => {
    if (typeof one !== 'object' || one === null || !('topic' in one)) return [];
    const topic = TOPICS.find((known) => known === one.topic);
    if (topic === undefined) return [];
    return 'key' in one && typeof one.key === 'string' ? [{ topic, key: one.key }] : [{ topic }];
  });
}
