import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ADMIN, buildIfMissing, living, serverPids, Stage, waitFor } from './start-support.js';

const AS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;
const stage = new Stage();

beforeAll(buildIfMissing, 180_000);
afterAll(() => stage.clear(), 60_000);

async function putTeam(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/teams/checkout`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Checkout' }),
  });
  return answer.status;
}

async function teamName(url: string): Promise<unknown> {
  const answer = await fetch(`${url}/api/v1/teams/checkout`, { headers: { authorization: `Bearer ${ADMIN}` } });
  const body: unknown = await answer.json();
  return typeof body === 'object' && body !== null && 'name' in body ? body.name : body;
}

describe('npm start', { timeout: 120_000 }, () => {
  it('starts on nothing, ends with 0 on SIGTERM leaving no process, and finds its data again', async () => {
    const folder = stage.folder();
    const first = stage.start(folder);
    const url = await first.ready(120_000);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect([200, 201]).toContain(await putTeam(url));
    const servers = serverPids(folder);
    expect(living(servers)).toHaveLength(2);

    first.kill('SIGTERM');
    expect(await first.exit()).toBe(0);
    expect(living(servers)).toEqual([]);
    expect(existsSync(join(folder, 'services.lock'))).toBe(false);

    const again = stage.start(folder);
    expect(await teamName(await again.ready())).toBe('Checkout');
    again.kill('SIGINT');
    expect(await again.exit()).toBe(0);
  });

  it('keeps its secrets to its own user, and reads with the key that it made what was set in the browser', async () => {
    const folder = stage.folder();
    const github = (url: string, method: string, path: string, body: object): Promise<Response> =>
      fetch(`${url}/api/v1/integrations/github${path}`, {
        method,
        headers: { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const secret = 'set in the browser';
    const program = stage.start(folder, { LOOP_LOG_LEVEL: 'trace' });
    expect((await github(await program.ready(), 'PUT', '', { secret })).status).toBe(200);
    const kept = readdirSync(folder).filter((file) => /password|token|key/.test(file));
    expect(kept).toContain('secret-key');
    for (const name of kept) {
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    }
    program.kill('SIGTERM');
    await program.exit();
    expect(program.output).toContain('/api/v1/integrations/github');
    expect(program.output).not.toContain(secret);

    const again = stage.start(folder);
    expect(await (await github(await again.ready(), 'POST', '/test', {})).json()).toMatchObject({ ok: true });
    again.kill('SIGTERM');
    await again.exit();
  });

  it('refuses a folder that another one holds in one line naming folder and process, and leaves that one alone', async () => {
    const folder = stage.folder();
    const holder = stage.start(folder);
    const url = await holder.ready();
    for (const role of ['all', 'api', 'worker']) {
      const second = stage.start(folder, {}, { role });
      expect(await second.exit()).toBe(1);
      expect(second.output.trim().split('\n')).toHaveLength(1);
      expect(second.output).toContain(folder);
      expect(second.output).toContain(String(holder.child.pid));
    }
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    holder.kill('SIGTERM');
    expect(await holder.exit()).toBe(0);
  });

  it('leaves no server behind after kill -9, and the next start finds every acknowledged write', async () => {
    const folder = stage.folder();
    const first = stage.start(folder);
    expect([200, 201]).toContain(await putTeam(await first.ready()));
    const servers = serverPids(folder);
    first.kill('SIGKILL');
    await first.exit();
    // At once, while the servers of the first are still stopping.
    const second = stage.start(folder);
    expect(await teamName(await second.ready())).toBe('Checkout');
    expect(living(servers)).toEqual([]);
    second.kill('SIGTERM');
    expect(await second.exit()).toBe(0);
  });

  it('recovers when the program, its helper and PostgreSQL are all killed', async () => {
    const folder = stage.folder();
    const first = stage.start(folder);
    expect([200, 201]).toContain(await putTeam(await first.ready()));
    const servers = serverPids(folder);
    first.kill('SIGKILL');
    for (const pid of servers) process.kill(pid, 'SIGKILL');
    await first.exit();
    const second = stage.start(folder);
    expect(await teamName(await second.ready())).toBe('Checkout');
    second.kill('SIGTERM');
    expect(await second.exit()).toBe(0);
  });

  it('stops a PostgreSQL whose helper was killed, and ends saying why', async () => {
    const folder = stage.folder();
    const program = stage.start(folder);
    await program.ready();
    const servers = serverPids(folder);
    process.kill(servers[0] ?? 0, 'SIGKILL');
    expect(await program.exit()).toBe(1);
    expect(program.output).toMatch(/stops: .*SIGKILL/);
    await waitFor(() => (living(servers).length === 0 ? true : null));
  });

  it('says in one line that the port is taken, and leaves no server behind', async () => {
    const folder = stage.folder();
    const port = await stage.takenPort();
    const program = stage.start(folder, { PORT: String(port), LOOP_LOG_LEVEL: 'silent' });
    expect(await program.exit()).toBe(1);
    expect(program.output).toMatch(new RegExp(`^Port ${port} is taken.*$`, 'm'));
    expect(living(serverPids(folder))).toEqual([]);
  });

  it('starts nothing of its own when both servers are given', async () => {
    const folder = join(stage.folder(), 'none');
    const database = new URL(inject('pgUrl'));
    const program = stage.start(folder, {
      DATABASE_URL: database.href,
      REDIS_URL: inject('redisUrl'),
      LOOP_REDIS_PREFIX: 'start-test',
    });
    const url = await program.ready();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(existsSync(join(folder, 'postgres'))).toBe(false);
    expect(serverPids(folder)).toEqual([]);
    program.kill('SIGTERM');
    expect(await program.exit()).toBe(0);
  });

  it.runIf(AS_ROOT)('runs for an ordinary user as well', async () => {
    const open = stage.folder();
    chmodSync(open, 0o777);
    const folder = join(open, 'data');
    const program = stage.start(folder, {}, { uid: NOBODY });
    const url = await program.ready();
    expect([200, 201]).toContain(await putTeam(url));
    expect(statSync(join(folder, 'postgres')).uid).toBe(NOBODY);
    program.kill('SIGTERM');
    expect(await program.exit()).toBe(0);
  });
});
