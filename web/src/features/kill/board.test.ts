import { describe, expect, it } from 'vitest';
import { arranged, likelyIncident, reasonOf, whyNot, type Board, type BoardFlag, type BoardService } from './board';

const NOW = new Date('2026-11-21T12:00:00Z');
const ago = (hours: number): string => new Date(NOW.getTime() - hours * 3_600_000).toISOString();

const service = (key: string, over: Partial<BoardService> = {}): BoardService => ({
  key,
  name: key.toUpperCase(),
  mayKill: true,
  onCall: null,
  incidents: [],
  ...over,
});
const flag = (key: string, of: string, over: Partial<BoardFlag> = {}): BoardFlag => ({
  key,
  name: `The ${key}`,
  service: of,
  environment: 'production',
  on: true,
  since: ago(100),
  flip: { kill: false, actor: 'ana', reason: 'rollout', incident: null },
  killSwitch: null,
  ...over,
});
const incident = (id: string, over: object = {}) => ({
  id,
  title: id,
  environment: 'production',
  severity: 'sev1',
  startedAt: ago(1),
  drill: false,
  drillRun: null,
  ...over,
});
const board = (services: BoardService[], flags: BoardFlag[]): Board => ({
  services,
  flags,
  more: false,
  asOf: NOW.toISOString(),
});
const order = (shown: Board, search = '', person: string | null = null) =>
  arranged(shown, search, person, NOW).map((group) => group.service.key);

describe('the order of the services', () => {
  const duty = { person: 'me', name: 'Me', until: ago(-5) };
  const shown = board(
    [
      service('calm'),
      service('drilled', { incidents: [incident('d', { drill: true })] }),
      service('mine', { onCall: duty }),
      service('off'),
      service('trouble', { incidents: [incident('i')] }),
    ],
    [
      flag('a', 'calm'),
      flag('b', 'drilled'),
      flag('c', 'mine'),
      flag('d', 'off', { on: false }),
      flag('e', 'trouble', { on: false }),
    ],
  );
  it('puts trouble first, then what one is on call for, and nothing-on last', () => {
    expect(order(shown, '', 'me')).toEqual(['trouble', 'mine', 'calm', 'drilled', 'off']);
    expect(order(shown, '', 'somebody')).toEqual(['trouble', 'calm', 'drilled', 'mine', 'off']);
  });
});

describe('the rows of a service', () => {
  it('tell what was turned off within a day from what has long been off or was never on', () => {
    const [group] = arranged(
      board(
        [service('s')],
        [
          flag('on', 's'),
          flag('killed', 's', { on: false, since: ago(23) }),
          flag('old', 's', { on: false, since: ago(25) }),
          flag('new-born', 's', { on: false, since: ago(1), flip: null }),
        ],
      ),
      '',
      null,
      NOW,
    );
    const keys = (flags: BoardFlag[] = []) => flags.map(({ key }) => key);
    expect([keys(group?.on), keys(group?.recent), keys(group?.off)]).toEqual([['on'], ['killed'], ['old', 'new-born']]);
  });

  it.each([
    ['check', ['checkout']],
    ['the NEW checkout', ['checkout']],
    ['one prod', ['checkout']],
    ['nothing', []],
  ])('are found by every word of %j, in any order', (search, expected) => {
    const shown = board(
      [service('checkout'), service('search')],
      [flag('one-new', 'checkout'), flag('rank', 'search')],
    );
    expect(order(shown, search)).toEqual(expected);
  });
});

describe('the sheet', () => {
  it('offers the first incident of the same environment', () => {
    const troubled = service('s', {
      incidents: [incident('eu', { environment: 'prod-eu' }), incident('first'), incident('second')],
    });
    expect(likelyIncident(troubled, 'production')?.id).toBe('first');
    expect(likelyIncident(troubled, 'staging')).toBeNull();
    const drilled = service('s', { incidents: [incident('drill', { drill: true, drillRun: 'run' })] });
    expect(likelyIncident(drilled, 'production'), 'a real kill must not become one of a drill by itself').toBeNull();
  });

  it('says who may instead', () => {
    expect(whyNot(service('s'))).toContain('nobody is on call');
    expect(whyNot(service('s', { onCall: { person: 'ana', name: 'Ana', until: ago(-1) } }))).toContain(
      'Ana is on call',
    );
  });

  it.each([
    ['Errors', '', 'Errors'],
    ['', ' typed ', 'typed'],
    ['Errors', 'cards fail', 'Errors: cards fail'],
    ['', ' ', ''],
  ])('makes the reason of %j and %j', (choice, typed, reason) => {
    expect(reasonOf(choice, typed)).toBe(reason);
  });
});
