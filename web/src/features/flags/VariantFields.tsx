import { ActionIcon, Button, Group, Select, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { TYPES, type FlagValues, type VariantType } from './flag-values';
import classes from './flags.module.css';

const TYPE_LABELS: Record<VariantType, string> = {
  boolean: 'On or off',
  string: 'Text',
  number: 'Number',
  object: 'JSON',
};
const FIRST: Record<VariantType, [on: string, off: string]> = {
  boolean: ['true', 'false'],
  string: ['new', 'old'],
  number: ['1', '0'],
  object: ['{}', '{}'],
};

/** What a flag can answer. Most are plainly on or off, and see nothing more of it. */
export function VariantFields({ form }: { form: UseFormReturnType<FlagValues> }) {
  const { type, variants } = form.getValues();
  const names = [...new Set(variants.map(({ name }) => name).filter(Boolean))];
  const setType = (next: string): void => {
    const known = TYPES.find((each) => each === next);
    if (known === undefined || known === type) return;
    const [on, off] = FIRST[known];
    form.setValues({
      type: known,
      variants: [
        { name: 'on', value: on },
        { name: 'off', value: off },
      ],
      defaultVariant: 'on',
      offVariant: 'off',
    });
  };
  const error = form.errors['variants'];
  const plain =
    type === 'boolean' &&
    variants.length === 2 &&
    variants.every(({ name, value }) => value === (name === 'on' ? 'true' : name === 'off' ? 'false' : ''));
  const Value: typeof TextInput | typeof Textarea = type === 'object' ? Textarea : TextInput;
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <Text component="legend" fw={600} mb={4}>
        Answers
      </Text>
      <Stack gap="sm">
        <SegmentedControl
          aria-label="Type of the answers"
          data={TYPES.map((value) => ({ value, label: TYPE_LABELS[value] }))}
          value={type}
          onChange={setType}
        />
        {!plain && (
          <>
            {variants.map((variant, index) => (
              <div key={index} className={classes.variant}>
                <TextInput
                  label="Variant"
                  aria-label={`Name of variant ${index + 1}`}
                  {...form.getInputProps(`variants.${index}.name`)}
                />
                <Value
                  label="Value"
                  aria-label={`Value of ${variant.name || `variant ${index + 1}`}`}
                  {...form.getInputProps(`variants.${index}.value`)}
                />
                <ActionIcon
                  variant="subtle"
                  size={36}
                  aria-label={`Remove ${variant.name || `variant ${index + 1}`}`}
                  disabled={variants.length < 2}
                  onClick={() => form.removeListItem('variants', index)}
                >
                  <IconTrash size={16} aria-hidden="true" />
                </ActionIcon>
              </div>
            ))}
            <Group gap="sm" align="end">
              <Button
                variant="default"
                leftSection={<IconPlus size={16} aria-hidden="true" />}
                onClick={() => form.insertListItem('variants', { name: '', value: '' })}
              >
                Add a variant
              </Button>
            </Group>
            <div className={classes.two}>
              <Select
                label="Answer when on"
                data={names}
                allowDeselect={false}
                {...form.getInputProps('defaultVariant')}
              />
              <Select
                label="Answer when off"
                data={names}
                allowDeselect={false}
                {...form.getInputProps('offVariant')}
              />
            </div>
          </>
        )}
        {error !== undefined && (
          <Text c="var(--mantine-color-error)" size="sm" role="alert">
            {error}
          </Text>
        )}
      </Stack>
    </fieldset>
  );
}
