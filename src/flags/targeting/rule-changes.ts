import { Injectable, type OnModuleInit } from '@nestjs/common';
import { invalidFields, type Tx } from '../../platform/index.js';
import { ChangeControl, type Change, type ChangeApplier } from '../control/change-control.js';
import type { ChangeContent } from '../domain/change-content.js';
import type { Flag } from '../domain/flag.js';
import { TargetingService } from './targeting.service.js';

/** Rules that were asked for. */
@Injectable()
export class RuleChanges implements ChangeApplier, OnModuleInit {
  constructor(
    private readonly control: ChangeControl,
    private readonly targeting: TargetingService,
  ) {}

  onModuleInit(): void {
    this.control.register('rules', this);
  }

  async check(flag: Flag, environment: string, content: ChangeContent, tx: Tx): Promise<void> {
    if (content.kind !== 'rules') return;
    const faults = await this.targeting.faults(tx, flag, environment, content);
    if (faults.length > 0) throw invalidFields(faults.map((fault) => ({ ...fault, field: `content.${fault.field}` })));
  }

  async apply(tx: Tx, { flag, environment, content, reason, actor }: Change & { reason: string }): Promise<void> {
    if (content.kind !== 'rules') return;
    await this.targeting.saveIn(tx, flag.key, environment, content, { reason, ifMatch: undefined }, actor);
  }
}
