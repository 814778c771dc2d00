import type { Scenario } from '../../../drills/index.js';
import type { Api } from '../../api.js';
import { fromNow } from '../../demo/run.js';
import { textOf } from '../../json.js';
import { TEAM } from './cast.js';

/** The shop's switch for the whole checkout. */
export const KILL_SWITCH = 'checkout-open';

const MONTH = 30 * 86_400;
const WEEK = 7 * 86_400;

/** The flags of the shop as a drill begins: those of an earlier drill are taken again. */
export async function plantFlags(api: Api, { service, environment }: Scenario, flag: string): Promise<void> {
  await plant(api, {
    key: KILL_SWITCH,
    name: 'The checkout is open',
    kind: 'kill_switch',
    service,
    owner: { team: TEAM },
    killSwitch: { runbook: 'https://runbooks.example/checkout', blastRadius: 'Nobody can buy' },
  });
  await flip(api, KILL_SWITCH, environment, true);
  await plant(api, {
    key: flag,
    name: 'The path that the drill releases',
    kind: 'release',
    service,
    owner: { team: TEAM },
    expiresAt: fromNow(MONTH),
    removalTicket: `https://tracker.example/${flag}`,
  });
  await flip(api, flag, environment, false);
}

async function plant(
  api: Api,
  flag: Readonly<Record<string, unknown>> & { key: string; expiresAt?: string },
): Promise<void> {
  const path = `/api/v1/flags/${flag.key}`;
  const made = await api.post('/api/v1/flags', flag, { allow: [409] });
  if (made.status !== 409) return;
  const { body } = await api.get(path);
  if (textOf(body['stage']) !== 'active') await api.post(`${path}/revive`, {});
  const { expiresAt } = flag;
  // An extension counts, so only what would soon expire gets one.
  if (expiresAt !== undefined && Date.parse(textOf(body['expiresAt']) ?? '') < Date.parse(fromNow(WEEK)))
    await api.patch(path, { expiresAt, reason: 'The drill begins anew' });
}

async function flip(api: Api, flag: string, environment: string, on: boolean): Promise<void> {
  await api.post(`/api/v1/flags/${flag}/environments/${environment}/flip`, { on, reason: 'The drill begins' });
}
