import { Injectable } from '@nestjs/common';
import { Clock, Standby } from '../platform/index.js';
import { Rosters, type Roster } from './schedules/rosters.reads.js';

/** Nobody is let in by a roster that was read longer ago. */
const TRUSTED_MS = 24 * 3_600_000;

type KeptRoster = Omit<Roster, 'overrides' | 'active'> & {
  service: string;
  overrides: { id: string; person: string; from: string; to: string; createdAt: string }[];
  active: [key: string, name: string][];
};

/** The rosters of all services as they were last read, for the time in which the database is away. */
@Injectable()
export class LastKnownRosters {
  private byService: ReadonlyMap<string, Roster> = new Map();
  private readAt: number | null = null;

  constructor(rosters: Rosters, clock: Clock, standby: Standby) {
    standby.register<KeptRoster[]>({
      name: 'rosters',
      gather: async () => {
        const read = await rosters.ofServices(clock.now());
        this.learn(read, 0);
        return [...read].map(([service, { active, overrides, ...rest }]) => ({
          ...rest,
          service,
          overrides: overrides.map(({ from, to, createdAt, ...override }) => ({
            ...override,
            from: from.toISOString(),
            to: to.toISOString(),
            createdAt: createdAt.toISOString(),
          })),
          active: [...active],
        }));
      },
      restore: (kept, readAt) => this.learn(new Map(kept.map(rosterOf)), clock.now().getTime() - readAt.getTime()),
    });
  }

  /** Null: the service has none. `unknown`: nothing was read, or too long ago. */
  of(service: string): Roster | null | 'unknown' {
    if (this.readAt === null || performance.now() - this.readAt > TRUSTED_MS) return 'unknown';
    return this.byService.get(service) ?? null;
  }

  private learn(byService: ReadonlyMap<string, Roster>, ageMs: number): void {
    this.byService = byService;
    this.readAt = performance.now() - Math.max(ageMs, 0);
  }
}

function rosterOf({ service, overrides, active, ...rest }: KeptRoster): [service: string, Roster] {
  const dated = overrides.map(({ from, to, createdAt, ...override }) => ({
    ...override,
    from: new Date(from),
    to: new Date(to),
    createdAt: new Date(createdAt),
  }));
  return [service, { ...rest, overrides: dated, active: new Map(active) }];
}
