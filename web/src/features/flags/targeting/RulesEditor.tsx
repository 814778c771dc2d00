import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { ConditionFields } from './ConditionFields';
import { Prerequisites } from './Prerequisites';
import { moved, replaced, without, type Rule, type Targeting } from './rules';
import { ServeFields } from './ServeFields';
import classes from './targeting.module.css';

interface Choices {
  variants: readonly string[];
  segments: readonly string[];
}

/** Rules in their order, what is served otherwise, and what the flag requires. */
export function RulesEditor({
  targeting,
  defaultVariant,
  onChange,
  ...choices
}: Choices & { targeting: Targeting; defaultVariant: string; onChange: (targeting: Targeting) => void }) {
  const { rules } = targeting;
  const set = (next: Rule[]): void => onChange({ ...targeting, rules: next });
  return (
    <Stack gap="md">
      <Prerequisites
        prerequisites={targeting.prerequisites}
        onChange={(prerequisites) => onChange({ ...targeting, prerequisites })}
      />
      <ol className={classes.rules}>
        {rules.map((rule, i) => (
          <li key={rule.id ?? `new ${i}`} className={classes.rule}>
            <RuleFields
              rule={rule}
              name={`Rule ${i + 1}`}
              {...choices}
              onChange={(next) => set(replaced(rules, i, next))}
            />
            <Group gap="xs">
              <Button variant="default" disabled={i === 0} onClick={() => set(moved(rules, i, -1))}>
                Move rule {i + 1} up
              </Button>
              <Button variant="default" disabled={i === rules.length - 1} onClick={() => set(moved(rules, i, 1))}>
                Move rule {i + 1} down
              </Button>
              <Button variant="subtle" color="red" onClick={() => set(without(rules, i))}>
                Remove rule {i + 1}
              </Button>
            </Group>
          </li>
        ))}
      </ol>
      <Group>
        <Button
          variant="default"
          onClick={() =>
            set([
              ...rules,
              {
                id: freeId(rules),
                conditions: [{ attribute: '', operator: 'equals', value: '' }],
                share: null,
                serve: { variant: choices.variants[0] ?? '' },
              },
            ])
          }
        >
          Add a rule
        </Button>
      </Group>
      <ServeFields
        label="Where no rule applies, serve"
        serve={targeting.otherwise ?? { variant: defaultVariant }}
        variants={choices.variants}
        onChange={(otherwise) => onChange({ ...targeting, otherwise })}
      />
    </Stack>
  );
}

function freeId(rules: readonly Rule[]): string {
  for (let i = 1; ; i += 1) if (rules.every(({ id }) => id !== `r${i}`)) return `r${i}`;
}

function RuleFields({
  rule,
  name,
  variants,
  segments,
  onChange,
}: Choices & { rule: Rule; name: string; onChange: (rule: Rule) => void }) {
  const { conditions = [], share } = rule;
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>{name}</legend>
      <Stack gap="sm">
        <TextInput
          label="What it is for"
          value={rule.description ?? ''}
          onChange={({ currentTarget }) => onChange({ ...rule, description: currentTarget.value })}
        />
        {conditions.map((condition, i) => (
          <ConditionFields
            key={i}
            condition={condition}
            name={`${name}, condition ${i + 1}`}
            segments={segments}
            onChange={(next) => onChange({ ...rule, conditions: replaced(conditions, i, next) })}
            onRemove={() => onChange({ ...rule, conditions: without(conditions, i) })}
          />
        ))}
        <Group align="end">
          <Button
            variant="default"
            onClick={() =>
              onChange({ ...rule, conditions: [...conditions, { attribute: '', operator: 'equals', value: '' }] })
            }
          >
            Add a condition
          </Button>
          <NumberInput
            label="For how many of them (percent)"
            min={0}
            max={100}
            decimalScale={3}
            value={share?.percent ?? 100}
            onChange={(percent) =>
              onChange({
                ...rule,
                share: Number(percent) === 100 ? null : { by: share?.by ?? 'targetingKey', percent: Number(percent) },
              })
            }
          />
          {share && (
            <TextInput
              label="The same for the same"
              value={share.by ?? 'targetingKey'}
              onChange={({ currentTarget }) => onChange({ ...rule, share: { ...share, by: currentTarget.value } })}
            />
          )}
        </Group>
        <ServeFields
          label="Serve"
          serve={rule.serve}
          variants={variants}
          onChange={(serve) => onChange({ ...rule, serve })}
        />
      </Stack>
    </fieldset>
  );
}
