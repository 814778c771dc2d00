/** Where the page of an audited subject such as `flag:checkout-new` is; null where it has none. */
export function pageOf(subject: string): string | null {
  const [, kind = '', key = ''] = /^([a-z-]+):(.+)$/.exec(subject) ?? [];
  const named = encodeURIComponent(key);
  switch (kind) {
    case 'flag':
      return `/flags/${named}`;
    case 'incident':
      return `/incidents/${named}`;
    case 'postmortem':
      return `/postmortems/${named}`;
    case 'schedule':
      return '/on-call';
    case 'service':
      return `/settings/services?edit=${named}`;
    case 'team':
      return `/settings/teams?edit=${named}`;
    case 'person':
      return key === '?' ? null : `/settings/people?edit=${named}`;
    case 'token':
      return '/settings/tokens';
    case 'repository':
      return `/settings/merge-policies?repository=${named}`;
    default:
      return null;
  }
}

/** `reason: error rate 40 %, on: false`: what an entry adds, in one line. */
export function detailOf(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
