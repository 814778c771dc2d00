/** What outgoing webhooks can tell: acts on flags, in the words of their history, and that a flag begins to owe something. */
export const OUTGOING_EVENTS = [
  'flip',
  'kill',
  'create',
  'change',
  'rules',
  'extend',
  'drill',
  'complete',
  'archive',
  'revive',
  'request_change',
  'approve_request',
  'reject_request',
  'review_kill',
  'debt',
] as const;
export type OutgoingEvent = (typeof OUTGOING_EVENTS)[number];

/** What is sent. Its id stays the same through all tries, so that receivers can tell what they have had. */
export interface OutgoingMessage {
  id: string;
  type: `flag.${OutgoingEvent}` | 'ping';
  /** When it happened. */
  at: string;
  flag: { key: string; name: string; kind: string; service: string; url: string | null } | null;
  environment: string | null;
  /** Of flips and kills: what the flag is now. */
  on: boolean | null;
  actor: string;
  reason: string | null;
  incident: string | null;
  revision: number | null;
  detail: Record<string, unknown>;
}

/** Which events go to a receiver. */
export interface Interest {
  events: readonly string[];
  /** Null: all. */
  services: readonly string[] | null;
  /** Null: all. What happens in no environment in particular concerns everybody. */
  environments: readonly string[] | null;
}

export function concerns(interest: Interest, event: string, service: string, environment: string | null): boolean {
  const { events, services, environments } = interest;
  if (!events.includes(event) || !(services?.includes(service) ?? true)) return false;
  return environment === null || (environments?.includes(environment) ?? true);
}

/** A message to try a receiver with. */
export function pingMessage(id: string, at: string, actor: string): OutgoingMessage {
  const nothing = { flag: null, environment: null, on: null, incident: null, revision: null, detail: {} };
  return { ...nothing, id, type: 'ping', at, actor, reason: 'Somebody tries whether messages arrive.' };
}
