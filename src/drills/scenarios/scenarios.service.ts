import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../identity/index.js';
import { Db, keyCursor, page, requireMatch } from '../../platform/index.js';
import { parseScenario } from '../domain/parse-scenario.js';
import { badScenario, unknownScenario } from '../drills.errors.js';
import type { ScenarioPage, ScenarioRow, ScenariosQuery, ScenarioView } from './scenarios.contract.js';
import { ScenariosRepository, type StoredScenario } from './scenarios.repository.js';

/** The scenarios that drills are played by. A run keeps a copy, so that changing one changes no run. */
@Injectable()
export class Scenarios {
  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly repository: ScenariosRepository,
  ) {}

  /** Throws `invalid` with the line of every fault. The same text again changes nothing. */
  async put(
    key: string,
    yaml: string,
    ifMatch: string | undefined,
    actor: Actor,
  ): Promise<{ view: ScenarioView; created: boolean }> {
    const read = parseScenario(yaml, key);
    if ('faults' in read) throw badScenario(read.faults);
    return this.db.transaction(async (tx) => {
      await tx.queueFor(`drill-scenario:${key}`);
      const present = await this.repository.find(key, tx);
      requireMatch(ifMatch, present && viewOf(present));
      if (present?.yaml === yaml) return { view: viewOf(present), created: false };
      const stored = { key, scenario: read.scenario, yaml, updatedBy: actor.person ?? actor.name };
      const created = await this.repository.save(tx, stored);
      const detail = { title: read.scenario.title, service: read.scenario.service };
      await this.audit.record(tx, { actor, action: 'drill-scenario.put', subject: `drill-scenario:${key}`, detail });
      return { view: viewOf({ ...stored, updatedAt: tx.now }), created };
    });
  }

  async get(key: string): Promise<ScenarioView> {
    const stored = await this.repository.find(key);
    if (!stored) throw unknownScenario(key);
    return viewOf(stored);
  }

  async list({ service, limit, cursor }: ScenariosQuery): Promise<ScenarioPage> {
    const rows = await this.repository.list(service ?? null, limit + 1, keyCursor(cursor));
    const { items, nextCursor } = page(rows, limit, ({ key }) => [key]);
    return { items: items.map(rowOf), nextCursor };
  }
}

function rowOf(stored: StoredScenario): ScenarioRow {
  const { yaml: _, ...row } = viewOf(stored);
  return row;
}

function viewOf({ key, scenario, yaml, updatedBy, updatedAt }: StoredScenario): ScenarioView {
  const { title, service } = scenario;
  return { key, title, service, scenario, yaml, updatedBy, updatedAt: updatedAt.toISOString() };
}
