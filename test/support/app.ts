import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import type { Logger } from 'pino';
import request from 'supertest';
import { inject } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import {
  createHttpApp,
  createLog,
  Db,
  parseConfig,
  type AppConfig,
  type Permission,
  type Settings,
} from '../../src/platform/index.js';
import { Browser } from './browser.js';
import { TestClock } from './clock.js';
import { eventually } from './eventually.js';

declare module 'vitest' {
  export interface ProvidedContext {
    pgUrl: string;
    redisUrl: string;
  }
}

export interface AppOptions {
  /** Whether this application works on jobs too. Default true. */
  worker?: boolean;
  clock?: TestClock;
  /** Settings that differ from the tests' usual ones. */
  config?: Partial<Settings>;
  /** A second application on the database and queue of the first. */
  beside?: TestApp;
  /** Run on this database instead of one of its own. */
  databaseUrl?: string;
  /** Takes what is logged; the tests' usual level tells nothing. */
  log?: Logger;
  /** Runs before the application starts: the place to register a test's own handlers. */
  prepare?: (nest: NestFastifyApplication) => void;
}

export interface TestApp {
  readonly url: string;
  readonly admin: string;
  readonly clock: TestClock;
  readonly config: AppConfig;
  readonly nest: NestFastifyApplication;
  get<T>(type: Type<T> | (abstract new (...args: never[]) => T)): T;
  /** A request as admin. */
  as(token?: string): ReturnType<typeof agentOf>;
  token(body: {
    permissions: Permission[];
    person?: string;
    environment?: string;
    name?: string;
    expiresAt?: string;
  }): Promise<string>;
  service(body?: {
    key?: string;
    team?: string;
    repository?: string;
    pathPrefix?: string;
    environments?: { key: string; production: boolean }[];
  }): Promise<string>;
  person(body?: {
    key?: string;
    teams?: string[];
    contacts?: object[];
    active?: boolean;
    role?: string;
  }): Promise<string>;
  /** A browser in which a new person of this role has signed in, with the password `${key}'s password`. */
  signedIn(role: 'viewer' | 'member' | 'responder' | 'admin', key?: string): Promise<Browser>;
  facts(facts: object[]): Promise<void>;
  /** Waits until nothing waits in the outbox and DORA has no dirty work. */
  settled(): Promise<void>;
  sql<R extends object>(sql: string, params?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

export const TEST_ADMIN = 'test-admin-token-0123456789';

/** Starts the whole application on a database cloned from the template, listening on a port of its own. */
export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const clock = options.clock ?? options.beside?.clock ?? new TestClock();
  const database = options.beside || options.databaseUrl ? null : await cloneTemplate();
  const base = parseConfig(
    { PORT: '0', LOOP_ADMIN_TOKEN: TEST_ADMIN, LOOP_LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent' },
    { api: true, worker: options.worker ?? true },
  );
  const dataDir = options.beside?.config.dataDir ?? mkdtempSync(join(tmpdir(), 'loop-app-'));
  const config = base.with({
    dataDir,
    journalDir: join(dataDir, 'journal'),
    databaseUrl: options.databaseUrl ?? options.beside?.config.databaseUrl ?? database?.url ?? null,
    redisUrl: inject('redisUrl'),
    redisPrefix: options.beside?.config.redisPrefix ?? `t${randomBytes(6).toString('hex')}`,
    databasePool: 8,
    rateLimit: 1_000_000,
    githubWebhookSecret: 'test-webhook-secret',
    ...options.config,
  });
  const nest = await createHttpApp(AppModule.with(config, clock), config, options.log ?? createLog(config.logLevel));
  options.prepare?.(nest);
  await nest.listen(0, '127.0.0.1');
  const url = await nest.getUrl();
  const db = nest.get(Db);
  let made = 0;

  const ok = async (pending: request.Test): Promise<request.Response> => {
    const response = await pending;
    if (response.status >= 300) throw new Error(`${response.status} ${JSON.stringify(response.body)}`);
    return response;
  };
  const app: TestApp = {
    url,
    admin: TEST_ADMIN,
    clock,
    config,
    nest,
    get: (type) => nest.get(type, { strict: false }),
    as: (token = TEST_ADMIN) => agentOf(url, token),
    token: async (body) => {
      const response = await ok(
        app
          .as()
          .post('/api/v1/tokens')
          .send({ name: 'test', ...body }),
      );
      return String(response.body.token);
    },
    service: async (body = {}) => {
      made += 1;
      const { key = `service-${made}`, team = 'team', ...rest } = body;
      await ok(app.as().put(`/api/v1/teams/${team}`).send({ name: team }));
      await ok(
        app
          .as()
          .put(`/api/v1/services/${key}`)
          .send({ name: key, team, ...rest }),
      );
      return key;
    },
    person: async (body = {}) => {
      made += 1;
      const { key = `person-${made}`, teams = [], ...rest } = body;
      await ok(
        app
          .as()
          .put(`/api/v1/people/${key}`)
          .send({ name: key, email: `${key}@example.com`, teams, ...rest }),
      );
      return key;
    },
    signedIn: async (role, key) => {
      const person = await app.person({ role, ...(key === undefined ? {} : { key }) });
      const { body } = await ok(app.as().post(`/api/v1/people/${person}/invitation`));
      const invitation = String(body.url).split('#invitation=')[1];
      const browser = new Browser(url);
      const accepted = await browser.post('/api/v1/session/invitation', {
        invitation,
        password: `${person}'s password`,
      });
      if (accepted.status !== 200) throw new Error(`${accepted.status} ${accepted.text}`);
      return browser;
    },
    facts: async (facts) => {
      for (let i = 0; i < facts.length; i += 1000) {
        const response = await ok(
          app
            .as()
            .post('/api/v1/facts')
            .send({ facts: facts.slice(i, i + 1000) }),
        );
        if (response.body.rejected.length > 0)
          throw new Error(`rejected: ${JSON.stringify(response.body.rejected.slice(0, 3))}`);
      }
    },
    settled: () =>
      eventually(
        async () => {
          const [row] = await db.query<{ waiting: number }>(
            `select (select count(*)::int from outbox_deliveries where done_at is null and dead_at is null)
                  + (select count(*)::int from dora_dirty) as waiting`,
          );
          if (row?.waiting !== 0) throw new Error(`${row?.waiting} pieces of work still wait`);
        },
        { within: 25_000 },
      ),
    sql: (sql, params) => db.query(sql, params),
    close: async () => {
      await nest.close();
      if (!options.beside) rmSync(dataDir, { recursive: true, force: true });
      if (database) await dropDatabase(database.name);
    },
  };
  return app;
}

function agentOf(url: string, token: string) {
  return request.agent(url).auth(token, { type: 'bearer' });
}

/** Clones the migrated template database; the caller drops it. */
export async function cloneTemplate(): Promise<{ name: string; url: string }> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  await onServer((client) => client.query(`create database ${name} template tpl`));
  const url = new URL(inject('pgUrl'));
  url.pathname = `/${name}`;
  return { name, url: url.toString() };
}

export async function dropDatabase(name: string): Promise<void> {
  await onServer((client) => client.query(`drop database if exists ${name} with (force)`));
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: inject('pgUrl') });
  await client.connect();
  try {
    // Two clones of one template exclude each other; the lock makes them queue instead of failing.
    await client.query('select pg_advisory_lock(1)');
    await work(client);
  } finally {
    await client.end();
  }
}
