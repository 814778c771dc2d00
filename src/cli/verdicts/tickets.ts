import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
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
    io.err(`${flag}: ${await openTicket(api, flag)}`);
  }
}

async function openTicket(api: Api, flag: string): Promise<string> {
  try {
    const { body } = await api.post(`/api/v1/flags/${encodeURIComponent(flag)}/ticket`, {});
    return `its removal ticket is ${textOf(body['state']) ?? 'asked for'}`;
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
}
