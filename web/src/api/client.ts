import { QueryClient } from '@tanstack/react-query';
import createFetchClient, { type Middleware } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { ProblemError, problemFrom } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

let whenSignedOut: () => void = () => undefined;
/** What happens when the server no longer knows who we are. */
export function onSignedOut(act: () => void): void {
  whenSignedOut = act;
}

const problems: Middleware = {
  async onResponse({ response, schemaPath }) {
    if (response.status < 400) return;
    if (response.status === 401 && !schemaPath.startsWith('/api/v1/session')) whenSignedOut();
    throw await problemFrom(response);
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    return new ProblemError(0, 'offline', 'No connection', 'Delivery Loop cannot be reached right now.');
  },
};

/** Typed requests. Every answer that is not 2xx is thrown as a ProblemError. */
export const client = createFetchClient<paths>({ baseUrl: location.origin, credentials: 'same-origin' });
client.use(problems);

/** Typed hooks: `api.useQuery('get', '/api/v1/teams')`. Query keys are `[method, path, init]`. */
export const api = createQueryClient(client);

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Live hints say when something changed; until then what was read stays good for a while.
      staleTime: 30_000,
      retry: (failures, error) => error instanceof ProblemError && error.passing && failures < 3,
      retryDelay: (failures) => Math.min(500 * 2 ** failures, 8_000),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
