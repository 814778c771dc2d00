import type { OutgoingMessage } from './outgoing-event.js';

/** A message in Slack's form: what happened to which flag, where, by whom and why, with a link to it. */
export function slackBodyOf(message: OutgoingMessage): string {
  const { actor, reason, incident } = message;
  const lines = [
    `${whatOf(message)} by ${safe(actor)}.`,
    ...(reason === null ? [] : [`> ${safe(reason).replaceAll('\n', '\n> ')}`]),
    ...(incident === null ? [] : [`Incident ${safe(incident)}`]),
  ];
  return JSON.stringify({ text: lines.join('\n') });
}

function whatOf({ type, flag, environment, on, detail }: OutgoingMessage): string {
  if (flag === null) return 'Delivery Loop was tried';
  const name = flag.url === null ? `*${safe(flag.key)}*` : `<${flag.url}|${safe(flag.key)}>`;
  const where = environment === null ? '' : ` in *${safe(environment)}*`;
  switch (type) {
    case 'flag.kill':
      return `:octagonal_sign: ${name} was killed${where}`;
    case 'flag.flip':
      return `${on === true ? ':large_green_circle:' : ':white_circle:'} ${name} was turned ${on === true ? 'on' : 'off'}${where}`;
    case 'flag.debt':
      return `:hourglass: ${name} owes ${safe(JSON.stringify(detail['rules']))}, noticed`;
    default:
      return `${name}: ${type.replace('flag.', '').replaceAll('_', ' ')}${where}`;
  }
}

/** Slack's three signs. */
function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
