import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Integrations, People, type Actor, type Integration, type IntegrationView } from '../../identity/index.js';
import { AppConfig, Db, Ids } from '../../platform/index.js';
import { Mailer } from './mailer.js';
import { PagesRepository } from './pages.repository.js';
import { reasonOf } from './senders.js';

const UNSET = 'LOOP_SMTP_URL is not set, so no e-mail can be sent.';

/** E-mail, by which people are paged. */
@Injectable()
export class EmailIntegration implements Integration, OnModuleInit {
  readonly key = 'email';

  constructor(
    private readonly config: AppConfig,
    private readonly db: Db,
    private readonly ids: Ids,
    private readonly integrations: Integrations,
    private readonly people: People,
    private readonly mailer: Mailer,
    private readonly pages: PagesRepository,
  ) {}

  onModuleInit(): void {
    this.integrations.register(this);
  }

  async view(): Promise<Omit<IntegrationView, 'key'>> {
    const { smtpUrl, mailFrom } = this.config;
    if (smtpUrl === null) return { configured: false, source: null, detail: UNSET, lastSeenAt: null };
    const last = await this.pages.lastDeliveredAt(this.db, 'email');
    return {
      configured: true,
      source: 'environment',
      // The address without user and password.
      detail: `E-mail goes through ${new URL(smtpUrl).host} and comes from ${mailFrom}.`,
      lastSeenAt: last?.toISOString() ?? null,
    };
  }

  async test(actor: Actor): Promise<{ ok: boolean; detail: string }> {
    if (!this.mailer.ready) return { ok: false, detail: UNSET };
    const person = actor.person === null ? null : await this.people.find(actor.person);
    if (!person?.email)
      return { ok: false, detail: 'Nobody is known to send it to: sign in, or use a token that names a person.' };
    try {
      await this.mailer.send({
        id: this.ids.next(),
        to: person.email,
        subject: 'Delivery Loop can send e-mail',
        text: `${actor.name} tried whether Delivery Loop can send e-mail. It can; nothing needs to be done.`,
      });
      return { ok: true, detail: `A mail to ${person.email} was taken by the server.` };
    } catch (error) {
      return { ok: false, detail: `A mail to ${person.email} could not be sent: ${reasonOf(error)}` };
    }
  }
}
