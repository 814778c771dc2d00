import { Injectable } from '@nestjs/common';
import { Flips } from '../../flags/index.js';
import type { Actor } from '../../identity/index.js';
import { Db, invalidFields, type Tx } from '../../platform/index.js';
import type { Evidence } from '../domain/evidence.js';
import { recordFaults } from '../domain/lab-parts.js';
import { hasEnded, type Run } from '../domain/run.js';
import type { Inject } from '../domain/scenario.js';
import { evidenceClosed, refusedBy, tooMuchEvidence, unknownDrill, unknownInject } from '../drills.errors.js';
import { drillView } from '../runs/run.view.js';
import type { DrillView } from '../runs/runs.contract.js';
import { isId, RunsRepository } from '../runs/runs.repository.js';
import { Collector } from './collector.js';
import type { EvidenceItem } from './evidence.contract.js';
import { LabRecords } from './lab-records.repository.js';

const MOST_RECORDS = 100_000;

/** What is recorded of a run while it goes on. */
@Injectable()
export class EvidenceStore {
  constructor(
    private readonly db: Db,
    private readonly flips: Flips,
    private readonly runs: RunsRepository,
    private readonly records: LabRecords,
    private readonly collector: Collector,
  ) {}

  /** Frozen once the run has ended; as known by now before. */
  async of(drill: string): Promise<Evidence> {
    const frozen = isId(drill) ? await this.runs.evidence(drill) : null;
    if (frozen) return frozen;
    return this.db.transaction(async (tx) => {
      const run = await this.runs.find(drill, tx);
      if (!run) throw unknownDrill(drill);
      return this.collector.evidenceOf(tx, run);
    });
  }

  /** All or nothing. Throws `invalid` with every fault, `conflict` after the end of the run. */
  async add(drill: string, items: EvidenceItem[], actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      const run = await this.open(tx, drill);
      const injects = run.scenario.injects.map(({ id }) => id);
      const faults = items.flatMap(({ part, record }, index) =>
        recordFaults(part, record, injects).map((fault) => ({ ...fault, field: `items[${index}].${fault.field}` })),
      );
      if (faults.length > 0) throw invalidFields(faults);
      if ((await this.records.count(drill, tx)) + items.length > MOST_RECORDS) throw tooMuchEvidence(MOST_RECORDS);
      await this.records.add(tx, drill, items, actor.person ?? actor.name);
      tx.announce('drills', drill);
    });
  }

  /** Writes down that an inject happened, and does it where it is a flip. Fired before: nothing. */
  async fire(drill: string, inject: string, actor: Actor): Promise<DrillView> {
    const view = await this.db.transaction(async (tx) => {
      const run = await this.runs.lock(tx, drill);
      if (!run) throw unknownDrill(drill);
      const found = run.scenario.injects.find(({ id }) => id === inject);
      if (!found) throw unknownInject(inject);
      if (await this.wasFired(tx, drill, inject)) return drillView(run);
      if (run.state !== 'running') {
        const detail = `The drill is ${run.state}: nothing happens to the service now.`;
        throw refusedBy({ code: `drill_${run.state}`, detail });
      }
      await this.act(tx, run, found, actor);
      const record = { inject, at: tx.now.toISOString() };
      await this.records.add(tx, drill, [{ part: 'injects', record }], actor.person ?? actor.name);
      tx.announce('drills', drill);
      return drillView(run);
    });
    await this.flips.catchUp();
    return view;
  }

  private async wasFired(tx: Tx, drill: string, inject: string): Promise<boolean> {
    const [fired] = await tx.query(
      `select id from drill_evidence where drill = $1 and part = 'injects' and record ->> 'inject' = $2 limit 1`,
      [drill, inject],
    );
    return fired !== undefined;
  }

  private async act(tx: Tx, { id, environment }: Run, { title, does }: Inject, actor: Actor): Promise<void> {
    if (does.kind !== 'flip') return;
    const { flag, on } = does;
    const reason = `Drill ${id}: ${title}`;
    await this.flips.flipIn(
      tx,
      { flag, environment, on, kill: false, reason, incident: null, origin: { drillRun: id } },
      actor,
    );
  }

  private async open(tx: Tx, drill: string): Promise<Run> {
    const run = await this.runs.hold(tx, drill);
    if (!run) throw unknownDrill(drill);
    if (hasEnded(run.state)) throw evidenceClosed(run.state);
    return run;
  }
}
