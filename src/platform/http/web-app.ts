import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Whatever begins so is for programs: an unknown address there is a 404 of its own kind, never a page. */
const FOR_PROGRAMS = /^\/(api|ofrep|webhooks|v2|flagd|auth|metrics|livez|readyz|assets)(\/|$)/;
const YEAR = 'public, max-age=31536000, immutable';

/** Serves the built web app: its files, and its page for every address that a person opens. */
export async function registerWebApp(fastify: FastifyInstance): Promise<void> {
  const root = builtWebApp();
  if (root === null) {
    fastify.get('/', (_request, reply) => reply.type('text/plain; charset=utf-8').status(503).send(NOT_BUILT));
    return;
  }
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    globIgnore: ['**/*.br', '**/*.gz', 'index.html'],
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.includes('/assets/') ? YEAR : 'no-cache');
    },
  });
  const page = (request: FastifyRequest, reply: FastifyReply): FastifyReply | void =>
    isForPeople(request) ? reply.sendFile('index.html') : reply.callNotFound();
  fastify.get('/', page);
  fastify.get('/*', page);
}

const NOT_BUILT = 'The web app is not built: run "npm run build". The API is described at /api/docs.\n';

/** A browser that goes to an address asks for a page; a program that mistypes one must hear 404. */
function isForPeople(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? '/';
  if (FOR_PROGRAMS.test(path)) return false;
  return path === '/' || (request.headers.accept ?? '').includes('text/html');
}

/** The folder of the built app, found from the sources as well as from the build. */
function builtWebApp(): string | null {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'web', 'dist');
    if (existsSync(join(candidate, 'index.html'))) return candidate;
    if (folder === dirname(folder)) return null;
  }
}
