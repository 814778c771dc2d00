#!/usr/bin/env node
// npm run dev: starts the embedded servers once and keeps them, while the program restarts at every change, and Vite beside it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuilt } from './build.js';

const root = join(import.meta.dirname, '..');
const settings = join(root, '.env');
if (existsSync(settings)) process.loadEnvFile(settings);
await ensureBuilt();

const { startEmbedded } = await import('../dist/src/platform/embedded/index.js');
let program = null;
let broken = '';

const servers = await startEmbedded({
  dataDir: resolve(process.env.LOOP_DATA_DIR || '.loop'),
  needPostgres: !process.env.DATABASE_URL,
  needRedis: !process.env.REDIS_URL,
  log: (/** @type {string} */ line) => process.stdout.write(`${line}\n`),
  onExit: (/** @type {string} */ why) => {
    broken = why;
    program?.kill('SIGTERM');
  },
}).catch((/** @type {Error} */ error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

// The shell that nest would put between swallows signals, so that an old and a new program would run side by side.
const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
program = spawn(process.execPath, [nest, 'start', '--watch', '--no-shell', '--preserveWatchOutput'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    DATABASE_URL: process.env.DATABASE_URL || (servers.databaseUrl ?? ''),
    REDIS_URL: process.env.REDIS_URL || (servers.redisUrl ?? ''),
  },
});
const web = spawn(
  process.execPath,
  [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'web', '--clearScreen', 'false'],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, LOOP_URL: `http://127.0.0.1:${process.env.PORT || 3000}` },
  },
);
// Ctrl-C reaches the program by itself; the servers stay until it has ended its work.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => program?.kill('SIGTERM'));
const code = await new Promise((done) => program.once('exit', done));
web.kill('SIGTERM');
if (broken !== '') process.stderr.write(`The embedded servers ended: ${broken}\n`);
else await servers.stop();
process.exit(broken === '' ? (code ?? 0) : 1);
