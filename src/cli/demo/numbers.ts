import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../json.js';
import type { Run } from './run.js';

const WINDOW_DAYS = 90;
const GIVE_UP_MS = 60_000;

/** Start of the window: 90 days before the last imported deployment, or before now where that is older. */
export function windowStart(newestDeployment: number | null, now: number): string {
  return new Date(Math.min(newestDeployment ?? now, now) - WINDOW_DAYS * 86_400_000).toISOString();
}

/** The numbers of the service up to now, once they have stood still for a second: the worker counts while we ask. */
export async function settledNumbers(run: Run, from: string): Promise<JsonObject> {
  const to = new Date().toISOString();
  const query = new URLSearchParams({ service: run.service, from, to });
  const ask = async (): Promise<JsonObject> => (await run.api.get(`/api/v1/dora?${query.toString()}`)).body;
  const since = performance.now();
  let last = await ask();
  for (let same = 0; same < 4 && performance.now() - since < GIVE_UP_MS;) {
    await sleep(400);
    const next = await ask();
    same = sameNumbers(last, next) ? same + 1 : 0;
    last = next;
  }
  return last;
}

function sameNumbers(a: JsonObject, b: JsonObject): boolean {
  return JSON.stringify({ ...a, asOf: null }) === JSON.stringify({ ...b, asOf: null });
}
