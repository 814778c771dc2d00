import { createHash } from 'node:crypto';
import {
  createParamDecorator,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { DomainError } from '../errors.js';

/** The entity tag of a view: a hash of the JSON that is answered. */
export function etagOf(view: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 27)}"`;
}

/** What `IfMatch` gives for `If-None-Match: *`. */
const NOTHING_YET = 'nothing yet';

/**
 * Throws `precondition_failed` unless `If-Match` is absent, `*`, or names the present view; for `If-None-Match: *` unless there is
 * none. `view`: null where there is nothing yet.
 */
export function requireMatch(ifMatch: string | undefined, view: unknown): void {
  if (ifMatch === undefined || (ifMatch.trim() === '*' && view !== null)) return;
  if (ifMatch === NOTHING_YET) {
    if (view === null) return;
    throw new DomainError(
      'precondition_failed',
      'exists_already',
      'It is there already; read it, and change it with If-Match or choose another key.',
    );
  }
  const tags = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (tags.includes(etagOf(view))) return;
  throw new DomainError(
    'precondition_failed',
    'changed_meanwhile',
    'It was changed since you read it; read it again and repeat the change.',
  );
}

/** What the request's `If-Match` header, or `If-None-Match: *`, asks of the present view; the route's description then tells of it. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined => {
    const { 'if-match': match, 'if-none-match': none } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    return match ?? (none?.trim() === '*' ? NOTHING_YET : undefined);
  },
  [
    (controller, method) => {
      const route = method === undefined ? undefined : Object.getOwnPropertyDescriptor(controller, method);
      if (method === undefined || route === undefined) return;
      ApiHeader({ name: 'If-Match', required: false, description: 'The ETag of what you read.' })(
        controller,
        method,
        route,
      );
      ApiResponse({ status: 412, description: 'It was changed since you read it.' })(controller, method, route);
    },
  ],
);

/** Gives JSON answers of GET, PUT and PATCH under /api/v1 their ETag, and answers 304 where the reader has it already. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (!request.url.startsWith('/api/v1/') || !['GET', 'PUT', 'PATCH'].includes(request.method)) return next.handle();
    return next.handle().pipe(
      map((view: unknown) => {
        if (typeof view !== 'object' || view === null || reply.getHeader('etag') !== undefined) return view;
        const etag = etagOf(view);
        void reply.header('etag', etag);
        if (request.method === 'GET' && request.headers['if-none-match'] === etag) {
          void reply.status(304);
          return undefined;
        }
        return view;
      }),
    );
  }
}
