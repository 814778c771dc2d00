import { RulesReader } from '../../domain/rules-shape.js';
import {
  TARGETING_KEY,
  type AttributeCondition,
  type Condition,
  type Scalar,
  type Targeting,
} from '../../domain/rules.js';

/** A condition that no context without the attribute fulfils: there the next rule is asked, as other systems do it. */
export function present(condition: AttributeCondition): Condition[] {
  if (condition.attribute === TARGETING_KEY) return [condition];
  return [{ attribute: condition.attribute, operator: 'exists' }, condition];
}

export type TextPlace = 'starts' | 'ends' | 'contains';

/** Any of these texts at a place of the attribute. */
export function textCondition(attribute: string, place: TextPlace, values: readonly string[]): Condition[] {
  const before = place === 'starts' ? '' : '*';
  const after = place === 'ends' ? '' : '*';
  const patterns = values.map((value) => `${before}${value.replaceAll(/[\\*]/g, String.raw`\$&`)}${after}`);
  return present({ attribute, operator: 'matches', values: patterns });
}

/** Values of one type that rules can compare with; null: they are not. */
export function scalarsOf(values: readonly unknown[]): Scalar[] | null {
  const scalars = values.filter(
    (value): value is Scalar => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
  );
  const types = new Set(scalars.map((value) => typeof value));
  return scalars.length === values.length && scalars.length > 0 && types.size === 1 ? scalars : null;
}

export function textsOf(values: readonly unknown[]): string[] | null {
  const texts = values.filter((value): value is string => typeof value === 'string' && value !== '');
  return texts.length === values.length && texts.length > 0 ? texts : null;
}

/** The targeting as it is kept here; null: our rules do not take it. */
export function checked(targeting: { rules: unknown; otherwise: unknown }): Targeting | null {
  const reader = new RulesReader();
  const read = reader.targeting({ ...targeting, prerequisites: [] });
  return reader.faults.length === 0 ? read : null;
}
