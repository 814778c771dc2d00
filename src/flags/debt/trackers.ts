import { Octokit } from '@octokit/core';
import { fetch } from 'undici';

export const TRACKERS = ['github', 'jira', 'linear', 'webhook'] as const;
export type TrackerKind = (typeof TRACKERS)[number];

/** Where removal tickets are opened. What a kind does not need is null. */
export interface TrackerSettings {
  kind: TrackerKind;
  /** Address of the API: of github and linear the public one if null; of jira the site; of webhook the target. */
  url: string | null;
  /** github: owner/name. jira: key of the project. linear: id of the team. */
  project: string | null;
  /** jira: e-mail of the account that the token is of. */
  account: string | null;
}

/** What is to be written into a tracker. `id` is the same at each try, so that a second try finds the first one's ticket. */
export interface Ticket {
  id: string;
  wantedAt: Date;
  flag: string;
  title: string;
  body: string;
}

const WITHIN_MS = 8_000;
const LABEL = 'flag-removal';
/** What was opened for a ticket is no older than the wish for it, but for what two clocks may be apart. */
const CLOCKS_APART_MS = 3_600_000;

/** Opens the ticket, or finds the one that an earlier try opened. Gives its address. Throws with what the tracker said. */
export function openTicket(tracker: TrackerSettings, secret: string, ticket: Ticket): Promise<string> {
  switch (tracker.kind) {
    case 'github':
      return github(tracker, secret, ticket);
    case 'jira':
      return jira(tracker, secret, ticket);
    case 'linear':
      return linear(tracker, secret, ticket);
    case 'webhook':
      return webhook(tracker, secret, ticket);
  }
}

/** Linear takes an id of ours, in the form of UUID version 4. */
const linearId = ({ id }: Ticket): string => `${id.slice(0, 14)}4${id.slice(15)}`;

const markOf = (ticket: Ticket): string => `delivery-loop-ticket-${ticket.id}`;

async function github({ url, project }: TrackerSettings, secret: string, ticket: Ticket): Promise<string> {
  const octokit = new Octokit({ auth: secret, ...(url === null ? {} : { baseUrl: url }) });
  const [owner = '', repo = ''] = (project ?? '').split('/');
  const signal = AbortSignal.timeout(WITHIN_MS);
  const mark = markOf(ticket);
  for (let page = 1; ; page += 1) {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues', {
      owner,
      repo,
      labels: LABEL,
      state: 'all',
      since: new Date(ticket.wantedAt.getTime() - CLOCKS_APART_MS).toISOString(),
      per_page: 100,
      page,
      request: { signal },
    });
    const found = data.find((issue) => issue.body?.includes(mark));
    if (found) return found.html_url;
    if (data.length < 100) break;
  }
  const { data } = await octokit.request('POST /repos/{owner}/{repo}/issues', {
    owner,
    repo,
    title: ticket.title,
    body: `${ticket.body}\n\n<!-- ${mark} -->`,
    labels: [LABEL],
    request: { signal },
  });
  return data.html_url;
}

async function jira({ url, project, account }: TrackerSettings, secret: string, ticket: Ticket): Promise<string> {
  const base = (url ?? '').replace(/\/+$/, '');
  const headers = { authorization: `Basic ${Buffer.from(`${account ?? ''}:${secret}`).toString('base64')}` };
  const mark = markOf(ticket);
  const found = await ask(
    'GET',
    `${base}/rest/api/3/search/jql?fields=key&jql=${encodeURIComponent(`labels = "${mark}"`)}`,
    headers,
  );
  const before = textAt(found, 'issues', 0, 'key');
  if (before !== null) return `${base}/browse/${before}`;
  const made = await ask('POST', `${base}/rest/api/3/issue`, headers, {
    fields: {
      project: { key: project },
      issuetype: { name: 'Task' },
      summary: ticket.title,
      description: {
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text: ticket.body }] }],
      },
      labels: [LABEL, mark],
    },
  });
  return `${base}/browse/${needed(textAt(made, 'key'), 'key')}`;
}

async function linear({ url, project }: TrackerSettings, secret: string, ticket: Ticket): Promise<string> {
  const at = url ?? 'https://api.linear.app/graphql';
  const headers = { authorization: secret };
  const looked = await ask('POST', at, headers, {
    query: 'query ($id: ID!) { issues(filter: { id: { eq: $id } }) { nodes { url } } }',
    variables: { id: linearId(ticket) },
  });
  refuseErrors(looked);
  const before = textAt(looked, 'data', 'issues', 'nodes', 0, 'url');
  if (before !== null) return before;
  const made = await ask('POST', at, headers, {
    query: 'mutation ($input: IssueCreateInput!) { issueCreate(input: $input) { issue { url } } }',
    variables: { input: { id: linearId(ticket), teamId: project, title: ticket.title, description: ticket.body } },
  });
  refuseErrors(made);
  return needed(textAt(made, 'data', 'issueCreate', 'issue', 'url'), 'url');
}

/** The receiver tells one ticket from another by Idempotency-Key, and answers its address. */
async function webhook({ url }: TrackerSettings, secret: string, ticket: Ticket): Promise<string> {
  const headers = { authorization: `Bearer ${secret}`, 'idempotency-key': ticket.id };
  return needed(textAt(await ask('POST', url ?? '', headers, ticket), 'url'), 'url');
}

async function ask(method: string, url: string, headers: Record<string, string>, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(WITHIN_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`HTTP ${response.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as unknown;
}

function refuseErrors(answer: unknown): void {
  const said = textAt(answer, 'errors', 0, 'message');
  if (said !== null) throw new Error(said.slice(0, 300));
}

function textAt(value: unknown, ...path: (string | number)[]): string | null {
  const found = path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    value,
  );
  return typeof found === 'string' ? found : null;
}

function needed(text: string | null, what: string): string {
  if (text === null) throw new Error(`The tracker answered no ${what}.`);
  return text;
}
