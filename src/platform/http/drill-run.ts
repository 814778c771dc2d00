import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { isString, matches } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors.js';

const HEADER = 'x-loop-drill';
const RUN = /^[^\p{Cc}]{1,200}$/u;

/** The run of a drill that the request says it belongs to by `X-Loop-Drill`; null: it is real. Throws `bad_drill_run`. */
export const DrillRun = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | null => {
    const run = context.switchToHttp().getRequest<FastifyRequest>().headers[HEADER];
    if (run === undefined) return null;
    if (isString(run) && matches(run, RUN)) return run;
    throw new DomainError('unreadable', 'bad_drill_run', 'X-Loop-Drill must be the id of a run, 1 to 200 characters.');
  },
  [
    (controller, method) => {
      const route = method === undefined ? undefined : Object.getOwnPropertyDescriptor(controller, method);
      if (method === undefined || route === undefined) return;
      ApiHeader({
        name: 'X-Loop-Drill',
        required: false,
        description:
          'The run of a drill that this belongs to: it is left out of the numbers unless they are asked with drills.',
      })(controller, method, route);
    },
  ],
);
