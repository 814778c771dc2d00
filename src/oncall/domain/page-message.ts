import { createHmac } from 'node:crypto';

/** What a page says. */
export interface PageMessage {
  /** The same in every try. */
  id: string;
  alert: string;
  service: string;
  title: string;
  severity: string;
  level: number;
  person: string;
  triggeredAt: string;
  acknowledgeUrl: string;
}

/** A message in the forms of all kinds of contacts. */
export interface Outgoing {
  /** The same in every try. */
  id: string;
  person: string;
  /** One line. */
  subject: string;
  text: string;
  slack: string;
  /** The body that a webhook gets. */
  body: object;
}

export function outgoingOf(message: PageMessage): Outgoing {
  const { id, person } = message;
  const [subject, text, slack] = [lineOf(message), mailTextOf(message), slackTextOf(message)];
  return { id, person, subject, text, slack, body: message };
}

/** Something that a person is to know; nobody is woken for it, and nothing is to be acknowledged. */
export interface Notice {
  id: string;
  person: string;
  subject: string;
  text: string;
  /** Where to look at it. */
  url: string;
}

export function noticeOf({ id, person, subject, text, url }: Notice): Outgoing {
  const whole = `${text}\n\n${url}`;
  const body = { kind: 'notice', id, person, subject, text, url };
  return { id, person, subject, text: whole, slack: slackSafe(`${subject}\n${whole}`), body };
}

/** `X-Loop-Signature-256` of a body: HMAC-SHA256 with the contact's secret over its bytes. */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`;
}

/** One line, as it stands in the subject of an e-mail and in Slack. */
export function lineOf({ severity, service, title }: PageMessage): string {
  return `[${severity}] ${service}: ${title}`;
}

/** The text of an e-mail. */
export function mailTextOf(message: PageMessage): string {
  return [
    message.title,
    '',
    `Service: ${message.service}`,
    `Severity: ${message.severity}`,
    `Triggered: ${message.triggeredAt}`,
    `Paged: ${message.person} (level ${message.level})`,
    `Alert: ${message.alert}`,
    '',
    `Acknowledge: POST ${message.acknowledgeUrl}`,
  ].join('\n');
}

/** The text for Slack. Slack's own marks are taken out of what others wrote. */
export function slackTextOf(message: PageMessage): string {
  return `${slackSafe(lineOf(message))}\nPaged: ${message.person} (level ${message.level}). Alert ${message.alert}, triggered ${message.triggeredAt}.`;
}

function slackSafe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Where a contact lives, without what may be secret in its address. */
export function targetOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'unreadable address';
}
