import { describe, expect, it } from 'vitest';
import { link, type IncidentToLink, type Surroundings } from './linking.js';

const HOUR = 3_600_000;
const start = 100 * HOUR;
const incident = (more: Partial<IncidentToLink> = {}): IncidentToLink => ({
  id: 'i',
  startedAt: start,
  cause: null,
  duplicateOf: null,
  mitigations: [],
  ...more,
});
const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  correction: null,
  deployed: new Set(['a', 'b']),
  flips: [],
  takenBack: [],
  latest: { id: 'latest', finishedAt: start - HOUR },
  ...more,
});

describe('what an incident is put down to', () => {
  it('is the latest deployment within a day, the surer the closer', () => {
    const near = link(incident(), around());
    const far = link(incident(), around({ latest: { id: 'latest', finishedAt: start - 23 * HOUR } }));
    expect(near).toMatchObject({ method: 'latest', deployments: ['latest'] });
    expect(near.confidence ?? 0).toBeGreaterThan(far.confidence ?? 1);
    expect(link(incident(), around({ latest: { id: 'latest', finishedAt: start - 24 * HOUR } })).deployments).toEqual([
      'latest',
    ]);
    expect(link(incident(), around({ latest: { id: 'latest', finishedAt: start - 25 * HOUR } })).method).toBe('none');
    expect(link(incident(), around({ latest: null })).method).toBe('none');
  });

  it('is every deployment named as its cause that is known', () => {
    const cause = { deployments: ['b', 'a', 'unknown'] };
    expect(link(incident({ cause }), around())).toMatchObject({ method: 'explicit', deployments: ['a', 'b'] });
    expect(link(incident({ cause: { deployments: ['unknown'] } }), around()).method).toBe('latest');
  });

  it('is nothing of ours when it came from outside, and nothing at all when it is a duplicate', () => {
    expect(link(incident({ cause: { external: true } }), around())).toMatchObject({ external: true, deployments: [] });
    expect(link(incident({ duplicateOf: 'j' }), around())).toMatchObject({ duplicate: true, deployments: [] });
    expect(link(incident({ duplicateOf: 'j', cause: { deployments: ['a'] } }), around()).deployments).toEqual([]);
  });

  it('is the flip of the flag that was named, or that was killed against it', () => {
    const flips = [
      { id: 'f1', flag: 'new', at: start - 30 * HOUR },
      { id: 'f2', flag: 'new', at: start - HOUR },
      { id: 'f3', flag: 'new', at: start + HOUR },
    ];
    expect(link(incident({ cause: { flag: 'new' } }), around({ flips }))).toMatchObject({
      method: 'explicit',
      deployments: [],
      flag: { flag: 'new', flip: 'f2' },
    });
    const killed = incident({ mitigations: [{ flag: 'new', deployment: null }] });
    expect(link(killed, around({ flips }))).toMatchObject({
      method: 'reference',
      flag: { flip: 'f2' },
      deployments: [],
    });
    expect(link(killed, around({ flips: flips.slice(0, 1) })).method).toBe('latest');
  });

  it('is what a rollback or revert named as remedy took back', () => {
    const takenBack = [
      { deployment: 'b', finishedAt: start - 2 * HOUR, by: 'fix' },
      { deployment: 'later', finishedAt: start + HOUR, by: 'fix' },
    ];
    expect(link(incident(), around({ takenBack }))).toMatchObject({ method: 'reference', deployments: ['b'] });
  });

  it('is what a person says, whatever else is said', () => {
    const stated = incident({ cause: { external: true }, duplicateOf: 'j' });
    expect(link(stated, around({ correction: { deployments: ['b'] } }))).toMatchObject({
      method: 'correction',
      deployments: ['b'],
      external: false,
      duplicate: false,
    });
    expect(link(incident(), around({ correction: { external: true } }))).toMatchObject({
      external: true,
      deployments: [],
    });
  });
});
