import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { EmbeddedError, removeEmbedded, startEmbedded, type Embedded } from '../../src/platform/embedded/index.js';
import { living, serverPids, Stage } from './start-support.js';

const AS_ROOT = process.getuid?.() === 0;
const stage = new Stage();
afterAll(() => stage.clear(), 60_000);

const start = (
  dataDir: string,
  needs: { postgres?: boolean; redis?: boolean } = {},
  log: (line: string) => void = () => undefined,
): Promise<Embedded> =>
  startEmbedded({
    dataDir,
    needPostgres: needs.postgres ?? false,
    needRedis: needs.redis ?? false,
    fsync: false,
    log,
    onExit: (why) => {
      throw new Error(why);
    },
  });

async function sql(embedded: Embedded, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: embedded.databaseUrl ?? '' });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('embedded servers', { timeout: 60_000 }, () => {
  it('touch no folder when neither is needed', async () => {
    const folder = join(stage.folder(), 'none');
    const embedded = await start(folder);
    expect(embedded).toMatchObject({ databaseUrl: null, redisUrl: null });
    await embedded.stop();
    expect(existsSync(folder)).toBe(false);
  });

  it('start Valkey alone, which asks for its password and answers a lone command at once', async () => {
    const embedded = await start(stage.folder(), { redis: true });
    expect(embedded.databaseUrl).toBeNull();
    const redis = new Redis(embedded.redisUrl ?? '');
    await redis.set('warm', 1);
    const began = performance.now();
    for (let i = 0; i < 20; i += 1) await redis.set('k', i);
    // Without the second pass each command would wait for the 100 ms timer: 2,000 ms.
    expect(performance.now() - began).toBeLessThan(1_000);
    redis.disconnect();

    const open = new URL(embedded.redisUrl ?? '');
    open.password = '';
    const stranger = new Redis(open.href, { maxRetriesPerRequest: 0, retryStrategy: null });
    stranger.on('error', () => undefined);
    await expect(stranger.get('k')).rejects.toThrow(/NOAUTH/);
    stranger.disconnect();
    await embedded.stop();
  });

  it('start PostgreSQL alone, with the same password and data after a restart', async () => {
    const folder = stage.folder();
    const first = await start(folder, { postgres: true });
    expect(first.redisUrl).toBeNull();
    await sql(first, 'create table kept as select 7 as n');
    await first.stop();
    await first.stop();
    const second = await start(folder, { postgres: true });
    expect(await sql(second, 'select n from kept')).toEqual([{ n: 7 }]);
    expect(new URL(second.databaseUrl ?? '').password).toBe(new URL(first.databaseUrl ?? '').password);
    await second.stop();
  });

  it('keep the data when the password file is lost', async () => {
    const folder = stage.folder();
    const first = await start(folder, { postgres: true });
    await sql(first, 'create table kept as select 7 as n');
    await first.stop();
    rmSync(join(folder, 'postgres.password'));
    const second = await start(folder, { postgres: true });
    expect(await sql(second, 'select n from kept')).toEqual([{ n: 7 }]);
    await second.stop();
  });

  it('start over a first start that was broken off, and over the marks of dead processes', async () => {
    const folder = stage.folder();
    mkdirSync(join(folder, 'postgres.init-12345'));
    writeFileSync(join(folder, 'postgres.init-12345', 'half'), '');
    writeFileSync(join(folder, 'services.lock'), '{"app":{"pid":1,"started":"1"},"host":{"pid":2,"started":"1"}}');
    const first = await start(folder, { postgres: true });
    expect(existsSync(join(folder, 'postgres.init-12345'))).toBe(false);
    await first.stop();
    // A number that belongs to another program now, as after a reboot.
    writeFileSync(
      join(first.dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${first.dataDir}/postgres\n0\n0\n\n\n`,
    );
    const second = await start(folder, { postgres: true });
    expect(await sql(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('refuse a folder that is held, naming it and the holder', async () => {
    const folder = stage.folder();
    const holder = await start(folder, { redis: true });
    const second = start(folder, { redis: true });
    await expect(second).rejects.toThrow(EmbeddedError);
    await expect(second).rejects.toThrow(new RegExp(`${folder} is in use by process ${process.pid}`));
    await holder.stop();
  });

  it('leave a folder alone that holds something else', async () => {
    const folder = stage.folder();
    mkdirSync(join(folder, 'postgres'));
    writeFileSync(join(folder, 'postgres', 'novel.txt'), 'once upon a time');
    await expect(start(folder, { postgres: true })).rejects.toThrow(/is not empty and holds no PostgreSQL data/);
    expect(existsSync(join(folder, 'postgres', 'novel.txt'))).toBe(true);
  });

  it.runIf(AS_ROOT)('keep the data elsewhere, and say where, below a folder that only root enters', async () => {
    const home = stage.folder();
    chmodSync(home, 0o700);
    const folder = join(home, 'project', '.loop');
    const said: string[] = [];
    const embedded = await start(folder, { postgres: true }, (line) => said.push(line));
    expect(embedded.dataDir).not.toBe(folder);
    expect(said.join('\n')).toContain(embedded.dataDir);
    expect(await sql(embedded, 'select 1 as one')).toEqual([{ one: 1 }]);
    await embedded.stop();
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(living(serverPids(embedded.dataDir))).toEqual([]);
    await removeEmbedded(folder);
    expect(existsSync(embedded.dataDir)).toBe(false);
  });
});
