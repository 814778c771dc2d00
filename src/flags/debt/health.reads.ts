import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Clock, Db, Ticks } from '../../platform/index.js';
import { added, healthOf, NO_FLAGS, scoreOf, type HealthSums } from '../domain/health.js';
import { DebtReads, type JudgedFlag } from '../inventory/debt.reads.js';
import type { GroupHealthView, HealthDayView, HealthQuery } from './health.contract.js';

const WRITE_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

interface ServiceHealth {
  service: string;
  team: string;
  sums: HealthSums;
}

/** How healthy the flags are: now, and day by day as it was written down then. */
@Injectable()
export class HealthReads implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly ticks: Ticks,
    private readonly catalog: Catalog,
    private readonly debts: DebtReads,
  ) {}

  onModuleInit(): void {
    this.ticks.every('flags.write-health', WRITE_MS, () => this.writeDay());
  }

  async now(query: HealthQuery): Promise<{ sums: HealthSums; services: GroupHealthView[]; teams: GroupHealthView[] }> {
    const services = await this.perService(query);
    const teams = new Map<string, HealthSums>();
    for (const { team, sums } of services) teams.set(team, added(teams.get(team) ?? NO_FLAGS, sums));
    return {
      sums: services.reduce((sum, { sums }) => added(sum, sums), NO_FLAGS),
      services: services
        .map(({ service, team, sums }) => ({ key: service, team, ...sumsView(sums) }))
        .toSorted(worstFirst),
      teams: [...teams].map(([team, sums]) => ({ key: team, team, ...sumsView(sums) })).toSorted(worstFirst),
    };
  }

  /** Each of the last days; one on which nothing was written down has no score. */
  async trend({ service, team }: HealthQuery, days: number): Promise<HealthDayView[]> {
    const today = this.clock.now().getTime();
    const dates = Array.from({ length: days }, (_, i) => dateOf(new Date(today - (days - 1 - i) * DAY_MS)));
    const rows = await this.db.query<HealthSums & { date: string; asOf: Date }>(
      `select to_char(day, 'YYYY-MM-DD') as date, flags, with_debt as "withDebt", points, debt, as_of as "asOf"
       from flag_health_days
       where day >= $1::date and ($2::text is null or service = $2) and ($3::text is null or team = $3)`,
      [dates[0], service ?? null, team ?? null],
    );
    return dates.map((date) => {
      const of = rows.filter((row) => row.date === date);
      const last = of.reduce<Date | null>((at, { asOf }) => (at === null || asOf > at ? asOf : at), null);
      return { date, ...sumsView(of.reduce(added, NO_FLAGS)), asOf: last?.toISOString() ?? null };
    });
  }

  /** Writes down how it is now as today's; the last writing of a day stays. */
  async writeDay(): Promise<void> {
    const services = await this.perService({});
    await this.db.query(
      `insert into flag_health_days (day, service, team, flags, with_debt, points, debt, as_of)
       select $1::date, s.service, s.team, s.flags, s.with_debt, s.points, s.debt, $2
       from unnest($3::text[], $4::text[], $5::int[], $6::int[], $7::int[], $8::jsonb[])
         as s (service, team, flags, with_debt, points, debt)
       on conflict (day, service) do update set team = excluded.team, flags = excluded.flags, with_debt = excluded.with_debt,
         points = excluded.points, debt = excluded.debt, as_of = excluded.as_of
       where flag_health_days.as_of <= excluded.as_of`,
      [
        dateOf(this.clock.now()),
        this.clock.now(),
        services.map(({ service }) => service),
        services.map(({ team }) => team),
        services.map(({ sums }) => sums.flags),
        services.map(({ sums }) => sums.withDebt),
        services.map(({ sums }) => sums.points),
        services.map(({ sums }) => JSON.stringify(sums.debt)),
      ],
    );
  }

  private async perService({ service, team }: HealthQuery): Promise<ServiceHealth[]> {
    const services = await this.catalog.services(team === undefined ? {} : { team });
    const asked = services.filter(({ key }) => service === undefined || key === service);
    const keys = new Set(asked.map(({ key }) => key));
    const flags = await this.debts.judged((flag) => keys.has(flag.service));
    const debts = new Map<string, JudgedFlag['debt'][]>();
    for (const flag of flags) {
      if (flag.stage === 'archived') continue;
      const of = debts.get(flag.service);
      if (of === undefined) debts.set(flag.service, [flag.debt]);
      else of.push(flag.debt);
    }
    return asked.map(({ key, team: of }) => ({ service: key, team: of, sums: healthOf(debts.get(key) ?? []) }));
  }
}

export function sumsView(sums: HealthSums): HealthSums & { score: number | null } {
  return { score: scoreOf(sums), ...sums };
}

function worstFirst(a: GroupHealthView, b: GroupHealthView): number {
  return (a.score ?? 101) - (b.score ?? 101) || (a.key < b.key ? -1 : 1);
}

function dateOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
