import { client, type Schemas } from '../../api/client';
import { toast } from '../../design/feedback/toast';

export const SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The kill waits for its incident so long and no longer. */
const PATIENCE_MS = 2_000;

/** Declares an incident and answers its id; null: it did not work in time, which must not keep anybody from turning a flag off. */
export async function declare(incident: Schemas['NewIncident']): Promise<string | null> {
  try {
    const { data } = await client.POST('/api/v1/incidents', {
      body: incident,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return data?.id ?? null;
  } catch (error) {
    toast.failed(error);
    return null;
  }
}
