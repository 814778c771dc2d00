import { useState } from 'react';
import { client, queries } from '../../api/client';
import { problemOf } from '../../api/problem';

export interface Progress {
  of: number;
  done: number;
  failed: { id: string; why: string }[];
  /** Whether it is at work now. */
  running: boolean;
}

/** So many are asked for at a time; the server does the work afterwards. */
const AT_ONCE = 4;

/** Puts one receipt back to work. */
export async function replay(id: string): Promise<void> {
  await client.POST('/api/v1/receipts/{id}/replay', { params: { path: { id } } });
}

/** Replays many, and tells how far it got. */
export function useReplayMany(): {
  progress: Progress | null;
  start: (ids: readonly string[]) => Promise<void>;
  clear: () => void;
} {
  const [progress, setProgress] = useState<Progress | null>(null);
  const start = async (ids: readonly string[]): Promise<void> => {
    const waiting = [...ids];
    setProgress({ of: ids.length, done: 0, failed: [], running: true });
    const work = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const failure = await tried(id);
        setProgress(
          (before) =>
            before && {
              ...before,
              done: before.done + 1,
              failed: failure === null ? before.failed : [...before.failed, failure],
            },
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    setProgress((before) => before && { ...before, running: false });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/receipts'] });
  };
  return { progress, start, clear: () => setProgress(null) };
}

async function tried(id: string): Promise<{ id: string; why: string } | null> {
  try {
    await replay(id);
    return null;
  } catch (error) {
    return { id, why: problemOf(error).message };
  }
}
