import { Button, Group, TagsInput, TextInput } from '@mantine/core';
import { replaced, without, type Targeting } from './rules';
import classes from './targeting.module.css';

type List = Targeting['prerequisites'];

/** Flags that must answer so before any rule is looked at. */
export function Prerequisites({ prerequisites, onChange }: { prerequisites: List; onChange: (list: List) => void }) {
  return (
    <>
      {prerequisites.map((each, i) => (
        <div key={i} className={classes.pair} role="group" aria-label={`Prerequisite ${i + 1}`}>
          <TextInput
            label="Requires the flag"
            value={each.flag}
            onChange={({ currentTarget }) =>
              onChange(replaced(prerequisites, i, { ...each, flag: currentTarget.value }))
            }
          />
          <TagsInput
            label="To answer one of"
            acceptValueOnBlur
            value={each.variants}
            onChange={(variants) => onChange(replaced(prerequisites, i, { ...each, variants }))}
          />
          <Button variant="subtle" color="gray" onClick={() => onChange(without(prerequisites, i))}>
            Remove prerequisite {i + 1}
          </Button>
        </div>
      ))}
      <Group>
        <Button variant="default" onClick={() => onChange([...prerequisites, { flag: '', variants: ['on'] }])}>
          Add a prerequisite
        </Button>
      </Group>
    </>
  );
}
