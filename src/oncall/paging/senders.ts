import { Injectable } from '@nestjs/common';
import { request } from 'undici';
import type { Contact, PersonView } from '../../identity/index.js';
import { Clock } from '../../platform/index.js';
import { signatureOf, targetOf, type Outgoing } from '../domain/page-message.js';
import { Mailer } from './mailer.js';

const HTTP_MS = 5_000;

/** What became of one contact. `hopeless`: trying again cannot help. */
export interface Sent {
  contact: string;
  target: string;
  delivered: boolean;
  hopeless: boolean;
  status: number | null;
  reason: string | null;
}

/** Brings a message to all contacts of a person at once. Never throws: what failed is told. */
@Injectable()
export class Senders {
  constructor(
    private readonly clock: Clock,
    private readonly mailer: Mailer,
  ) {}

  async send(person: PersonView | null, message: Outgoing): Promise<Sent[]> {
    if (!person?.active) return [unreachable(`${message.person} is nobody active`)];
    const contacts: Contact[] = person.contacts.length > 0 ? person.contacts : mailOf(person);
    if (contacts.length === 0) return [unreachable(`${person.key} has no contact`)];
    return Promise.all(contacts.map((contact) => this.reach(contact, message)));
  }

  private async reach(contact: Contact, message: Outgoing): Promise<Sent> {
    const { kind, url = '', address = '', secret } = contact;
    const body = kind === 'webhook' ? JSON.stringify(message.body) : JSON.stringify({ text: message.slack });
    if (kind === 'email') return this.mail(address, message);
    return this.post(kind, url, body, kind === 'webhook' ? this.headersOf(body, secret) : {});
  }

  private headersOf(body: string, secret: string | undefined): Record<string, string> {
    const seconds = Math.floor(this.clock.now().getTime() / 1000);
    const headers: Record<string, string> = { 'x-loop-timestamp': String(seconds) };
    if (secret !== undefined) headers['x-loop-signature-256'] = signatureOf(body, secret);
    return headers;
  }

  /** Follows no redirect: a page goes where the person said, and nowhere else. */
  private async post(contact: string, url: string, body: string, headers: Record<string, string>): Promise<Sent> {
    const told = { contact, target: targetOf(url), hopeless: false };
    try {
      const answer = await request(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'delivery-loop', ...headers },
        // A connection kept from an earlier page may be dead by now, and a POST is not repeated by itself.
        reset: true,
        signal: AbortSignal.timeout(HTTP_MS),
      });
      answer.body.on('error', () => undefined).destroy();
      const { statusCode: status } = answer;
      const delivered = status >= 200 && status < 300;
      return { ...told, delivered, status, reason: delivered ? null : `answered ${status}` };
    } catch (error) {
      return { ...told, delivered: false, status: null, reason: reasonOf(error) };
    }
  }

  private async mail(address: string, message: Outgoing): Promise<Sent> {
    const told = { contact: 'email', target: address, status: null };
    if (!this.mailer.ready)
      return {
        ...told,
        delivered: false,
        hopeless: true,
        reason: 'LOOP_SMTP_URL is not set, so no e-mail can be sent',
      };
    const mail = { id: message.id, to: address, subject: message.subject, text: message.text };
    try {
      await this.mailer.send(mail);
      return { ...told, delivered: true, hopeless: false, reason: null };
    } catch (error) {
      return { ...told, delivered: false, hopeless: false, reason: reasonOf(error) };
    }
  }
}

function mailOf({ email }: PersonView): Contact[] {
  return email ? [{ kind: 'email', address: email }] : [];
}

function unreachable(reason: string): Sent {
  return { contact: 'none', target: '', delivered: false, hopeless: true, status: null, reason };
}

/** Why something could not be sent, in few words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 500);
  if (error.name === 'TimeoutError') return `no answer within ${HTTP_MS / 1000} s`;
  return (error.message || error.name).slice(0, 500);
}
