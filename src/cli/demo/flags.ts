import { setTimeout as sleep } from 'node:timers/promises';
import { sentenceOf } from '../api.js';
import { textOf } from '../json.js';
import { fromNow, type Run } from './run.js';

const MONTH = 30 * 86_400;
const WEEK = 7 * 86_400;

/** Flags as they should be and as they should not; those of an earlier run are taken as they are. Gives the good one's key. */
export async function plantFlags(run: Run): Promise<string> {
  const { api, service, team } = run;
  const good = run.flag('new-path');
  const body = { kind: 'release', service, owner: { team }, expiresAt: fromNow(MONTH), removalTicket: 'DEMO-1' };
  if (!(await create(run, { ...body, key: good, name: 'The new path' }))) await refresh(run, good, body.expiresAt);

  const refused = await api.post(
    '/api/v1/flags',
    { key: run.flag('careless'), kind: 'release', service },
    { allow: [422] },
  );
  run.tell('a flag nobody would clean up', `refused: ${sentenceOf(refused)}`);

  const forgotten = run.flag('forgotten');
  // An expiry must lie ahead when a flag is made, so a flag that is overdue takes a moment.
  if (
    await create(run, {
      ...body,
      key: forgotten,
      name: 'Forgotten experiment',
      expiresAt: fromNow(1.5),
      removalTicket: 'DEMO-2',
    })
  ) {
    await sleep(1_800);
  }
  const orphan = run.flag('orphan');
  const leaver = run.person('leaver');
  const found = await api.get(`/api/v1/flags/${orphan}`, { allow: [404] });
  if (found.status === 404) {
    await putLeaver(run, leaver, true);
    await create(run, { key: orphan, name: 'Left behind', kind: 'ops', service, owner: { person: leaver } });
  }
  await putLeaver(run, leaver, false);
  run.tell('flags', `${good} in order; ${forgotten} expired; ${orphan} whose owner has left`);
  return good;
}

async function create(run: Run, flag: object): Promise<boolean> {
  const answer = await run.api.post('/api/v1/flags', flag, { allow: [409] });
  return answer.status !== 409;
}

/** Brings the good flag of an earlier run back to where the story begins: active, not expired, off. */
async function refresh(run: Run, key: string, expiresAt: string): Promise<void> {
  const { api, environment } = run;
  const { body } = await api.get(`/api/v1/flags/${key}`);
  if (textOf(body['stage']) !== 'active') await api.post(`/api/v1/flags/${key}/revive`, {});
  // An extension counts, so only what would soon expire gets one.
  if (Date.parse(textOf(body['expiresAt']) ?? '') < Date.parse(fromNow(WEEK)))
    await api.patch(`/api/v1/flags/${key}`, { expiresAt, reason: 'the demo begins anew' });
  await api.post(`/api/v1/flags/${key}/environments/${environment}/flip`, {
    on: false,
    reason: 'the demo begins anew',
  });
}

async function putLeaver(run: Run, key: string, active: boolean): Promise<void> {
  await run.api.put(`/api/v1/people/${key}`, {
    name: 'Lea (demo, has left)',
    email: `${key}@example.com`,
    teams: [],
    active,
  });
}
