export type ErrorKind =
  | 'unreadable'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition_failed'
  | 'too_large'
  | 'too_many'
  | 'unavailable';

/** One fault of one field: `field` is a path such as `rotation.people[0]`, `code` is stable, `detail` is for people. */
export interface FieldError {
  field: string;
  code: string;
  detail: string;
}

/** An error that a caller may see. It knows no HTTP: one filter turns its kind into a status. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly detail: string,
    readonly fields?: FieldError[],
    /** After how many seconds to try again, where that is known. */
    readonly retryAfterSeconds?: number,
  ) {
    super(detail);
    this.name = 'DomainError';
  }
}

/** A field that is missing or wrong (answered with 422). */
export function invalidField(field: string, code: string, detail: string): DomainError {
  return new DomainError('invalid', 'invalid_input', detail, [{ field, code, detail }]);
}

/** Several fields that are missing or wrong, all told at once. */
export function invalidFields(fields: FieldError[]): DomainError {
  const detail = fields.map((fault) => `${fault.field}: ${fault.detail}`).join('; ');
  return new DomainError('invalid', 'invalid_input', detail, fields);
}
