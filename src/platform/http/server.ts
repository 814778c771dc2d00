import type { Socket } from 'node:net';
import type { INestApplicationContext, Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { AppConfig } from '../config/config.js';
import { UuidIds } from '../ids.js';
import { PinoLogger } from '../logging/logger.js';
import { registerBodyParsers } from './body.js';
import { registerHooks } from './hooks.js';
import { openApiDocument } from './openapi.js';
import { registerWebApp } from './web-app.js';

/** How long requests under way may go on while the server closes. */
const REQUESTS_MAY_TAKE_MS = 10_000;

/** Builds the HTTP application over `root`; the caller listens and closes. */
export async function createHttpApp(
  root: Type | DynamicModule,
  config: AppConfig,
  log: Logger,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    routerOptions: { maxParamLength: 1_000, ignoreTrailingSlash: true },
    trustProxy: 'loopback,linklocal,uniquelocal',
    requestTimeout: 0,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseBrokenHttp,
  });
  const fastify = adapter.getInstance();
  await registerHooks(fastify, config, new UuidIds(), log);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new PinoLogger(log),
    bodyParser: false,
    abortOnError: false,
  });
  registerBodyParsers(fastify);
  endConnectionsOnClose(fastify);
  await registerWebApp(fastify);
  describe(app);
  return app;
}

/** Builds the application without HTTP, for worker processes. */
export async function createWorkerApp(root: Type | DynamicModule, log: Logger): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(root, { logger: new PinoLogger(log), abortOnError: false });
}

/** Requests under way may end; a connection without one must not hold the closing server open until it times out. */
function endConnectionsOnClose(fastify: FastifyInstance): void {
  const sockets = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  fastify.addHook('preClose', (done) => {
    // One that never sent anything does not count as idle.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    const sweep = setInterval(() => fastify.server.closeIdleConnections(), 50);
    const force = setTimeout(() => fastify.server.closeAllConnections(), REQUESTS_MAY_TAKE_MS);
    fastify.server.once('close', () => {
      clearInterval(sweep);
      clearTimeout(force);
    });
    done();
  });
}

/** What is no HTTP at all reaches no route and no filter. */
function refuseBrokenHttp(error: Error, socket: Socket): void {
  if (!socket.writable) return;
  const body = JSON.stringify({
    type: 'urn:delivery-loop:problem:broken_http',
    title: 'Unreadable request',
    status: 400,
    detail: error.message,
    code: 'broken_http',
  });
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function describe(app: NestFastifyApplication): void {
  let document: ReturnType<typeof openApiDocument> | null = null;
  // Made on first demand: it costs time that a start should not wait for.
  SwaggerModule.setup('api/docs', app, () => (document ??= openApiDocument(app)), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}
