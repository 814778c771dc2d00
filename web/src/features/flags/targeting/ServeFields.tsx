import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { replaced, without, type Serve } from './rules';
import classes from './targeting.module.css';

const SPLIT = '%split';

/** One variant for all, or a split. */
export function ServeFields({
  label,
  serve,
  variants,
  onChange,
}: {
  label: string;
  serve: Serve;
  variants: readonly string[];
  onChange: (serve: Serve) => void;
}) {
  const { split } = serve;
  const half = (): Serve => ({
    by: 'targetingKey',
    split: variants.slice(0, 2).map((variant, i) => ({ variant, weight: i === 0 && variants.length === 1 ? 100 : 50 })),
  });
  return (
    <Stack gap="xs">
      <NativeSelect
        label={label}
        data={[...variants.map((value) => ({ value, label: value })), { value: SPLIT, label: 'a split by percent' }]}
        value={split === undefined ? (serve.variant ?? '') : SPLIT}
        onChange={({ currentTarget: { value } }) => onChange(value === SPLIT ? half() : { variant: value })}
      />
      {split !== undefined && (
        <>
          {split.map((part, i) => (
            <div key={i} className={classes.pair} role="group" aria-label={`Part ${i + 1} of the split`}>
              <NativeSelect
                label="Variant"
                data={[...variants]}
                value={part.variant}
                onChange={({ currentTarget }) =>
                  onChange({ ...serve, split: replaced(split, i, { ...part, variant: currentTarget.value }) })
                }
              />
              <NumberInput
                label="Percent"
                min={0}
                max={100}
                decimalScale={3}
                value={part.weight}
                onChange={(weight) =>
                  onChange({ ...serve, split: replaced(split, i, { ...part, weight: Number(weight) }) })
                }
              />
              <Button variant="subtle" color="gray" onClick={() => onChange({ ...serve, split: without(split, i) })}>
                Remove part
              </Button>
            </div>
          ))}
          <Group align="end">
            <TextInput
              label="The same for the same"
              value={serve.by ?? 'targetingKey'}
              onChange={({ currentTarget }) => onChange({ ...serve, by: currentTarget.value })}
            />
            <Button
              variant="default"
              onClick={() => onChange({ ...serve, split: [...split, { variant: variants[0] ?? '', weight: 0 }] })}
            >
              Add a part
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
