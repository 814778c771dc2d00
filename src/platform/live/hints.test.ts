import { describe, expect, it } from 'vitest';
import { Hints, readHints } from './hints.js';

function gathered(...hints: Parameters<Hints['add']>[0][]) {
  const all = new Hints();
  for (const hint of hints) all.add(hint);
  return all.list();
}

describe('hints', () => {
  it('are told once each', () => {
    const flag = { topic: 'flags', key: 'new-checkout' } as const;
    expect(gathered(flag, { topic: 'audit' }, flag, { topic: 'audit' })).toEqual([flag, { topic: 'audit' }]);
  });

  it('of a topic as a whole swallow those of its keys, before and after', () => {
    expect(gathered({ topic: 'dora', key: 'a' }, { topic: 'dora' }, { topic: 'dora', key: 'b' })).toEqual([
      { topic: 'dora' },
    ]);
  });

  it('of more than fifty keys become one of the topic', () => {
    const keys = Array.from({ length: 50 }, (_, at) => ({ topic: 'facts', key: `service-${at}` }) as const);
    expect(gathered(...keys)).toHaveLength(50);
    expect(gathered(...keys, { topic: 'facts', key: 'one-more' })).toEqual([{ topic: 'facts' }]);
  });

  it('keep the highest revision', () => {
    expect(gathered({ topic: 'flag-revision', revision: 8 }, { topic: 'flag-revision', revision: 7 })).toEqual([
      { topic: 'flag-revision', revision: 8 },
    ]);
  });

  it('of another process are read as far as they are known', () => {
    expect(readHints([{ topic: 'flags', key: 'a' }, { topic: 'weather' }, 7, null, { topic: 'dora', key: 3 }])).toEqual(
      [{ topic: 'flags', key: 'a' }, { topic: 'dora' }],
    );
    expect(readHints('flags')).toEqual([]);
  });
});
