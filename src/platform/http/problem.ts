import type { FieldError } from '../errors.js';

/** What is answered for an error, before it takes its form. */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  errors?: FieldError[];
  retryAfterSeconds?: number;
}
