import { Skeleton, VisuallyHidden } from '@mantine/core';

/** Grey lines in the place of what is being read. */
export function Waiting({ lines = 6, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={16} width={`${[92, 74, 84, 61, 78, 69][line % 6]}%`} mb={16} radius="sm" />
      ))}
    </div>
  );
}
