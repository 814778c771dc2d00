import { Injectable, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { can, Tickets, TokenAuth, type Actor } from '../../identity/index.js';
import { DomainError, ErrorShapes, parseJson, problemOf, type Problem } from '../../platform/index.js';
import { contextOf } from '../domain/context.js';
import { Exposure } from '../exposure/exposure.js';
import { clientOf } from '../instances/client.js';
import { Instances } from '../instances/instances.js';
import { eventStreamsOf, OFREP_DOOR } from '../streams/ofrep-event-streams.js';
import { revisionIn } from '../streams/stream-kinds.js';
import { isKnown } from './ruleset.js';
import { Rulesets } from './rulesets.js';

const SINGLE = '/ofrep/v1/evaluate/flags/:key';
const BULK = '/ofrep/v1/evaluate/flags';
const DESCRIBED = '/ofrep/described';
const JSON_TYPE = 'application/json; charset=utf-8';
const BODY_BYTES = 1024 * 1024;
/** Together with what TokenAuth believes: under the second in which a revoked token must be refused. */
const BELIEVE_MS = 200;
const MOST_BELIEVED = 10_000;

interface BulkQuery {
  Querystring: { flagConfigEtag?: unknown };
}

interface Believed {
  actor: Actor;
  readAt: number;
  /** For its event stream. */
  ticket: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    ofrep?: Believed;
  }
}

/**
 * Serves the OFREP routes that OfrepController describes, on a context of Fastify's own: guards, pipes, interceptors and the
 * general body parser would cost more than the evaluation itself.
 */
@Injectable()
export class OfrepRoutes {
  private readonly logger = new Logger('Ofrep');
  private readonly believed = new Map<string, Believed>();

  constructor(
    private readonly tokens: TokenAuth,
    private readonly tickets: Tickets,
    private readonly rulesets: Rulesets,
    private readonly exposure: Exposure,
    private readonly instances: Instances,
    shapes: ErrorShapes,
    adapterHost: HttpAdapterHost,
  ) {
    shapes.register('/ofrep/', (problem, request) => ({
      status: statusOf(problem),
      body: failureOf(problem, keyIn(request)),
    }));
    // A worker process has no HTTP adapter.
    const fastify: FastifyInstance | undefined = adapterHost.httpAdapter?.getInstance<FastifyInstance>();
    fastify?.addHook('onRoute', (route) => makeWay(route));
    void fastify?.register((own, _, done) => {
      this.serve(own);
      done();
    });
  }

