import { TextInput, type TextInputProps } from '@mantine/core';
import { fieldTime } from './instants';
import { viewerTimeZone } from './now';

type InstantInputProps = Omit<TextInputProps, 'value' | 'onChange' | 'type'> & {
  /** RFC 3339; empty: none. */
  value: string;
  onChange: (at: string) => void;
};

/** An instant, given in the viewer's time zone. */
export function InstantInput({ value, onChange, description, ...rest }: InstantInputProps) {
  return (
    <TextInput
      {...rest}
      type="datetime-local"
      step={1}
      description={description ?? `Time zone: ${viewerTimeZone}`}
      value={value === '' ? '' : fieldTime(new Date(value))}
      onChange={({ currentTarget: { value: typed } }) => onChange(typed === '' ? '' : new Date(typed).toISOString())}
    />
  );
}
