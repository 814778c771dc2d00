import { describe, expect, it } from 'vitest';
import { cellOf, NO_ROWS } from '../domain/cell.js';
import { CellCache } from './cell-cache.js';

describe('cells kept by revision', () => {
  const cell = { service: 'pay', environment: 'production', day: '2026-11-20', cell: cellOf(NO_ROWS) };

  it('lets go of what was asked for longest ago', () => {
    const cache = new CellCache(2_500);
    cache.add('1', cell);
    cache.add('2', cell);
    expect(cache.get('1')).toBe(cell);
    cache.add('3', cell);
    expect(['1', '2', '3'].map((revision) => cache.has(revision))).toEqual([true, false, true]);
  });
});
