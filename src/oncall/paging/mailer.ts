import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { AppConfig } from '../../platform/index.js';

const STEP_MS = 5_000;
const MAIL_MS = 10_000;

/** Sends e-mail through the server of the settings. */
@Injectable()
export class Mailer {
  private readonly transport: Transporter | null;

  constructor(private readonly config: AppConfig) {
    this.transport = config.smtpUrl === null ? null : createTransport(withTimeouts(config.smtpUrl));
  }

  /** False where the settings name no server for e-mail. */
  get ready(): boolean {
    return this.transport !== null;
  }

  /** Throws where the server does not take the mail in time. */
  async send(mail: { id: string; to: string; subject: string; text: string }): Promise<void> {
    if (!this.transport) throw new Error('No server for e-mail is set');
    const { id, to, subject, text } = mail;
    // The same id in every try: mail programs show a repetition once.
    const messageId = `<${id}@delivery-loop>`;
    const from = this.config.mailFrom;
    const sent = this.transport.sendMail({ from, to: { name: '', address: to }, subject, text, messageId });
    await Promise.race([sent, outOfTime(MAIL_MS)]);
  }
}

async function outOfTime(ms: number): Promise<never> {
  await sleep(ms, undefined, { ref: false });
  throw new Error(`no answer within ${ms / 1000} s`);
}

function withTimeouts(smtpUrl: string): string {
  const url = new URL(smtpUrl);
  for (const step of ['connectionTimeout', 'greetingTimeout', 'socketTimeout', 'dnsTimeout'])
    if (!url.searchParams.has(step)) url.searchParams.set(step, String(STEP_MS));
  return url.toString();
}
