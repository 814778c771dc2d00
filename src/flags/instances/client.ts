import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiQuery } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** How a running program names itself to us. */
export interface Client {
  instance: string;
  sdk: string | null;
}

const NAME = /^\P{Cc}{1,200}$/u;

/**
 * Who asks, by the headers X-Loop-Instance and X-Loop-Sdk or, where none can be sent, the query's `instance` and `sdk`. Null:
 * nobody that has a name. A name that cannot be kept is none: nobody is refused an answer over it.
 */
export function clientOf({ headers, query }: FastifyRequest): Client | null {
  const instance = headers['x-loop-instance'] ?? parameter(query, 'instance');
  return instance === undefined ? null : clientNamed(instance, headers['x-loop-sdk'] ?? parameter(query, 'sdk'));
}

/** Null: the name cannot be kept. */
export function clientNamed(instance: unknown, sdk: unknown): Client | null {
  const name = named(instance);
  return name === null ? null : { instance: name, sdk: named(sdk) };
}

/** Describes how a client of this route names itself. */
export function NamesClient(): MethodDecorator {
  const instance = {
    required: false,
    description: 'The name of the running program, for receipts.',
    example: 'checkout-7f9c-2',
  };
  const sdk = { required: false, description: 'What it asks with.', example: 'js-web/1.10' };
  return applyDecorators(
    ApiHeader({ name: 'X-Loop-Instance', ...instance }),
    ApiHeader({ name: 'X-Loop-Sdk', ...sdk }),
    ApiQuery({ name: 'instance', type: String, ...instance }),
    ApiQuery({ name: 'sdk', type: String, ...sdk }),
  );
}

function parameter(query: unknown, name: string): unknown {
  return typeof query === 'object' && query !== null ? Reflect.get(query, name) : undefined;
}

function named(value: unknown): string | null {
  return typeof value === 'string' && NAME.test(value) && value.isWellFormed() ? value : null;
}
