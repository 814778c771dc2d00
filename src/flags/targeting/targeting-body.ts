import { invalidFields } from '../../platform/index.js';
import { RulesReader } from '../domain/rules-shape.js';
import type { Targeting } from '../domain/rules.js';

/** Reads targeting from a body. Throws `invalid` naming every fault of its shape, fields behind `prefix`. */
export function targetingOf(
  body: { rules?: unknown; otherwise?: unknown; prerequisites?: unknown },
  prefix = '',
): Targeting {
  const reader = new RulesReader();
  const targeting = reader.targeting({
    rules: body.rules,
    otherwise: body.otherwise,
    prerequisites: body.prerequisites,
  });
  if (reader.faults.length > 0)
    throw invalidFields(reader.faults.map((fault) => ({ ...fault, field: `${prefix}${fault.field}` })));
  return targeting;
}
