import { Catch, HttpException, Injectable, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { correlationId } from '../correlation.js';
import { isConnectionLoss, sqlState } from '../db/pg-errors.js';
import { DomainError, type ErrorKind } from '../errors.js';
import { ErrorShapes } from './error-shapes.js';
import type { Problem } from './problem.js';

const STATUS: Record<ErrorKind, number> = {
  unreadable: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  invalid: 422,
  too_many: 429,
  unavailable: 503,
};

const TITLES: Record<number, string> = {
  400: 'Unreadable request',
  401: 'Not authenticated',
  403: 'Not permitted',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  412: 'Changed in the meantime',
  413: 'Too large',
  414: 'Address too long',
  415: 'Unsupported media type',
  422: 'Invalid input',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

/** Turns every error into application/problem+json (RFC 9457), or into the shape of the standard its path belongs to. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly shapes: ErrorShapes) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) {
      this.logger.warn(`An answer that had begun broke off: ${String(error)}`);
      reply.raw.destroy();
      return;
    }
    const problem = problemOf(error);
    if (problem.status >= 500 && problem.status !== 503) {
      this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    void this.answer(request, reply, problem);
  }

  private answer(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
    const path = request.url.split('?')[0] ?? '/';
    void reply.status(problem.status);
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', String(problem.retryAfterSeconds));
    const shape = this.shapes.of(path);
    if (shape) {
      const shaped = shape(problem, request);
      return reply.status(shaped.status).type('application/json; charset=utf-8').send(shaped.body);
    }
    return reply.type('application/problem+json; charset=utf-8').send({
      type: `urn:delivery-loop:problem:${problem.code}`,
      title: TITLES[problem.status] ?? 'Error',
      status: problem.status,
      detail: problem.detail,
      code: problem.code,
      instance: path,
      ...(problem.errors ? { errors: problem.errors } : {}),
      correlationId: correlationId(),
    });
  }
}

/** Classifies any error that was thrown while a request was served. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) {
    const problem: Problem = { status: STATUS[error.kind], code: error.code, detail: error.detail };
    if (error.fields) problem.errors = error.fields;
    if (problem.status === 429 || problem.status === 503) problem.retryAfterSeconds = error.retryAfterSeconds ?? 1;
    return problem;
  }
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return { status, code: codeOfStatus(status), detail: error.message };
  }
  if (isConnectionLoss(error)) {
    return {
      status: 503,
      code: 'database_unavailable',
      detail: 'The database cannot be reached right now; try again.',
      retryAfterSeconds: 1,
    };
  }
  const state = sqlState(error);
  if (state === '22P05' || state === '22021') {
    return { status: 400, code: 'unreadable_text', detail: 'The text holds a character that cannot be stored.' };
  }
  // A net under the validation: a value of a path or query that the database cannot even read names nothing.
  if (state === '22P02') return { status: 404, code: 'not_found', detail: 'There is nothing under this id.' };
  if (state !== null && /^(22003|2200[78])$/.test(state)) {
    return { status: 422, code: 'out_of_range', detail: 'A number or time lies outside of what can be stored.' };
  }
  if (state === '57014') {
    return {
      status: 503,
      code: 'database_slow',
      detail: 'The database took too long to answer; try again.',
      retryAfterSeconds: 1,
    };
  }
  if (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  ) {
    return { status: error.statusCode, code: codeOfStatus(error.statusCode), detail: error.message };
  }
  return {
    status: 500,
    code: 'internal',
    detail: 'Something went wrong on our side; the log has the details under the correlation id.',
  };
}

function codeOfStatus(status: number): string {
  return (TITLES[status] ?? 'error').toLowerCase().replaceAll(' ', '_');
}
