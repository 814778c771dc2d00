import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../../identity/index.js';
import { AppConfig, Clock, Db, etagOf, Ids, requireMatch, seal, unseal, type Tx } from '../../platform/index.js';
import { nameOf } from '../inventory/history.js';
import type { OutgoingEvent } from './domain/outgoing-event.js';
import { secretOf } from './domain/signature.js';
import { noSecretKey, outgoingNotFound } from './outgoing.errors.js';
import type { NewOutgoingBody, OutgoingPatch, OutgoingView } from './outgoing.contract.js';
import { OutgoingRepository, type OutgoingStatus, type StoredOutgoing } from './outgoing.repository.js';

/** What is sealed of a receiver. `secret` is what its messages are signed with; null for Slack, whose address is the secret. */
export interface Sealed {
  url: string;
  secret: string | null;
}

const DEFAULT_EVENTS: OutgoingEvent[] = ['flip', 'kill'];

/** Receivers of messages about flags. */
@Injectable()
export class Outgoing {
  constructor(
    private readonly config: AppConfig,
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly audit: Audit,
    private readonly repository: OutgoingRepository,
  ) {}

  async list(): Promise<OutgoingView[]> {
    return (await this.repository.all()).map(viewOf);
  }

  async view(id: string): Promise<OutgoingView> {
    return (await this.tagged(id)).view;
  }

  async tagged(id: string): Promise<{ view: OutgoingView; etag: string }> {
    const found = (await this.repository.all()).find((one) => one.id === id);
    if (found === undefined) throw outgoingNotFound(id);
    return { view: viewOf(found), etag: etagOf(versionOf(found)) };
  }

  /** Answers what its messages are signed with, which is shown only once. Throws `no_secret_key`. */
  async create(body: NewOutgoingBody, actor: Actor): Promise<{ id: string; secret: string | null }> {
    const id = this.ids.next();
    const secret = body.kind === 'webhook' ? secretOf(randomBytes(24)) : null;
    const one: StoredOutgoing = {
      id,
      kind: body.kind,
      name: body.name,
      target: targetOf(body.url),
      sealed: this.seal(id, { url: body.url, secret }),
      events: body.events ?? DEFAULT_EVENTS,
      services: body.services ?? null,
      environments: body.environments ?? null,
      active: body.active ?? true,
      createdAt: this.clock.now(),
      createdBy: nameOf(actor),
    };
    await this.db.transaction(async (tx) => {
      await this.repository.save(tx, one);
      await this.record(tx, actor, 'create', one);
    });
    return { id, secret };
  }

  async change(id: string, patch: OutgoingPatch, ifMatch: string | undefined, actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      const before = await this.locked(id, tx);
      requireMatch(ifMatch, versionOf(before));
      const { url, ...rest } = patch;
      const after: StoredOutgoing = { ...before, ...given(rest) };
      if (url !== undefined) {
        after.target = targetOf(url);
        after.sealed = this.seal(id, { url, secret: this.open(before)?.secret ?? null });
      }
      await this.repository.save(tx, after);
      await this.record(tx, actor, 'change', after);
    });
  }

  /** Gives a webhook another secret; what is sent from now on is signed with it. */
  async renewSecret(id: string, actor: Actor): Promise<string | null> {
    return this.db.transaction(async (tx) => {
      const one = await this.locked(id, tx);
      const opened = this.open(one);
      if (opened === null) throw noSecretKey();
      if (one.kind === 'slack') return null;
      const secret = secretOf(randomBytes(24));
      await this.repository.save(tx, { ...one, sealed: this.seal(id, { ...opened, secret }) });
      await this.record(tx, actor, 'renew_secret', one);
      return secret;
    });
  }

  async remove(id: string, actor: Actor): Promise<void> {
    await this.db.transaction(async (tx) => {
      const one = await this.repository.find(id, tx);
      if (one === null) return;
      await this.repository.remove(tx, id);
      await this.record(tx, actor, 'remove', one);
    });
  }

  /** Address and secret; null: they cannot be read with the key of this process. */
  open({ id, sealed }: Pick<StoredOutgoing, 'id' | 'sealed'>): Sealed | null {
    const { secretKey } = this.config;
    const text = secretKey && unseal(sealed, sealedAs(id), secretKey);
    if (text === null) return null;
    const { url, secret }: { url: string; secret: string | null } = JSON.parse(text);
    return { url, secret };
  }

  async record(tx: Tx, actor: Actor, what: string, { id, kind, name, target, events }: StoredOutgoing): Promise<void> {
    const detail = { kind, name, target, events };
    await this.audit.record(tx, { actor, action: `integration.outgoing_${what}`, subject: `outgoing:${id}`, detail });
  }

  private async locked(id: string, tx: Tx): Promise<StoredOutgoing> {
    const one = await this.repository.find(id, tx);
    if (one === null) throw outgoingNotFound(id);
    return one;
  }

  private seal(id: string, sealed: Sealed): Buffer {
    const { secretKey } = this.config;
    if (secretKey === null) throw noSecretKey();
    return seal(JSON.stringify(sealed), sealedAs(id), secretKey);
  }
}

function sealedAs(id: string): string {
  return `outgoing:${id}`;
}

/** Where it lives, without what may be secret in its address. */
export function targetOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'unreadable address';
}

function given<T extends object>(patch: T): Partial<T> {
  const partial: Partial<T> = { ...patch };
  for (const [key, value] of Object.entries(patch)) if (value === undefined) Reflect.deleteProperty(partial, key);
  return partial;
}

/** What an entity tag covers: what people change, not what was delivered since. */
function versionOf({ id, name, sealed, events, services, environments, active }: StoredOutgoing): object {
  return { id, name, sealed: sealed.toString('base64'), events, services, environments, active };
}

function viewOf(one: StoredOutgoing & OutgoingStatus): OutgoingView {
  const { id, kind, name, target, events, services, environments, active, due, failed, createdBy } = one;
  return {
    id,
    kind,
    name,
    target,
    events,
    services,
    environments,
    active,
    due,
    failed,
    lastDeliveredAt: one.lastDeliveredAt?.toISOString() ?? null,
    createdAt: one.createdAt.toISOString(),
    createdBy,
  };
}
