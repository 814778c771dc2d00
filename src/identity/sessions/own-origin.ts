import type { FastifyRequest } from 'fastify';
import type { AppConfig } from '../../platform/index.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The address under which the browser that sent this request sees us. */
export function ownOrigin(request: FastifyRequest, config: AppConfig): string {
  return config.publicUrl === null ? `${request.protocol}://${request.host}` : new URL(config.publicUrl).origin;
}

/** Whether a browser's request comes from a page of another site, and would change something. */
export function isForeign(request: FastifyRequest, config: AppConfig): boolean {
  if (SAFE.has(request.method)) return false;
  const { origin, 'sec-fetch-site': site } = request.headers;
  return (site !== undefined || origin !== undefined) && !isOwn(request, config);
}

/** Whether it may change something by the cookie alone: our own page says so, or it changes nothing. */
export function mayUseCookie(request: FastifyRequest, config: AppConfig): boolean {
  return SAFE.has(request.method) || isOwn(request, config);
}

function isOwn(request: FastifyRequest, config: AppConfig): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site === 'same-origin') return true;
  // Whoever opens the page by another name than the public address is at home there too.
  return (
    origin !== undefined &&
    (origin === ownOrigin(request, config) || origin === `${request.protocol}://${request.host}`)
  );
}
