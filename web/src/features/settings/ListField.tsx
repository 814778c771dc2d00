import { ActionIcon, Button, Input } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './ListField.module.css';

interface ListFieldProps {
  legend: string;
  description?: string;
  /** The words of the button that adds one. */
  add: string;
  count: number;
  onAdd: () => void;
  onRemove: (index: number) => void;
  nameOf: (index: number) => string;
  /** So many must stay. */
  least?: number;
  error?: ReactNode;
  children: (index: number) => ReactNode;
}

/** A field that holds several things of one kind. */
export function ListField(props: ListFieldProps) {
  const { legend, description, add, count, onAdd, onRemove, nameOf, least = 0, error, children } = props;
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>{legend}</legend>
      {description !== undefined && <Input.Description mb="sm">{description}</Input.Description>}
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={classes.item}>
          {children(index)}
          <ActionIcon
            variant="subtle"
            size="lg"
            aria-label={`Remove ${nameOf(index)}`}
            disabled={count <= least}
            onClick={() => onRemove(index)}
          >
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      {error !== undefined && error !== null && <Input.Error mb="sm">{error}</Input.Error>}
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={onAdd}
      >
        {add}
      </Button>
    </fieldset>
  );
}
