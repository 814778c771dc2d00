import { UnstyledButton } from '@mantine/core';
import { toast } from './feedback/toast';
import { useCopy } from './useCopy';

/** An id in a table: whole in its title, and copied by a press. */
export function CopyCode({ label, value }: { label: string; value: string }) {
  const { copied, copy } = useCopy();
  const take = async (): Promise<void> => {
    if (!(await copy(value))) toast.failed(new Error('This browser keeps the clipboard from this page.'));
  };
  return (
    <UnstyledButton fz="inherit" title={value} aria-label={`Copy ${label} ${value}`} onClick={() => void take()}>
      <code>{copied ? 'Copied' : value}</code>
    </UnstyledButton>
  );
}
