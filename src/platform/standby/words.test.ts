import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inWords } from './words.js';

const joined = async (value: unknown): Promise<string> => {
  const { body, sha256 } = await inWords(value);
  expect(sha256).toBe(createHash('sha256').update(body.join('')).digest('hex'));
  return body.join('');
};

it('are together what JSON.stringify says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect(await joined(value)).toBe(JSON.stringify(value));
    }),
  );
});

it('leave out what JSON leaves out', async () => {
  const value = { none: undefined, at: new Date(0), list: [undefined, 1], inner: { none: undefined } };
  expect(await joined(value)).toBe(JSON.stringify(value));
  expect(await joined([])).toBe('[]');
  expect(await joined({})).toBe('{}');
});

it('let others have their turn in the middle of a long list', async () => {
  const list = Array.from({ length: 2_000 }, (_, at) => ({ at }));
  let turns = 0;
  let over = false;
  const count = (): void => {
    turns += 1;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  const words = await joined({ revision: 7, list });
  over = true;
  expect(words).toBe(JSON.stringify({ revision: 7, list }));
  expect(turns).toBeGreaterThan(3);
});
