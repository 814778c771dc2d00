// What the three services have in common: health, metrics, an end without loss. A service is one process.
import { once } from 'node:events';
import Fastify from 'fastify';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/**
 * Makes a service that answers `/healthz` and `/metrics` besides its own routes.
 *
 * @param {string} name
 * @returns {import('fastify').FastifyInstance}
 */
export function makeService(name) {
  const metrics = new Registry();
  metrics.setDefaultLabels({ service: name, version: version() });
  collectDefaultMetrics({ register: metrics });
  const registers = [metrics];
  const answers = new Counter({
    name: 'shop_answers_total',
    help: 'Answers by route and status.',
    labelNames: ['route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'shop_answer_seconds',
    help: 'Time to an answer.',
    labelNames: ['route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const app = Fastify({
    forceCloseConnections: 'idle',
    // A number is a number: what almost fits a contract does not fit it.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  app.addHook('onRequest', (_, reply, done) => {
    reply.header('x-shop-version', version());
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    answers.inc({ route, status: reply.statusCode });
    seconds.observe({ route }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/healthz', () => ({ service: name, version: version(), status: 'ok' }));
  app.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  return app;
}

/**
 * Listens on the port of PORT (any free one without it), says where on standard output, and ends on SIGTERM or SIGINT
 * after the answers that are under way.
 *
 * @param {string} name
 * @param {import('fastify').FastifyInstance} app
 */
export async function run(name, app) {
  const url = await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 0) });
  process.stdout.write(`${JSON.stringify({ service: name, url })}\n`);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await app.close();
}

/** The commit that this process runs. */
function version() {
  return process.env.SHOP_VERSION ?? 'working tree';
}
