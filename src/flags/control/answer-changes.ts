import { Injectable, type OnModuleInit } from '@nestjs/common';
import { invalidFields, type Tx } from '../../platform/index.js';
import type { ChangeContent } from '../domain/change-content.js';
import type { Flag } from '../domain/flag.js';
import { lostVariants } from '../domain/rules-faults.js';
import { variantFaults } from '../domain/variants.js';
import { Inventory } from '../inventory/inventory.service.js';
import { ChangeControl, type Change, type ChangeApplier } from './change-control.js';

/** Changes of a flag's variants that were asked for: in all environments at once. */
@Injectable()
export class AnswerChanges implements ChangeApplier, OnModuleInit {
  constructor(
    private readonly control: ChangeControl,
    private readonly inventory: Inventory,
  ) {}

  onModuleInit(): void {
    this.control.register('answers', this);
  }

  async check(flag: Flag, _environment: string, content: ChangeContent): Promise<void> {
    if (content.kind !== 'answers') return;
    const faults = [
      ...variantFaults(content.variants, content.defaultVariant, content.offVariant),
      ...lostVariants(flag, content.variants),
    ];
    if (faults.length > 0) throw invalidFields(faults.map((each) => ({ ...each, field: `content.${each.field}` })));
  }

  async apply(tx: Tx, { flag, content, actor }: Change & { reason: string }): Promise<void> {
    if (content.kind !== 'answers') return;
    const { variants, defaultVariant, offVariant } = content;
    await this.inventory.changeIn(tx, flag.key, { variants, defaultVariant, offVariant }, undefined, actor);
  }
}
