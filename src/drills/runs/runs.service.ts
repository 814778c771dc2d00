import { Injectable, Logger } from '@nestjs/common';
import { Flips } from '../../flags/index.js';
import { Audit, can, type Actor } from '../../identity/index.js';
import { badCursor, Db, isUniqueViolation, page, readCursor, type Tx } from '../../platform/index.js';
import { tally, verify } from '../domain/checks/checks.js';
import type { Evidence } from '../domain/evidence.js';
import { flipsOf, hasEnded, isRefused, take, type Result, type Run, type Step } from '../domain/run.js';
import { Collector } from '../evidence/collector.js';
import { mayNotFlip, placeTaken, refusedBy, unknownDrill } from '../drills.errors.js';
import { Ending } from './ending.js';
import { NewRun } from './new-run.js';
import { drillView } from './run.view.js';
import type { DrillPage, DrillsQuery, DrillView, NewDrill } from './runs.contract.js';
import { isId, RunsRepository } from './runs.repository.js';

/** Runs of drills: planned, begun, paused, ended. */
@Injectable()
export class Runs {
  private readonly logger = new Logger('Drills');

  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly flips: Flips,
    private readonly making: NewRun,
    private readonly ending: Ending,
    private readonly collector: Collector,
    private readonly repository: RunsRepository,
  ) {}

  /** Throws `invalid` with everything that is wrong. */
  async create(body: NewDrill, actor: Actor): Promise<DrillView> {
    return this.db.transaction(async (tx) => {
      const run = await this.making.of(tx, body, actor);
      await this.repository.insert(tx, run);
      const { mode, surprise, service, environment } = run;
      const detail = { scenario: body.scenario, mode, surprise, service, environment };
      await this.audit.record(tx, { actor, action: 'drill.create', subject: `drill:${run.id}`, detail });
      return drillView(run);
    });
  }

  async get(id: string): Promise<DrillView> {
    return drillView(await this.find(id));
  }

  async find(id: string): Promise<Run> {
    const run = await this.repository.find(id);
    if (!run) throw unknownDrill(id);
    return run;
  }

  /** Newest first. */
  async list(query: DrillsQuery): Promise<DrillPage> {
    const before = readCursor(query.cursor, 1)?.[0] ?? null;
    if (before !== null && (typeof before !== 'string' || !isId(before))) throw badCursor();
    const rows = await this.repository.list(query, query.limit + 1, before);
    const { items, nextCursor } = page(rows, query.limit, ({ id }) => [id]);
    return { items: items.map(drillView), nextCursor };
  }

  /** A step that was taken already changes nothing. Throws `conflict` where the state forbids it, or the place is taken. */
  async step(id: string, step: Step, reason: string | null, actor: Actor): Promise<DrillView> {
    const run = await this.db
      .transaction(async (tx) => {
        const present = await this.repository.lock(tx, id);
        if (!present) throw unknownDrill(id);
        return this.stepIn(tx, present, step, reason, actor);
      })
      .catch((error: unknown) => {
        // Two that start at once: the second hears of the first by the index.
        if (!isUniqueViolation(error)) throw error;
        throw placeTaken(id);
      });
    if (hasEnded(run.state)) await this.flips.catchUp();
    return drillView(run);
  }

  /** In the caller's transaction, which holds the lock of the run. */
  async stepIn(tx: Tx, present: Run, step: Step, reason: string | null, actor: Actor): Promise<Run> {
    const taken = take(present, step, tx.now, reason);
    if (isRefused(taken)) throw refusedBy(taken);
    if (taken === present) return present;
    if (step === 'start') await this.requireStartable(tx, present, actor);
    const next = hasEnded(taken.state) ? await this.ending.of(tx, taken, actor) : taken;
    await this.repository.saveState(tx, next);
    const result = hasEnded(next.state) ? await this.freeze(tx, next) : null;
    const detail = reason === null ? {} : { reason };
    await this.audit.record(tx, { actor, action: `drill.${step}`, subject: `drill:${present.id}`, detail });
    return { ...next, result };
  }

  /** What was recorded is judged once, by the rules of now: a later version of them changes no past result. */
  private async freeze(tx: Tx, run: Run): Promise<Result | null> {
    const evidence = await this.collector.evidenceOf(tx, run);
    const result = run.startedAt === null ? null : this.judge(run.id, evidence);
    await this.repository.freeze(tx, run.id, evidence, result);
    return result;
  }

  /** Null where a check breaks down over the evidence: that must not keep a run from ending, and its flags from being restored. */
  private judge(run: string, evidence: Evidence): Result | null {
    try {
      return tally(verify(evidence));
    } catch (error) {
      this.logger.error(`The checks of drill ${run} broke down over its evidence: ${String(error)}`);
      return null;
    }
  }

  /** Whoever starts a run lends it the permission for the flips that its scenario names. */
  private async requireStartable(tx: Tx, { service, environment, scenario }: Run, actor: Actor): Promise<void> {
    const { flags, on } = flipsOf(scenario);
    const may = can(actor, 'flags:write') || (!on && can(actor, 'flags:kill'));
    if (flags.length > 0 && !may) throw mayNotFlip(flags);
    const other = await this.repository.inPlace(tx, service, environment);
    if (other !== null) throw placeTaken(other);
  }
}
