import type { FastifyRequest } from 'fastify';
import { invalidField } from '../platform/index.js';
import { FORMS, formOf, type Form } from './domain/forms.js';

export const MEDIA_TYPES = [
  'application/json',
  'application/sarif+json',
  'application/junit+xml',
  'text/markdown',
  'text/vnd.github.annotations',
];

/** For the API's description. */
export const FORMAT = {
  name: 'format',
  required: false,
  enum: FORMS,
  description: 'Form of the answer, for those who cannot send an Accept header; it wins over one.',
} as const;

/** The form that `?format=` asks for, else the Accept header. Throws `invalid` for one that we do not have. */
export function formAsked({ query, headers }: Pick<FastifyRequest, 'query' | 'headers'>): Form {
  const asked: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, 'format') : undefined;
  if (asked === undefined) return formOf(headers.accept);
  const form = FORMS.find((known) => known === asked);
  if (form === undefined) throw invalidField('format', 'unknown_format', `must be one of ${FORMS.join(', ')}`);
  return form;
}
