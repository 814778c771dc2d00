import { DomainError, invalidField } from '../../platform/index.js';
import { IMPORT_FORMATS, type ImportFormat } from './domain/incoming.js';

export const unknownFormat = (): DomainError =>
  new DomainError(
    'invalid',
    'unknown_format',
    `The document looks like none of ${IMPORT_FORMATS.join(', ')}: name its format, or look at its first lines.`,
  );

export const otherFormat = (format: ImportFormat): DomainError =>
  new DomainError('invalid', 'other_format', `The document is not in the format ${format}.`);

export const environmentMissing = (known: string[]): DomainError =>
  invalidField(
    'environment',
    'missing',
    `is required, since the document does not name its environment: one of ${known.join(', ')}`,
  );

export const noEnvironments = (sources: string[], known: string[]): DomainError =>
  invalidField(
    'environments',
    'unmapped',
    `The service has ${known.join(', ')}, and the document none of them: it has ${sources.join(', ')}. Say which is which.`,
  );

export const unknownTarget = (field: string, key: string): DomainError =>
  invalidField(field, 'unknown_environment', `The service has no environment "${key}".`);
