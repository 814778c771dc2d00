/** What the server hints at; see GET /api/v1/live. */
export interface Change {
  topic: string;
  key?: string;
  revision?: number;
}

/** Which reads a hint makes stale, by the beginning of their path; the first one is of the topic's own things, told apart by key. */
const READS: Record<string, readonly string[]> = {
  flags: [
    '/api/v1/flags',
    '/api/v1/flag-kinds',
    '/api/v1/flag-tasks',
    '/api/v1/flag-health',
    '/api/v1/flag-waivers',
    '/api/v1/flag-baselines',
    '/api/v1/change-requests',
    '/api/v1/scheduled-flips',
    '/api/v1/kill-reviews',
    '/api/v1/kill-questions',
    '/api/v1/change-policies',
    '/api/v1/waiting',
    '/api/v1/kill-board',
    '/api/v1/services/{service}/recent-changes',
    '/api/v1/loop',
  ],
  segments: ['/api/v1/segments', '/api/v1/change-requests', '/api/v1/waiting'],
  'flag-receipts': ['/api/v1/flags/{key}/environments/{environment}/receipts', '/api/v1/flag-instances'],
  incidents: ['/api/v1/kill-board', '/api/v1/incidents', '/api/v1/loop', '/api/v1/dora/incidents', '/api/v1/drills'],
  alerts: ['/api/v1/alerts', '/api/v1/loop', '/api/v1/drills'],
  drills: ['/api/v1/drills', '/api/v1/drill-scenarios', '/api/v1/drill-schedules'],
  'on-call': ['/api/v1/kill-board', '/api/v1/on-call', '/api/v1/schedules', '/api/v1/loop'],
  postmortems: ['/api/v1/postmortems', '/api/v1/incidents/{id}/postmortem'],
  actions: ['/api/v1/actions', '/api/v1/postmortems', '/api/v1/loop'],
  dora: ['/api/v1/dora', '/api/v1/loop'],
  catalog: ['/api/v1/kill-board', '/api/v1/teams', '/api/v1/services', '/api/v1/loop'],
  people: ['/api/v1/people', '/api/v1/session'],
  tokens: ['/api/v1/tokens'],
  receipts: ['/api/v1/receipts', '/api/v1/loop', '/api/v1/integrations'],
  verdicts: ['/api/v1/verdicts', '/api/v1/repositories', '/api/v1/loop'],
  audit: ['/api/v1/audit'],
  facts: ['/api/v1/changes', '/api/v1/checks', '/api/v1/services/{service}/recent-changes', '/api/v1/loop'],
  database: ['/readyz', '/api/v1/kill-board'],
  integrations: ['/api/v1/integrations', '/api/v1/services/{service}/alert-sources', '/api/v1/outgoing-webhooks'],
  jobs: ['/api/v1/jobs', '/api/v1/loop'],
};

/** Whether a read, told by its query key `[method, path, init]`, may answer otherwise since the change. */
export function concerns(change: Change, queryKey: readonly unknown[]): boolean {
  const [method, path, init] = queryKey;
  if (method !== 'get' || typeof path !== 'string') return false;
  const reads = READS[change.topic] ?? [];
  const prefix = reads.find((candidate) => path === candidate || path.startsWith(`${candidate}/`));
  if (prefix === undefined) return false;
  if (prefix !== reads[0]) return true;
  // One thing's own reads stay as they are when another thing changed.
  const named = /^\{(\w+)\}/.exec(path.slice(prefix.length + 1))?.[1];
  if (named === undefined || change.key === undefined) return true;
  const given = parameter(init, named);
  return given === undefined || given === change.key;
}

function parameter(init: unknown, name: string): unknown {
  const params = property(init, 'params');
  return property(property(params, 'path'), name);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
