import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { isISO8601, matches, ValidateBy, type ValidationOptions } from 'class-validator';
import { DomainError, type FieldError } from '../errors.js';

/** Bodies that break their rules are 422 with every fault; queries that cannot be read are 400. */
export class InputPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: false,
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body' && metadata.type !== 'query') return value;
    if (metadata.type === 'body') {
      const declared = metadata.metatype;
      if (declared === undefined || declared === Object || declared === Buffer) return value;
      if (value === undefined || value === null) return this.check({}, metadata);
      if (typeof value !== 'object' || Array.isArray(value)) {
        throw new DomainError('unreadable', 'not_an_object', 'The body must be a JSON object.');
      }
    }
    return this.check(value, metadata);
  }

  private async check(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (error instanceof DomainError && metadata.type === 'query') {
        throw new DomainError('unreadable', 'unreadable_query', error.detail, error.fields);
      }
      if (error instanceof RangeError)
        throw new DomainError('unreadable', 'nested_too_deep', 'The input is nested too deep.');
      throw error;
    }
  }

  override createExceptionFactory() {
    return (errors: ValidationError[] = []): DomainError => {
      const fields = errors.flatMap((error) => fieldErrors(error, ''));
      const detail = fields.map((field) => `${field.field}: ${field.detail}`).join('; ');
      return new DomainError('invalid', 'invalid_input', detail, fields);
    };
  }
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const index = /^\d+$/.test(error.property);
  const field = parent === '' ? error.property : index ? `${parent}[${error.property}]` : `${parent}.${error.property}`;
  const own = Object.entries(error.constraints ?? {});
  const missing = error.value === undefined && !own.some(([rule]) => rule === 'whitelistValidation');
  const first = own.find(([rule]) => rule !== 'isDefined') ?? own[0];
  const mine: FieldError[] =
    first === undefined
      ? []
      : missing
        ? [{ field, code: 'missing', detail: 'is required' }]
        : own.map(([rule, detail]) => ({ field, code: codeOf(rule), detail: clear(rule, detail, error.property) }));
  return [...mine, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

function codeOf(rule: string): string {
  if (rule === 'whitelistValidation') return 'unknown_field';
  return rule
    .replace(/^is(?=[A-Z])/, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

function clear(rule: string, detail: string, property: string): string {
  if (rule === 'whitelistValidation') return 'is not a field of this request';
  return detail.startsWith(`${property} `) ? detail.slice(property.length + 1) : detail;
}

const KEY = /^[a-z0-9][a-z0-9._-]{0,99}$/;
const FLAG_KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const OPAQUE = /^\P{Cc}{1,200}$/u;
const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Whether a text is an RFC 3339 instant of a day that exists, in the years 1970 to 9999. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || !INSTANT.test(value)) return false;
  // RFC 3339 takes a small t and z, which ISO 8601 does not.
  if (!isISO8601(value.toUpperCase(), { strict: true, strictSeparator: false })) return false;
  const time = new Date(value).getTime();
  return Number.isFinite(time) && time >= 0 && time <= Date.UTC(9999, 11, 31, 23, 59, 59, 999);
}

function rule(
  name: string,
  message: string,
  validate: (value: unknown) => boolean,
  options?: ValidationOptions,
): PropertyDecorator {
  return ValidateBy({ name, validator: { validate, defaultMessage: () => message } }, options);
}

/** Key of a team, service or environment. */
export const IsKey = (options?: ValidationOptions): PropertyDecorator =>
  rule(
    'isKey',
    'must begin with a-z or 0-9 and hold only a-z, 0-9, ".", "_" and "-", at most 100 characters',
    (value) => matches(value as string, KEY),
    options,
  );

export const IsFlagKey = (options?: ValidationOptions): PropertyDecorator =>
  rule(
    'isFlagKey',
    'must begin with a letter or digit and hold only letters, digits, ".", "_" and "-", at most 100 characters',
    (value) => matches(value as string, FLAG_KEY),
    options,
  );

/** An identifier that belongs to somebody else: 1 to 200 characters, no control characters. */
export const IsOpaqueId = (options?: ValidationOptions): PropertyDecorator =>
  rule(
    'isOpaqueId',
    'must be 1 to 200 characters without control characters',
    (value) => typeof value === 'string' && OPAQUE.test(value),
    options,
  );

/** An RFC 3339 instant of the years 1970 to 9999. */
export const IsInstant = (options?: ValidationOptions): PropertyDecorator =>
  rule(
    'isInstant',
    'must be an RFC 3339 time such as 2026-11-21T08:00:00Z, of the years 1970 to 9999',
    isInstant,
    options,
  );