  private serve(fastify: FastifyInstance): void {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: BODY_BYTES }, (_, body, done) => {
      try {
        done(null, parseJson(Buffer.from(body), true));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    });
    fastify.setErrorHandler((error: FastifyError, request, reply) => this.fail(error, request, reply));
    fastify.addHook('onRequest', (request, _, done) => this.authenticate(request, done));
    const own = { served: true, rateLimit: false } as const;
    fastify.post(SINGLE, { config: own }, (request, reply) => this.single(request, reply));
    fastify.post<BulkQuery>(BULK, { config: own }, (request, reply) => this.bulk(request, reply));
  }

  /** Without a promise where the token was seen a moment ago. */
  private authenticate(request: FastifyRequest, goOn: (error?: Error) => void): void {
    const key = request.headers['x-api-key'];
    const header = request.headers.authorization ?? (typeof key === 'string' ? `Bearer ${key}` : '');
    const believed = this.believed.get(header);
    if (believed && performance.now() - believed.readAt < BELIEVE_MS) {
      request.ofrep = believed;
      return goOn();
    }
    this.believe(header)
      .then((fresh) => {
        request.ofrep = fresh;
      })
      .then(() => goOn())
      .catch(goOn);
  }

  private async believe(header: string): Promise<Believed> {
    const actor = await this.tokens.authenticate(header === '' ? undefined : header);
    const refusal = refusalOf(actor);
    if (refusal) throw refusal;
    if (this.believed.size >= MOST_BELIEVED) this.believed.clear();
    const fresh = { actor, readAt: performance.now(), ticket: this.tickets.issue(actor, header, OFREP_DOOR) };
    this.believed.set(header, fresh);
    return fresh;
  }

  private single(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const environment = request.ofrep?.actor.environment ?? '';
    const key = keyIn(request) ?? '';
    const read = contextOf(request.body);
    if ('errorCode' in read)
      return reply
        .status(400)
        .type(JSON_TYPE)
        .send(JSON.stringify({ key, ...read }));
    const { flags, revision } = this.rulesets.of(environment);
    this.instances.handed(environment, clientOf(request), 'evaluation', revision);
    const flag = flags.get(key);
    if (flag === undefined) {
      const errorDetails = `There is no flag "${key}" in ${environment}.`;
      return reply
        .status(404)
        .type(JSON_TYPE)
        .send(JSON.stringify({ key, errorCode: 'FLAG_NOT_FOUND', errorDetails }));
    }
    const { evaluation, json } = flag.evaluate(read.context);
    this.exposure.evaluated(environment, evaluation);
    if ('errorCode' in evaluation) void reply.status(400);
    return reply.type(JSON_TYPE).send(json);
  }

  /** Waits only for a revision that the client was told of by another process. */
  private async bulk(request: FastifyRequest<BulkQuery>, reply: FastifyReply): Promise<FastifyReply> {
    const told = revisionIn(request.query.flagConfigEtag);
    if (told !== null && told > this.rulesets.revision) await this.rulesets.catchUp();
    const environment = request.ofrep?.actor.environment ?? '';
    const read = contextOf(request.body);
    if ('errorCode' in read) return reply.status(400).type(JSON_TYPE).send(JSON.stringify(read));
    const ruleset = this.rulesets.of(environment);
    const { json, etag } = ruleset.bulk(read.context, (evaluation) => this.exposure.handedOut(environment, evaluation));
    this.exposure.handedOutAll(ruleset);
    const client = clientOf(request);
    this.instances.handed(environment, client, 'bulk', ruleset.revision);
    void reply.header('etag', etag);
    if (isKnown(request.headers['if-none-match'], etag)) return reply.status(304).send();
    const metadata = JSON.stringify({ environment, revision: ruleset.revision });
    const streams = JSON.stringify(eventStreamsOf(request.ofrep?.ticket ?? '', client));
    return reply.type(JSON_TYPE).send(`${json.slice(0, -1)},"metadata":${metadata},"eventStreams":${streams}}`);
  }

  private fail(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(error);
    if (problem.status >= 500 && problem.status !== 503) this.logger.error(error.stack ?? error.message);
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', String(problem.retryAfterSeconds));
    void reply
      .status(statusOf(problem))
      .type(JSON_TYPE)
      .send(JSON.stringify(failureOf(problem, keyIn(request))));
  }
}

/** Moves the described routes aside, so that those of the own context take their place. */
function makeWay(route: RouteOptions): void {
  if (route.method !== 'POST' || (route.url !== SINGLE && route.url !== BULK)) return;
  if (route.config !== undefined && 'served' in route.config) return;
  route.url = route.url.replace('/ofrep', DESCRIBED);
  route.handler = (_, reply) => reply.callNotFound();
}

function refusalOf(actor: Actor): DomainError | null {
  if (!can(actor, 'flags:evaluate')) {
    return new DomainError('forbidden', 'not_permitted', 'The token lacks the permission flags:evaluate.');
  }
  if (actor.environment !== null) return null;
  return new DomainError(
    'forbidden',
    'no_environment',
    'The token is bound to no environment; make one with `environment`.',
  );
}

function keyIn(request: FastifyRequest): string | undefined {
  const { params } = request;
  if (typeof params !== 'object' || params === null || !('key' in params)) return undefined;
  return typeof params.key === 'string' ? params.key : undefined;
}

/** OFREP has one status for whatever cannot be read. */
function statusOf(problem: Problem): number {
  return problem.status === 415 || problem.status === 422 ? 400 : problem.status;
}

function failureOf(problem: Problem, key: string | undefined): object {
  const errorDetails = problem.detail;
  if (problem.status >= 500) return { errorDetails };
  const unreadable = [400, 413, 415, 422].includes(problem.status);
  const failure = { errorCode: unreadable ? 'PARSE_ERROR' : 'GENERAL', errorDetails };
  return key === undefined ? failure : { key, ...failure };
}
