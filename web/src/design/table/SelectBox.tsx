import { Checkbox } from '@mantine/core';
import type { Selection } from './columns';

export function SelectRow<Row>({
  selection: { keys, onChange, nameOf },
  row,
  rowKey,
}: {
  selection: Selection<Row>;
  row: Row;
  rowKey: string;
}) {
  return (
    <Checkbox
      size="sm"
      aria-label={`Select ${nameOf(row)}`}
      checked={keys.has(rowKey)}
      onChange={({ currentTarget: { checked } }) => {
        const next = new Set(keys);
        if (checked) next.add(rowKey);
        else next.delete(rowKey);
        onChange(next);
      }}
    />
  );
}

/** Ticks every row that is loaded, or none. */
export function SelectAll<Row>({ selection, keys }: { selection: Selection<Row>; keys: readonly string[] }) {
  const ticked = keys.filter((key) => selection.keys.has(key)).length;
  return (
    <Checkbox
      size="sm"
      aria-label="Select all rows"
      checked={keys.length > 0 && ticked === keys.length}
      indeterminate={ticked > 0 && ticked < keys.length}
      onChange={({ currentTarget: { checked } }) => selection.onChange(new Set(checked ? keys : []))}
    />
  );
}
