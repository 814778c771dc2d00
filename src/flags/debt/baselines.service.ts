import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Catalog, type Service } from '../../catalog/index.js';
import { Audit, type Actor } from '../../identity/index.js';
import { Db, Ticks } from '../../platform/index.js';
import { ratchet, violationsOf, type Violation } from '../domain/baseline.js';
import { DebtReads, type Survey } from '../inventory/debt.reads.js';
import { nameOf } from '../inventory/history.js';
import { BaselinesRepository, type Baseline, type Entry } from './baselines.repository.js';
import { baselineExists, noBaseline } from './debt.errors.js';
import { MentionsReads } from './mentions.reads.js';

const SETTLE_MS = 10_000;
const CODE_RULES = new Set<string>(['unknown_flag', 'archived_in_code']);

/** Debt that was there before the guard: admitted once for each service, and fewer from then on. */
@Injectable()
export class Baselines implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly ticks: Ticks,
    private readonly audit: Audit,
    private readonly catalog: Catalog,
    private readonly debts: DebtReads,
    private readonly mentions: MentionsReads,
    private readonly repository: BaselinesRepository,
  ) {}

  onModuleInit(): void {
    this.ticks.every('flags.settle-baselines', SETTLE_MS, () => this.settle());
  }

  /** Admits all that the flags and the trunk of a service owe now. Throws `conflict` the second time. */
  async admit(key: string, reason: string, actor: Actor): Promise<Baseline> {
    const service = await this.catalog.requireService(key);
    const violations = await this.present(service);
    return this.db.transaction(async (tx) => {
      const baseline = { service: key, admittedAt: tx.now, admittedBy: nameOf(actor), reason };
      if (!(await this.repository.insert(tx, baseline, violations))) throw baselineExists(key);
      const detail = { admitted: violations.length, reason };
      await this.audit.record(tx, { actor, action: 'flag-baseline.admit', subject: `service:${key}`, detail });
      tx.announce('flags');
      return { ...baseline, admitted: violations.length, left: violations.length };
    });
  }

  /** Throws `no_baseline`. */
  async get(service: string): Promise<Baseline & { entries: Violation[] }> {
    await this.settle([service]);
    const baseline = await this.repository.find(service);
    if (baseline === null) throw noBaseline(service);
    const entries = await this.repository.open([service]);
    return { ...baseline, entries: entries.map(({ rule, subject, mark }) => ({ rule, subject, mark })) };
  }

  /**
   * What is admitted among what the flags of a survey owe, and of the code of their services. What a flag no longer owes leaves its
   * baseline here; what the code no longer asks for leaves it in `settle`, which looks at trunk and not at some branch. Nor does what
   * was admitted after `began`, the beginning of the survey, which may not have seen it.
   */
  async admittedOf({ flags, includes, services }: Survey, more: readonly string[], began: Date): Promise<Violation[]> {
    const open = await this.repository.open([...new Set([...more, ...services])]);
    if (open.length === 0) return [];
    const owing = open.filter(
      ({ rule, subject, admittedAt }) => !CODE_RULES.has(rule) && includes(subject) && admittedAt <= began,
    );
    const { mended } = ratchet(owing, flags.flatMap(violationsOf));
    const gone = new Set<Violation>(mended);
    await this.mend(owing.filter((entry) => gone.has(entry)));
    return open.filter((entry) => !gone.has(entry));
  }

  /** Takes out of the baselines (of these services) what is mended. */
  async settle(services: string[] | null = null): Promise<void> {
    const open = await this.repository.open(services);
    for (const key of new Set(open.map(({ service }) => service))) {
      const service = await this.catalog.service(key);
      const entries = open.filter((entry) => entry.service === key);
      const present = service === null ? [] : await this.present(service);
      const gone = new Set<Violation>(ratchet(entries, present).mended);
      await this.mend(entries.filter((entry) => gone.has(entry)));
    }
  }

  private async mend(entries: Entry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.db.transaction(async (tx) => {
      for (const service of new Set(entries.map((entry) => entry.service))) {
        await this.repository.mend(
          tx,
          service,
          entries.filter((entry) => entry.service === service),
        );
      }
      tx.announce('flags');
    });
  }

  private async present({ key, repository }: Pick<Service, 'key' | 'repository'>): Promise<Violation[]> {
    const scan = repository ? await this.mentions.of(repository) : null;
    const mentioned = scan?.flags ?? new Map<string, number>();
    const flags = await this.debts.judged((flag) => flag.service === key || mentioned.has(flag.key));
    const stages = new Map(flags.map((flag) => [flag.key, flag.stage]));
    const inCode = [...mentioned.keys()].flatMap((subject): Violation[] => {
      const stage = stages.get(subject);
      if (stage === undefined) return [{ rule: 'unknown_flag', subject, mark: '' }];
      return stage === 'archived' ? [{ rule: 'archived_in_code', subject, mark: '' }] : [];
    });
    return [...flags.filter(({ service }) => service === key).flatMap(violationsOf), ...inCode];
  }
}
