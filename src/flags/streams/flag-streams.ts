import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Counter, Gauge } from 'prom-client';
import { Tickets, type Actor } from '../../identity/index.js';
import { AppConfig, Clock, DomainError, metrics, Stream, STREAM_HEADERS } from '../../platform/index.js';
import { Rulesets, type Swap } from '../evaluation/rulesets.js';
import { clientOf } from '../instances/client.js';
import { Instances } from '../instances/instances.js';
import { ChangeLog } from './change-log.js';
import type { StreamKind } from './stream-kinds.js';

/** A revoked token is refused within a second; so are its streams. */
const RECHECK_MS = 700;

const open = new Gauge({
  name: 'loop_flag_streams',
  help: 'Open streams of flag changes, by kind.',
  labelNames: ['kind'],
  registers: [metrics],
});
const dropped = new Counter({
  name: 'loop_flag_streams_dropped_total',
  help: 'Streams of flag changes that were dropped because their reader took nothing.',
  registers: [metrics],
});

interface Reader {
  kind: StreamKind;
  environment: string;
  token: string;
  stream: Stream;
  leave: () => void;
}

/**
 * The open streams of flag changes. They are told from what this process itself evaluates by, so that neither Redis nor the
 * database stands between a flip that was heard of and its readers.
 */
@Injectable()
export class FlagStreams implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('FlagStreams');
  private readonly readers = new Map<string, Set<Reader>>();
  private readonly logs = new Map<string, ChangeLog>();
  private beating: NodeJS.Timeout | null = null;
  private rechecking: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly tickets: Tickets,
    private readonly rulesets: Rulesets,
    private readonly instances: Instances,
  ) {
    rulesets.onSwap((swap) => this.tell(swap));
  }

  onApplicationBootstrap(): void {
    if (!this.config.role.api) return;
    this.beating = setInterval(() => this.beat(), this.config.liveHeartbeatMs).unref();
    this.recheckLater();
  }

  /** Before the server closes, which would wait for them. */
  onModuleDestroy(): void {
    this.stopped = true;
    if (this.beating) clearInterval(this.beating);
    if (this.rechecking) clearTimeout(this.rechecking);
    for (const { stream } of this.all()) stream.end();
  }

  /** Turns the answer into a stream, which goes on until its reader leaves, is too slow, may listen no more, or the process ends. */
  async serve(kind: StreamKind, environment: string, actor: Actor, reply: FastifyReply): Promise<void> {
    // What ends a stream is looked up among the tokens.
    if (actor.kind !== 'token')
      throw new DomainError('forbidden', 'needs_token', 'This stream is for programs: send an API token.');
    const seen = lastEventIdOf(reply.request);
    if (seen !== null && seen > this.rulesets.revision) await this.rulesets.catchUp();
    if (this.stopped) throw new DomainError('unavailable', 'stopping', 'This process is ending; connect again.');
    reply.hijack();
    reply.raw.writeHead(200, { ...reply.getHeaders(), ...STREAM_HEADERS } as Record<string, string>);
    const stream = new Stream(reply.raw, kind.mostWaitingBytes);
    const client = clientOf(reply.request);
    const ruleset = this.rulesets.of(environment);
    const missed = seen === null ? null : this.missed(environment, seen);
    // Who names an event of definitions has got them, and what came since if that answers alike.
    if (seen !== null && kind.door === 'stream') {
      const has = missed?.size === 0 ? Math.max(seen, ruleset.revision) : seen;
      this.instances.handed(environment, client, kind.door, Math.min(has, this.rulesets.revision));
    }
    const leave = this.instances.connected(environment, client, kind.door);
    const reader: Reader = { kind, environment, token: actor.id, stream, leave };
    reply.raw.once('close', () => this.left(reader));
    // Readers that lose a process together come back one after another.
    const retry = `retry: ${500 + Math.floor(Math.random() * 1_500)}\n\n`;
    stream.write(retry + kind.greeting(ruleset, missed, this.clock.now()));
    const beside = this.readers.get(environment);
    if (beside) beside.add(reader);
    else this.readers.set(environment, new Set([reader]));
    open.inc({ kind: kind.name });
  }

  private missed(environment: string, seen: number): ReadonlySet<string> | null {
    return this.logs.get(environment)?.since(seen) ?? null;
  }

  private left(reader: Reader): void {
    if (!this.readers.get(reader.environment)?.delete(reader)) return;
    reader.leave();
    open.dec({ kind: reader.kind.name });
    if (reader.stream.dropped) dropped.inc();
  }

  private tell({ before, after, keys, step, alike }: Swap): void {
    // Nobody who listens needs to do anything, or would notice that they did.
    if (alike) return;
    const log = this.logs.get(after.environment);
    // What a process finds when it starts is no change: nobody can tell what is gone since.
    if (log === undefined)
      this.logs.set(after.environment, new ChangeLog(before.revision === 0 ? after.revision : before.revision));
    if (before.revision > 0)
      this.logs.get(after.environment)?.add(after.revision, keys, {
        within: after.revision === before.revision,
        after: step ? null : before.revision,
      });
    const readers = this.readers.get(after.environment);
    if (readers === undefined || readers.size === 0) return;
    const now = this.clock.now();
    const said = new Map<StreamKind, Buffer>();
    // Whoever has to ask again once it has heard is told first.
    for (const askers of [true, false]) {
      for (const { kind, stream } of readers) {
        if ((kind.door === 'bulk') !== askers) continue;
        let words = said.get(kind);
        if (words === undefined) said.set(kind, (words = Buffer.from(kind.change(after, keys, now))));
        stream.write(words);
      }
    }
  }

  private beat(): void {
    for (const { stream } of this.all()) stream.beat();
  }

  private recheckLater(): void {
    if (this.stopped) return;
    this.rechecking = setTimeout(() => {
      this.recheck()
        .catch((error: unknown) => this.logger.debug(`Who listens is checked again later: ${String(error)}`))
        .finally(() => this.recheckLater());
    }, RECHECK_MS).unref();
  }

  /** Ends the streams of tokens that were revoked or have expired; while the database is away they go on. */
  private async recheck(): Promise<void> {
    const tokens = new Set(this.all().map(({ token }) => token));
    if (tokens.size === 0) return;
    const good = await this.tickets.stillGood([...tokens]);
    for (const { token, stream } of this.all()) if (tokens.has(token) && !good.has(token)) stream.end();
  }

  private all(): Reader[] {
    return [...this.readers.values()].flatMap((readers) => [...readers]);
  }
}

function lastEventIdOf(request: FastifyRequest): number | null {
  const id = request.headers['last-event-id'];
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : null;
}
