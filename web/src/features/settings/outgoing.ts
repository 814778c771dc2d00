import { client, queries, type Schemas } from '../../api/client';
import type { Tone } from '../../design/StatusBadge';

export type Receiver = Schemas['OutgoingView'];
export type OutgoingKind = Receiver['kind'];
export type OutgoingEvent = Receiver['events'][number];
export type Delivery = Schemas['DeliveryView'];

export const OUTGOING_PATH = '/api/v1/outgoing-webhooks';
export const RECEIVER_PATH = '/api/v1/outgoing-webhooks/{id}';
export const DELIVERIES_PATH = '/api/v1/outgoing-webhooks/{id}/deliveries';

export const OUTGOING_KINDS: Record<OutgoingKind, string> = { webhook: 'Webhook', slack: 'Slack' };

export const OUTGOING_EVENTS: Record<OutgoingEvent, string> = {
  flip: 'A flip',
  kill: 'A kill',
  create: 'A new flag',
  change: 'A change of a flag',
  rules: 'A change of rules',
  extend: 'An extension',
  drill: 'A drill',
  complete: 'A flag is completed',
  archive: 'A flag is archived',
  revive: 'A flag is revived',
  request_change: 'A change wants approval',
  approve_request: 'A change is approved',
  reject_request: 'A change is rejected',
  review_kill: 'A kill is reviewed',
  debt: 'A flag begins to owe something',
};

export const DELIVERY_STATES: Record<Delivery['state'], { tone: Tone; word: string }> = {
  due: { tone: 'waiting', word: 'Waits' },
  delivered: { tone: 'on', word: 'Delivered' },
  failed: { tone: 'red', word: 'Given up' },
};

export async function setActive({ id, active }: Receiver): Promise<void> {
  await client.PATCH(RECEIVER_PATH, { params: { path: { id } }, body: { active: !active } });
  await again();
}

/** Sends a ping; what fails is told in words, not thrown. */
export async function testReceiver(id: string): Promise<Schemas['OutgoingTest'] | undefined> {
  const { data } = await client.POST('/api/v1/outgoing-webhooks/{id}/test', { params: { path: { id } } });
  return data;
}

export async function removeReceiver(id: string): Promise<void> {
  await client.DELETE(RECEIVER_PATH, { params: { path: { id } } });
  await again();
}

export async function redeliver(id: string, delivery: string): Promise<void> {
  await client.POST('/api/v1/outgoing-webhooks/{id}/deliveries/{delivery}/redeliver', {
    params: { path: { id, delivery } },
  });
  await queries.invalidateQueries({ queryKey: ['get', DELIVERIES_PATH] });
  await again();
}

export async function again(): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['get', OUTGOING_PATH] });
}
