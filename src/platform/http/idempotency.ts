import { createHash } from 'node:crypto';
import { Injectable, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, map, mergeMap, of, type Observable } from 'rxjs';
import { Clock } from '../clock.js';
import { Db } from '../db/db.js';
import { DatabaseUnavailable, isConnectionLoss } from '../db/pg-errors.js';
import { DomainError, invalidField } from '../errors.js';
import { inTime } from '../in-time.js';
import { Ticks } from '../queue/ticks.js';
import { HIDDEN_ON_REPLAY } from './access.js';
import { patienceMs } from './hurry.js';

const KEEP_MS = 24 * 3_600_000;
/** A request that has not answered within this time has died; its key may be used again. */
const ABANDONED_MS = 60_000;

const WITHOUT_DATABASE = 'without-database';
/** The route answers while the database is away too. Its key cannot be kept then, so doing it again must be harmless. */
export function WithoutDatabase(): MethodDecorator {
  return SetMetadata(WITHOUT_DATABASE, true);
}

interface Stored {
  status: number | null;
  response: unknown;
  same: boolean;
  createdAt: Date;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose idempotency keys these are: set by whoever authenticated the request. */
    bearer?: string;
  }
}

/** `Idempotency-Key` on POST: the same key and body give the first answer again, without doing the act again. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly reflector: Reflector,
    ticks: Ticks,
  ) {
    ticks.every('platform.prune-idempotency-keys', 3_600_000, () => this.prune());
  }

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers['idempotency-key'];
    const streamed = request.headers['content-type']?.startsWith('application/x-ndjson') ?? false;
    if (request.method !== 'POST' || key === undefined || request.bearer === undefined || streamed)
      return next.handle();
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
      throw invalidField('Idempotency-Key', 'bad_key', 'Idempotency-Key must be 1 to 200 visible ASCII characters.');
    }
    const hash = createHash('sha256')
      .update(`${request.url}\n${JSON.stringify(request.body ?? null)}`)
      .digest();
    const bearer = request.bearer;
    const hurried = this.reflector.get<boolean | undefined>(WITHOUT_DATABASE, context.getHandler()) ?? false;
    const kept = <T>(step: 'key' | 'keptKey', work: Promise<T>): Promise<T | null> =>
      hurried ? ifThere(patienceMs(step, reply.elapsedTime), work) : work;
    const reserving = this.reserve(bearer, key, hash);
    // What comes of the request is written down after it, however late it is, and nowhere if the key could not be had.
    const reserved = (then: () => Promise<void>): Promise<void> =>
      reserving.then(
        (before) => (before === null ? then() : undefined),
        () => undefined,
      );
    const stored = await kept('key', reserving);
    if (stored) return of(this.replay(stored, reply));

    const hidden = this.reflector.get<string[] | undefined>(HIDDEN_ON_REPLAY, context.getHandler()) ?? [];
    return next.handle().pipe(
      mergeMap((answer: unknown) =>
        from(
          kept(
            'keptKey',
            reserved(() => this.keep(bearer, key, reply.statusCode, withoutFields(answer, hidden))),
          ),
        ).pipe(map(() => answer)),
      ),
      catchError((error: unknown) =>
        from(
          kept(
            'keptKey',
            reserved(() => this.release(bearer, key)),
          ),
        ).pipe(
          map(() => {
            throw error;
          }),
        ),
      ),
    );
  }

  private async reserve(scope: string, key: string, hash: Buffer): Promise<Stored | null> {
    return this.db.transaction(async (tx) => {
      const inserted = await tx.execute(
        `insert into idempotency_keys (scope, key, request_sha256, created_at) values ($1, $2, $3, $4)
         on conflict (scope, key) do update set request_sha256 = $3, created_at = $4
         where idempotency_keys.status is null and idempotency_keys.created_at < $5
            or idempotency_keys.created_at < $6`,
        [scope, key, hash, tx.now, new Date(tx.now.getTime() - ABANDONED_MS), new Date(tx.now.getTime() - KEEP_MS)],
      );
      if (inserted > 0) return null;
      const [stored] = await tx.query<Stored>(
        `select status, response, request_sha256 = $3 as same, created_at as "createdAt" from idempotency_keys where scope = $1 and key = $2`,
        [scope, key, hash],
      );
      return stored ?? null;
    });
  }

  private replay(stored: Stored, reply: FastifyReply): unknown {
    if (!stored.same)
      throw new DomainError('invalid', 'idempotency_key_reused', 'This Idempotency-Key was used with another request.');
    if (stored.status === null)
      throw new DomainError('conflict', 'still_running', 'The request with this Idempotency-Key is still running.');
    void reply.status(stored.status).header('idempotent-replayed', 'true');
    return stored.response;
  }

  private async keep(scope: string, key: string, status: number, response: unknown): Promise<void> {
    await this.db.query(`update idempotency_keys set status = $3, response = $4 where scope = $1 and key = $2`, [
      scope,
      key,
      status,
      JSON.stringify(response ?? null),
    ]);
  }

  private async release(scope: string, key: string): Promise<void> {
    await this.db.query(`delete from idempotency_keys where scope = $1 and key = $2 and status is null`, [scope, key]);
  }

  private async prune(): Promise<void> {
    await this.db.query(`delete from idempotency_keys where created_at < $1`, [
      new Date(this.clock.now().getTime() - KEEP_MS),
    ]);
  }
}

/** Null where the database is away, or does not answer in time. */
async function ifThere<T>(ms: number, work: Promise<T>): Promise<T | null> {
  try {
    return await inTime(ms, work, () => new DatabaseUnavailable('it does not answer'));
  } catch (error) {
    if (isConnectionLoss(error)) return null;
    throw error;
  }
}

function withoutFields(answer: unknown, hidden: string[]): unknown {
  if (hidden.length === 0 || typeof answer !== 'object' || answer === null) return answer;
  return { ...answer, ...Object.fromEntries(hidden.map((field) => [field, null])) };
}
