import { api, client, queries, type Schemas } from '../../../api/client';
import { problemOf, ProblemError } from '../../../api/problem';
import { toast } from '../../../design/feedback/toast';
import { refreshControl } from './refresh';
import { requestTitle } from './words';

/** What is asked for: what holds afterwards, whole. */
export type Content = Schemas['ContentBody'];

const CONTROL = '/api/v1/flags/{key}/change-control';

export function useChangeControl(key: string) {
  return api.useQuery('get', CONTROL, { params: { path: { key } } }).data;
}

/** Whether a change of this flag has to be asked for. Rules and answers need approval wherever turning on does. */
export function useNeedsApproval(key: string): (environment: string, content: Pick<Content, 'kind' | 'on'>) => boolean {
  const control = useChangeControl(key);
  return (environment, { kind, on }) => {
    const place = control?.environments.find((each) => each.environment === environment);
    return (kind === 'flip' && on !== true ? place?.off : place?.on) ?? false;
  };
}

/** Sends a change request, which stands on the flag's page from then on. */
export async function askForApproval(
  flag: string,
  environment: string,
  content: Content,
  reason: string,
): Promise<void> {
  const { data } = await client.POST('/api/v1/flags/{key}/environments/{environment}/change-requests', {
    params: { path: { key: flag, environment } },
    body: { content, reason },
  });
  refreshControl();
  toast.done('Asked for approval', { detail: data && requestTitle(data) });
}

/** Makes a change that seemed to need no approval. Where the server wants it, that is learned: the next time it is asked for. */
export async function heedingApproval<T>(flag: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { status, code, title } = problemOf(error);
    if (code !== 'approval_required') throw error;
    await queries.invalidateQueries({ queryKey: ['get', CONTROL, { params: { path: { key: flag } } }] });
    throw new ProblemError(status, code, title, 'This change needs the approval of another person by now.');
  }
}
