import { api, client, queries } from '../../api/client';
import { useCan, useSession } from '../../api/session';
import { useOnCall } from '../oncall';
import type { Incident, Mode } from './words';

const PATH = '/api/v1/incidents/{id}';
const at = (id: string) => ({ params: { path: { id } } });

export function useIncident(id: string) {
  return api.useQuery('get', PATH, at(id));
}

/** Whether the person may act: by permission, or by being on call for the service now. */
export function useMayRespond(service: string): boolean {
  const may = useCan('incidents:write');
  return useIsOnCall(service) || may;
}

/** Whether the person may turn flags off: by permission, or by being on call for the service now. */
export function useMayKill(service: string): boolean {
  const kill = useCan('flags:kill');
  const write = useCan('flags:write');
  return useIsOnCall(service) || kill || write;
}

function useIsOnCall(service: string): boolean {
  const me = useSession()?.person?.key;
  const { data } = useOnCall(service);
  return me !== undefined && data?.person === me;
}

/** Shows an incident as a step answered it, before the hint comes. */
function keep(incident: Incident | undefined): void {
  if (incident === undefined) return;
  queries.setQueryData(['get', PATH, at(incident.id)], incident);
  void queries.invalidateQueries({ queryKey: ['get', '/api/v1/incidents/{id}/timeline'] });
}

export const steps = {
  async acknowledge(id: string): Promise<void> {
    keep((await client.POST('/api/v1/incidents/{id}/acknowledge', at(id))).data);
  },
  async mitigate(id: string, body: { by: Mode; flag: string | null; deployment: string | null; note: string | null }) {
    keep((await client.POST('/api/v1/incidents/{id}/mitigate', { ...at(id), body })).data);
  },
  async restore(id: string, body: { at: string | null; by: Mode | null; note: string | null }): Promise<void> {
    keep((await client.POST('/api/v1/incidents/{id}/restore', { ...at(id), body })).data);
  },
  async resolve(id: string, note: string | null): Promise<void> {
    keep((await client.POST('/api/v1/incidents/{id}/resolve', { ...at(id), body: { note } })).data);
  },
  async reopen(id: string, note: string | null): Promise<void> {
    keep((await client.POST('/api/v1/incidents/{id}/reopen', { ...at(id), body: { note } })).data);
  },
  async nameCause(id: string, cause: { deployments?: string[]; flag?: string } | null): Promise<void> {
    keep((await client.PATCH(PATH, { ...at(id), body: { cause } })).data);
  },
};

/** Null in the place of nothing typed. */
export function given(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
