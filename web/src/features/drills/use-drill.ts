import { api, client, queries } from '../../api/client';
import type { Drill, Role } from './words';

const PATH = '/api/v1/drills/{id}';
const at = (id: string) => ({ params: { path: { id } } });

export function useDrill(id: string) {
  return api.useQuery('get', PATH, at(id));
}

/** What a role sees of a run; of a run that goes on, things fall due without anybody saying so. */
export function useRoleView({ id, state }: Drill, role: Role | null) {
  const query = role === null ? {} : { role };
  return api.useQuery(
    'get',
    '/api/v1/drills/{id}/view',
    { params: { path: { id }, query } },
    { refetchInterval: state === 'running' ? 10_000 : false },
  );
}

/** Shows a run as a step answered it, before the hint comes. */
function keep(drill: Drill | undefined): void {
  if (drill === undefined) return;
  queries.setQueryData(['get', PATH, at(drill.id)], drill);
  void queries.invalidateQueries({ queryKey: ['get', '/api/v1/drills/{id}/view'] });
}

export type PlainStep = 'start' | 'pause' | 'resume' | 'finish';

export const steps = {
  async take(id: string, step: PlainStep): Promise<void> {
    keep((await client.POST(`/api/v1/drills/{id}/${step}`, at(id))).data);
  },
  async end(id: string, step: 'abort' | 'fail', reason: string): Promise<void> {
    keep((await client.POST(`/api/v1/drills/{id}/${step}`, { ...at(id), body: { reason } })).data);
  },
  async fire(id: string, inject: string): Promise<void> {
    keep((await client.POST('/api/v1/drills/{id}/injects/{inject}/fire', { params: { path: { id, inject } } })).data);
  },
};
