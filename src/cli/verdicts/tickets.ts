import { sentenceOf, type Api } from '../api.js';
import type { Io } from '../io.js';
import { listOf, textOf, type JsonObject } from '../json.js';

/**
 * Asks for the removal ticket of every flag that a verdict of `flag-debt` finds without one. The server opens each once,
 * however often it is asked. What cannot be opened is told and changes no verdict.
 */
export async function openTickets(api: Api, verdict: JsonObject, io: Io): Promise<void> {
  const lacking = listOf(verdict['reasons']).filter(({ rule }) => rule === 'no_removal_ticket');
  const flags = new Set(lacking.flatMap(({ subject }) => textOf(subject) ?? []));
  for (const flag of flags) {
    const answer = await api.post(`/api/v1/flags/${encodeURIComponent(flag)}/ticket`, {}, { allow: [403, 404, 409] });
    const told =
      answer.status === 202
        ? `its removal ticket is ${textOf(answer.body['state']) ?? 'asked for'}`
        : sentenceOf(answer);
    io.err(`${flag}: ${told}`);
  }
}
