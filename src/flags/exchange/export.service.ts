import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { viewOf } from '../inventory/flags.view.js';
import { InventoryReads } from '../inventory/inventory.reads.js';
import { csvLine } from './domain/csv.js';
import type { InventoryExport } from './export.contract.js';

const HEADER = [
  'key',
  'name',
  'kind',
  'service',
  'owner_team',
  'owner_person',
  'expires_at',
  'extensions',
  'removal_ticket',
  'stage',
  'outcome',
  'debt',
  'environment',
  'on',
  'rules',
  'changed_at',
  'last_evaluated_at',
  'created_at',
  'created_by',
];

/** Gives the inventory away as a whole. */
@Injectable()
export class FlagExport {
  constructor(
    private readonly clock: Clock,
    private readonly reads: InventoryReads,
  ) {}

  async json(service: string | undefined): Promise<InventoryExport> {
    const flags = await this.reads.whole(service ?? null);
    return { exportedAt: this.clock.now().toISOString(), flags: flags.map(viewOf) };
  }

  /** A line for each flag and environment; one for a flag without environments. */
  async csv(service: string | undefined): Promise<string> {
    const flags = await this.reads.whole(service ?? null);
    const lines = flags.flatMap((flag) => {
      const { key, name, kind, owner, extensions, removalTicket, stage, outcome, debt, createdAt, createdBy } = flag;
      const before = [key, name, kind, flag.service, owner.team, owner.person, text(flag.expiresAt), extensions];
      const middle = [removalTicket, stage, outcome, debt.join(' ')];
      const after = [createdAt.toISOString(), createdBy];
      const states = flag.environments.map((environment) => [
        environment.key,
        environment.on,
        environment.rules.length,
        environment.changedAt.toISOString(),
        text(environment.lastEvaluatedAt),
      ]);
      return (states.length === 0 ? [[null, null, null, null, null]] : states).map((state) =>
        csvLine([...before, ...middle, ...state, ...after]),
      );
    });
    return [csvLine(HEADER), ...lines].join('');
  }
}

function text(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
