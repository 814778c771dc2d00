import { client } from '../../api/client';
import { useCan } from '../../api/session';
import { ConfirmWithReason } from '../../design/feedback/ConfirmWithReason';
import { toast } from '../../design/feedback/toast';
import { titleOf, type Incident } from './words';

interface Props {
  /** Null: nothing is asked. */
  flag: string | null;
  incident: Incident;
  onClose: () => void;
}

/** Turns a flag off for this incident: the kill is its mitigation. */
export function KillDialog({ flag, incident, onClose }: Props) {
  const mayFlip = useCan('flags:write');
  const { id, environment, drillRun } = incident;
  const header = drillRun === null ? {} : { 'X-Loop-Drill': drillRun };
  const key = flag ?? '';
  const kill = async (reason: string): Promise<void> => {
    const tapped = performance.now();
    const { data } = await client.POST('/api/v1/flags/{key}/kill', {
      params: { path: { key }, header },
      body: { environment, reason, incident: id },
    });
    const undo = (): Promise<unknown> =>
      client.POST('/api/v1/flags/{key}/environments/{environment}/flip', {
        params: { path: { key, environment }, header },
        body: { on: true, reason: `Undo: ${reason}`, incident: id },
      });
    const took = Math.round(performance.now() - tapped).toLocaleString('en');
    toast.done(`${key} is off in ${environment}`, {
      detail: `Revision ${data?.revision ?? ''}, in effect ${took} ms after your tap`,
      ...(mayFlip ? { undo } : {}),
    });
  };
  return (
    <ConfirmWithReason
      opened={flag !== null}
      onClose={onClose}
      title={`Kill ${key} in ${environment}?`}
      confirmLabel={`Kill in ${environment}`}
      danger
      initialReason={titleOf(incident)}
      onConfirm={kill}
    >
      It answers its off variant within a second, everywhere in {environment}. The kill stands in this incident’s
      timeline as its mitigation.
    </ConfirmWithReason>
  );
}
