import { Injectable } from '@nestjs/common';
import { FlagReads } from '../flags/index.js';
import { FactsReads, type HandedFact, type IncidentFact } from '../ingest/index.js';
import type { Tx } from '../platform/index.js';
import { applyFact } from './domain/fact.js';
import { IncidentWriter } from './incident-writer.js';
import { IncidentsRepository } from './incidents.repository.js';
import { foldFlips } from './remedy-moments.js';

const FACT = { actor: 'fact', person: null };

/** Takes over incidents that other systems tell about. */
@Injectable()
export class IncidentFacts {
  constructor(
    private readonly facts: FactsReads,
    private readonly flags: FlagReads,
    private readonly repository: IncidentsRepository,
    private readonly writer: IncidentWriter,
  ) {}

  /** Facts of one ingest transaction; one such batch at a time, so that of one incident the newest fact stays. */
  async apply(ids: string[], tx: Tx): Promise<void> {
    const fresh = new Map<string, number>();
    await tx.queueFor('incidents:facts');
    for (const id of [...ids].sort()) {
      const stored = await this.repository.lock(tx, id);
      // Read after the lock: whoever held it may have applied a newer one.
      const [fact] = await this.facts.incidentFacts([id], tx);
      if (!fact || fact.seq <= (stored?.factSeq ?? -1)) continue;
      await this.applyOne(fact, stored, tx);
      if (!stored) fresh.set(id, Date.parse(fact.body.startedAt));
    }
    if (fresh.size > 0) await this.catchUp(fresh, tx);
  }

  private async applyOne(
    { id, seq, body }: HandedFact<IncidentFact>,
    stored: Awaited<ReturnType<IncidentsRepository['lock']>>,
    tx: Tx,
  ): Promise<void> {
    const placed = { ...body, environment: body.environment ?? 'production' };
    const outcome = applyFact(stored?.incident ?? null, stored?.fact ?? null, placed, tx.now);
    if (stored) await this.repository.forgetFactLines(tx, id);
    await this.writer.write(tx, stored?.incident ?? null, { incident: outcome.incident, entries: [] }, FACT, null);
    await this.repository.append(tx, id, outcome.entries, FACT, true);
    await this.repository.rememberFact(tx, id, body, seq);
  }

  /** Flips may have named an incident before its fact came. */
  private async catchUp(starts: Map<string, number>, tx: Tx): Promise<void> {
    const flips = await this.flags.flips({ from: new Date(Math.min(...starts.values())) }, tx);
    const naming = flips.filter(({ incident }) => incident !== null && starts.has(incident));
    for (const id of new Set(naming.map(({ incident }) => incident ?? ''))) {
      let incident = (await this.repository.lock(tx, id))?.incident;
      if (!incident) continue;
      const named = naming.filter((flip) => flip.incident === id);
      for (const outcome of foldFlips(incident, named)) {
        await this.writer.write(tx, incident, outcome, { actor: outcome.actor, person: null }, null);
        incident = outcome.incident;
      }
    }
  }
}
