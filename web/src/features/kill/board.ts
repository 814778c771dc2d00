import type { Schemas } from '../../api/client';

export type Board = Schemas['KillBoardView'];
export type BoardFlag = Board['flags'][number];
export type BoardService = Board['services'][number];
export type BoardIncident = BoardService['incidents'][number];

/** The flags of one service as a responder looks for them. */
export interface Group {
  service: BoardService;
  on: BoardFlag[];
  /** Turned off within a day: what may have to come back. */
  recent: BoardFlag[];
  /** Off for longer, or never on. */
  off: BoardFlag[];
}

const DAY_MS = 86_400_000;

/**
 * Groups in the order in which they are looked for: services in trouble, services that the person is on call for, then the
 * others with something on; those with nothing on and nothing turned off of late come last.
 */
export function arranged(board: Board, search: string, person: string | null, now: Date): Group[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Group>(
    board.services.map((service) => [service.key, { service, on: [], recent: [], off: [] }]),
  );
  for (const flag of board.flags) {
    const group = groups.get(flag.service);
    if (group === undefined || !matches(flag, group.service, words)) continue;
    const recently = flag.flip !== null && now.getTime() - Date.parse(flag.since) < DAY_MS;
    group[flag.on ? 'on' : recently ? 'recent' : 'off'].push(flag);
  }
  return [...groups.values()]
    .filter(({ on, recent, off }) => on.length + recent.length + off.length > 0)
    .toSorted((a, b) => rank(a, person) - rank(b, person));
}

function matches(flag: BoardFlag, service: BoardService, words: readonly string[]): boolean {
  const text = `${flag.key} ${flag.name} ${service.key} ${service.name} ${flag.environment}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function rank({ service, on, recent }: Group, person: string | null): number {
  if (service.incidents.some(({ drill }) => !drill)) return 0;
  if (on.length + recent.length === 0) return 3;
  return person !== null && service.onCall?.person === person ? 1 : 2;
}

/**
 * The incident that turning a flag off in this environment most likely answers: the server has put the likeliest first. Never that
 * of a drill, to which the kill would then belong: whoever plays chooses it.
 */
export function likelyIncident(service: BoardService, environment: string): BoardIncident | null {
  return service.incidents.find((incident) => incident.environment === environment && !incident.drill) ?? null;
}

/** Why the person may not turn flags of a service off. */
export function whyNot({ onCall, name }: BoardService): string {
  const duty = onCall === null ? 'nobody is on call' : `${onCall.name} is on call`;
  return `You may not turn flags of ${name} off: that takes the role of a responder, or being on call. Now ${duty}.`;
}

/** What is sent as the reason: the choice that was tapped, then what was typed. */
export function reasonOf(choice: string, typed: string): string {
  return [choice, typed.trim()].filter(Boolean).join(': ');
}
