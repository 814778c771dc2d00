import { Button, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { comparandOf, operatorOf, OPERATORS, scalarOf, typedOf, withOperator, type Condition } from './rules';
import classes from './targeting.module.css';

const CHOICES = Object.entries(OPERATORS).map(([value, label]) => ({ value, label }));

/** One condition: attribute, operator and what is compared with. */
export function ConditionFields({
  condition,
  name,
  segments,
  onChange,
  onRemove,
}: {
  condition: Condition;
  /** "Rule 1, condition 2": what the fields belong to, for those who hear them. */
  name: string;
  /** Segments to choose from; null: none may be used. */
  segments: readonly string[] | null;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}) {
  const { operator } = condition;
  const comparand = comparandOf(operator);
  const choices = segments === null ? CHOICES.filter(({ value }) => !value.endsWith('_segment')) : CHOICES;
  return (
    <div className={classes.condition} role="group" aria-label={name}>
      {comparand === 'segment' ? (
        <span />
      ) : (
        <TextInput
          label="Attribute"
          placeholder="plan"
          value={condition.attribute ?? ''}
          onChange={({ currentTarget }) => onChange({ ...condition, attribute: currentTarget.value })}
        />
      )}
      <NativeSelect
        label="Operator"
        data={choices}
        value={operator}
        onChange={({ currentTarget }) => {
          const next = operatorOf(currentTarget.value);
          if (next !== undefined) onChange(withOperator(condition, next));
        }}
      />
      {comparand === 'none' && <span />}
      {comparand === 'segment' && (
        <NativeSelect
          label="Segment"
          data={['', ...(segments ?? [])]}
          value={condition.segment ?? ''}
          onChange={({ currentTarget }) => onChange({ operator, segment: currentTarget.value })}
        />
      )}
      {comparand === 'value' && <Value condition={condition} onChange={(value) => onChange({ ...condition, value })} />}
      {comparand === 'values' && (
        <TagsInput
          label="Values"
          placeholder="Enter after each"
          acceptValueOnBlur
          value={(condition.values ?? []).map((value) => typedOf(operator, value))}
          onChange={(typed) => onChange({ ...condition, values: typed.map((each) => scalarOf(operator, each)) })}
        />
      )}
      <Button variant="subtle" color="gray" onClick={onRemove} aria-label={`Remove ${name.toLowerCase()}`}>
        Remove
      </Button>
    </div>
  );
}

function Value({
  condition: { operator, value = '' },
  onChange,
}: {
  condition: Condition;
  onChange: (value: string | number | boolean) => void;
}) {
  return (
    <TextInput
      key={operator}
      label="Value"
      placeholder={operator.startsWith('semver') ? '2.10.0' : /before|after/.test(operator) ? '2026-11-21' : 'pro'}
      defaultValue={typedOf(operator, value)}
      onChange={({ currentTarget }) => onChange(scalarOf(operator, currentTarget.value))}
    />
  );
}
