#!/usr/bin/env node
// npm start: builds what is missing, then runs the API, the worker, or both in this process.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.js';

const role = process.argv[2] ?? 'all';
if (!['all', 'api', 'worker'].includes(role)) {
  process.stderr.write(`There is no role "${role}"; choose all, api or worker.\n`);
  process.exit(2);
}
const settings = join(import.meta.dirname, '..', '.env');
if (existsSync(settings)) process.loadEnvFile(settings);
await ensureBuilt();
process.argv[2] = role;
await import(role === 'worker' ? '../dist/src/worker.js' : '../dist/src/main.js');
