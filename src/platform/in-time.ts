import { setImmediate as turn } from 'node:timers/promises';

/** The answer, or `late()` thrown after so many milliseconds. What came in while this process was busy counts as in time. */
export async function inTime<T>(ms: number, answer: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      void turn()
        .then(() => turn())
        .then(() => reject(late()));
    }, ms);
  });
  try {
    return await Promise.race([answer, end]);
  } finally {
    clearTimeout(timer);
  }
}
