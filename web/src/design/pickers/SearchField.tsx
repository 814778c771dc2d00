import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

type SearchFieldProps = Omit<TextInputProps, 'value' | 'onChange' | 'label'> & {
  label: string;
  value: string;
  onChange: (value: string) => void;
};

/** A filter to be typed; it tells of a word once the typing rests. */
export function SearchField({ label, value, onChange, ...rest }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  // The address may change by other ways: back, or a link.
  if (value !== told) {
    setTold(value);
    setTyped(value);
  }
  const tell = useDebouncedCallback((words: string) => {
    setTold(words);
    onChange(words);
  }, 200);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      w={220}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      {...rest}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        tell(currentTarget.value.trim());
      }}
    />
  );
}
