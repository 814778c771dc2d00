import { StatusBadge } from '../../../design/StatusBadge';
import { durationText } from '../../../design/time/instants';
import type { Deployment } from './links';

/** Whether a deployment failed, and how long that lasted. */
export function Outcome({ row: { failed, recovery } }: { row: Deployment }) {
  if (!failed) return <StatusBadge tone="on">Fine</StatusBadge>;
  if (recovery === null || recovery.open) return <StatusBadge tone="red">Failed, open</StatusBadge>;
  return <StatusBadge tone="red">Failed, {durationText(recovery.seconds)}</StatusBadge>;
}
