import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DeliveryFactsRecorded } from '../ingest/index.js';
import { Consumers, defineConsumer } from '../platform/index.js';
import { ActionClosing } from './actions/action-closing.service.js';
import { ActionsRepository } from './actions/actions.repository.js';
import { ActionLinked, BlockingChecksChanged } from './postmortems.events.js';

const queue = 'postmortems';

export const judgeByFacts = defineConsumer({ name: 'postmortems.judge-by-facts', queue, event: DeliveryFactsRecorded });
export const judgeLinked = defineConsumer({ name: 'postmortems.judge-linked', queue, event: ActionLinked });
export const judgeWaiting = defineConsumer({ name: 'postmortems.judge-waiting', queue, event: BlockingChecksChanged });

@Injectable()
export class PostmortemJobs implements OnModuleInit {
  constructor(
    private readonly consumers: Consumers,
    private readonly closing: ActionClosing,
    private readonly actions: ActionsRepository,
  ) {}

  onModuleInit(): void {
    this.consumers.handle(judgeByFacts, (facts, tx) => this.closing.hear(facts, tx));
    this.consumers.handle(judgeLinked, async ({ action: id }, tx) => {
      const action = await this.actions.lock(tx, id);
      if (action) await this.closing.judge(action, tx);
    });
    this.consumers.handle(judgeWaiting, ({ repository }, tx) => this.closing.judgeWaiting(repository, tx));
  }
}
