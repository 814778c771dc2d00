import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import type { ChangeContent } from '../domain/change-content.js';
import type { Flag } from '../domain/flag.js';
import { Flips } from '../lifecycle/flips.service.js';
import { ChangeControl, type Change, type ChangeApplier } from './change-control.js';
import { contentNotFor } from './control.errors.js';

/** Flips that were asked for. */
@Injectable()
export class FlipChanges implements ChangeApplier, OnModuleInit {
  constructor(
    private readonly control: ChangeControl,
    private readonly flips: Flips,
  ) {}

  onModuleInit(): void {
    this.control.register('flip', this);
  }

  async check(flag: Flag, environment: string, content: ChangeContent): Promise<void> {
    const state = flag.environments.find(({ key }) => key === environment);
    if (content.kind === 'flip' && state?.on === content.on)
      throw contentNotFor('content.on', `It is ${content.on ? 'on' : 'off'} in ${environment} already.`);
  }

  async apply(tx: Tx, { flag, environment, content, reason, actor }: Change & { reason: string }): Promise<void> {
    if (content.kind !== 'flip') return;
    const order = { flag: flag.key, environment, on: content.on, kill: false, reason, incident: null };
    await this.flips.flipIn(tx, order, actor);
  }
}
