import { createHash } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppConfig } from '../config/config.js';
import { withCorrelation } from '../correlation.js';
import { DomainError } from '../errors.js';
import type { Ids } from '../ids.js';
import { httpDuration } from '../health/metrics.js';

const CORRELATION = /^[A-Za-z0-9._:-]{1,100}$/;
const WEBHOOK_FACTOR = 5;

/** Evaluation must stay quick: it carries no per-request logging, limits or security headers of pages. */
export function isHot(url: string): boolean {
  return url.startsWith('/ofrep/');
}

function isProbe(url: string): boolean {
  return url.startsWith('/livez') || url.startsWith('/readyz') || url.startsWith('/metrics');
}

/** Hooks around every request: correlation id, refusal of unstorable addresses, limits, headers, metrics, one log line. */
export async function registerHooks(fastify: FastifyInstance, config: AppConfig, ids: Ids, log: Logger): Promise<void> {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (isHot(request.url)) return done();
    const given = request.headers['x-request-id'];
    const id = typeof given === 'string' && CORRELATION.test(given) ? given : ids.next();
    void reply.header('x-request-id', id);
    withCorrelation(id, () => {
      if (/%00/.test(request.url))
        return done(new DomainError('unreadable', 'nul_character', 'The address holds a NUL character.'));
      return done();
    });
  });

  await fastify.register(cors, {
    origin: config.corsOrigins.includes('*') ? true : [...config.corsOrigins],
    exposedHeaders: ['etag', 'x-request-id', 'retry-after'],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    maxAge: 600,
  });

  await fastify.register(rateLimit, {
    global: true,
    timeWindow: 1_000,
    cache: 10_000,
    max: (request: FastifyRequest) => (isWebhook(request) ? config.rateLimit * WEBHOOK_FACTOR : config.rateLimit),
    allowList: (request: FastifyRequest) => isHot(request.url) || isProbe(request.url),
    keyGenerator: limitKey,
    // Machines that deliver alerts give up on 429; they are told to come again instead.
    errorResponseBuilder: (request) =>
      request.url.startsWith('/webhooks/alertmanager')
        ? new DomainError('unavailable', 'overloaded', 'Too many alerts at once; send them again.')
        : new DomainError(
            'too_many',
            'too_many_requests',
            'Too many requests in one second; wait a second and send it again.',
          ),
  });

  await fastify.register(helmet, {
    global: false,
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        // The component library sets styles of its own at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: config.publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isHot(request.url)) reply.helmet();
    done();
  });

  fastify.addHook('onResponse', (request, reply, done) => {
    if (isHot(request.url)) return done();
    const route = request.routeOptions.url ?? 'unknown';
    const seconds = reply.elapsedTime / 1000;
    httpDuration.observe({ method: request.method, route, status: String(reply.statusCode) }, seconds);
    const line = {
      correlationId: reply.getHeader('x-request-id'),
      method: request.method,
      path: request.url.split('?')[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    if (isProbe(request.url)) log.debug(line, 'request');
    else log.info(line, 'request');
    return done();
  });
}

function isWebhook(request: FastifyRequest): boolean {
  return request.url.startsWith('/webhooks/') || request.url.startsWith('/v2/enqueue');
}

function limitKey(request: FastifyRequest): string {
  const secret = request.headers.authorization ?? request.headers['x-api-key'];
  const kind = isWebhook(request) ? 'webhook' : 'api';
  if (typeof secret !== 'string') return `${kind} ${request.ip}`;
  return `${kind} ${createHash('sha1').update(secret).digest('base64')}`;
}
