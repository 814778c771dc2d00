import { describe, expect, it } from 'vitest';
import { Readings } from './readings.js';

/** Readings that end when the test says so; each answers with its number. */
function slow(): { readings: Readings<number>; begun: () => number; end: (error?: Error) => void } {
  let begun = 0;
  let end: (error?: Error) => void = () => undefined;
  const readings = new Readings(
    () =>
      new Promise<number>((resolve, reject) => {
        begun += 1;
        const number = begun;
        end = (error) => (error ? reject(error) : resolve(number));
      }),
  );
  return { readings, begun: () => begun, end: (error) => end(error) };
}

describe('readings', () => {
  it('answers whoever comes late with one that began after they asked, shared by all of them', async () => {
    const { readings, begun, end } = slow();
    const first = readings.next();
    const late = [readings.next(), readings.next()];
    expect(begun()).toBe(1);
    end();
    expect(await first).toBe(1);
    await Promise.resolve();
    end();
    expect(await Promise.all(late)).toEqual([2, 2]);
    const last = readings.next();
    end();
    expect(await last).toBe(3);
  });

  it('goes on after one that failed', async () => {
    const { readings, end } = slow();
    const failed = readings.next();
    const late = readings.next();
    end(new Error('away'));
    await expect(failed).rejects.toThrow('away');
    await Promise.resolve();
    end();
    expect(await late).toBe(2);
  });
});
