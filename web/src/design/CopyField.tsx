import { Button, Group, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef } from 'react';
import { useCopy } from './useCopy';

/** Something to be taken elsewhere: a command, an address, a secret. */
export function CopyField({ label, value, description }: { label: string; value: string; description?: string }) {
  const field = useRef<HTMLInputElement>(null);
  const { copied, copy } = useCopy();
  const take = async (): Promise<void> => {
    // Where the browser keeps the clipboard from pages, the text is at least selected.
    if (!(await copy(value))) field.current?.select();
  };
  return (
    <Group align="flex-end" gap="sm" wrap="nowrap">
      <TextInput
        ref={field}
        flex={1}
        label={label}
        description={description}
        value={value}
        readOnly
        autoComplete="off"
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button
        variant="default"
        leftSection={copied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />}
        aria-label={`Copy ${label.toLowerCase()}`}
        onClick={() => void take()}
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </Group>
  );
}
