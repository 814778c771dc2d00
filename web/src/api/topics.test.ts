import { describe, expect, it } from 'vitest';
import { concerns } from './topics';

const flag = (key: string) => ['get', '/api/v1/flags/{key}', { params: { path: { key } } }];

describe('which reads a change concerns', () => {
  it.each([
    ['a list of its things', { topic: 'flags', key: 'a' }, ['get', '/api/v1/flags', { params: { query: {} } }], true],
    ['the thing itself', { topic: 'flags', key: 'a' }, flag('a'), true],
    ['another thing', { topic: 'flags', key: 'a' }, flag('b'), false],
    ['every thing, where none is named', { topic: 'flags' }, flag('b'), true],
    [
      'parts of the thing',
      { topic: 'incidents', key: '1' },
      ['get', '/api/v1/incidents/{id}/timeline', { params: { path: { id: '1' } } }],
      true,
    ],
    ['what is summed up of it', { topic: 'flags', key: 'a' }, ['get', '/api/v1/loop'], true],
    [
      'things that other things belong to',
      { topic: 'actions', key: '1' },
      ['get', '/api/v1/postmortems/{id}', { params: { path: { id: '2' } } }],
      true,
    ],
    ['a path that only begins alike', { topic: 'dora' }, ['get', '/api/v1/doradora'], false],
    ['other things', { topic: 'flags', key: 'a' }, ['get', '/api/v1/incidents'], false],
    ['a topic of a later version', { topic: 'weather' }, ['get', '/api/v1/flags'], false],
  ])('%s', (_, change, key, expected) => {
    expect(concerns(change, key)).toBe(expected);
  });
});
