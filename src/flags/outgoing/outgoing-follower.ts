import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppConfig, Consumers, Ids, type Tx } from '../../platform/index.js';
import type { FlagActPayload } from '../flags.events.js';
import { tellOutgoing } from '../flags.jobs.js';
import { concerns, OUTGOING_EVENTS, type OutgoingMessage } from './domain/outgoing-event.js';
import { slackBodyOf } from './domain/slack-text.js';
import { OutgoingRepository, type StoredOutgoing } from './outgoing.repository.js';

interface FlagNames {
  key: string;
  name: string;
  kind: string;
  service: string;
}

/** Makes a delivery of each act on a flag for everybody who wants to hear of it. */
@Injectable()
export class OutgoingFollower implements OnModuleInit {
  constructor(
    private readonly config: AppConfig,
    private readonly ids: Ids,
    private readonly consumers: Consumers,
    private readonly repository: OutgoingRepository,
  ) {}

  onModuleInit(): void {
    this.consumers.handleGroup(tellOutgoing, (acts, tx) => this.tell(acts, tx));
  }

  private async tell(acts: FlagActPayload[], tx: Tx): Promise<void> {
    const receivers = await this.repository.active(tx);
    if (receivers.length === 0) return;
    const keys = [...new Set(acts.map(({ flag }) => flag))];
    const rows = await tx.query<FlagNames>(`select key, name, kind, service from flags where key = any ($1)`, [keys]);
    const flags = new Map(rows.map((row) => [row.key, row]));
    for (const act of acts) {
      const flag = flags.get(act.flag);
      const event = OUTGOING_EVENTS.find((each) => each === act.action);
      if (flag === undefined || event === undefined) continue;
      const message = this.messageOf(act, event, flag);
      for (const receiver of receivers.filter((one) => concerns(one, event, flag.service, act.environment)))
        await this.add(tx, receiver, message, flag.key);
    }
  }

  private async add(tx: Tx, { id, kind }: StoredOutgoing, message: OutgoingMessage, flag: string): Promise<void> {
    await this.repository.add(tx, {
      id: this.ids.next(),
      outgoing: id,
      message: message.id,
      type: message.type,
      flag,
      environment: message.environment,
      body: kind === 'slack' ? slackBodyOf(message) : JSON.stringify(message),
    });
  }

  private messageOf(act: FlagActPayload, event: (typeof OUTGOING_EVENTS)[number], flag: FlagNames): OutgoingMessage {
    const { id, at, environment, actor, reason, incident, revision, detail } = act;
    const { on } = detail;
    const flipped = event === 'flip' || event === 'kill';
    const { publicUrl } = this.config;
    const url = publicUrl === null ? null : `${publicUrl}/flags/${encodeURIComponent(flag.key)}`;
    return {
      id,
      type: `flag.${event}`,
      at,
      flag: { ...flag, url },
      environment,
      on: flipped ? on === true : null,
      actor,
      reason,
      incident,
      revision,
      detail,
    };
  }
}
