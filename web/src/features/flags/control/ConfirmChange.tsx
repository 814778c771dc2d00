import { Text } from '@mantine/core';
import { ConfirmWithReason, type ConfirmWithReasonProps } from '../../../design/feedback/ConfirmWithReason';
import { heedingApproval } from './approval';

interface ConfirmChangeProps extends Omit<ConfirmWithReasonProps, 'confirmLabel' | 'onConfirm'> {
  flag: string;
  /** Whether it needs approval: then it is asked for, always with a reason. */
  asks: boolean;
  /** A verb for what is done where it needs none: "Save in production". */
  verb: string;
  /** That users feel it at once, where they do. */
  felt: string | null;
  act: (reason: string) => Promise<unknown>;
  ask: (reason: string) => Promise<unknown>;
}

/** Asks once before a change of a flag is made, or is asked for where others must approve it. */
export function ConfirmChange({ flag, asks, verb, felt, act, ask, children, ...props }: ConfirmChangeProps) {
  const { required = true } = props;
  return (
    <ConfirmWithReason
      {...props}
      confirmLabel={asks ? 'Ask for approval' : verb}
      required={required || asks}
      onConfirm={asks ? ask : (reason) => heedingApproval(flag, () => act(reason))}
    >
      {asks ? (
        <Text>Another person must approve it first. In an emergency, the kill board turns off at once.</Text>
      ) : (
        felt !== null && <Text fw={600}>{felt}</Text>
      )}
      {children}
    </ConfirmWithReason>
  );
}
