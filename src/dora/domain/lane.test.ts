import { describe, expect, it } from 'vitest';
import { environmentOf, laneOf, runOf } from './lane.js';

describe('lanes', () => {
  it.each([
    ['production', null, 'production'],
    ['production', '', 'production~'],
    ['production', '019a-run', 'production~019a-run'],
    ['production', 'a~b c', 'production~a~b c'],
    ['', 'run', '~run'],
  ])('put %s of the run %s into %s', (environment, run, lane) => {
    expect(laneOf(environment, run)).toBe(lane);
    expect(environmentOf(lane)).toBe(environment);
    expect(runOf(lane)).toBe(run);
  });
});
