import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from './postgres.js';
import { startValkey } from './valkey.js';

/**
 * @typedef {object} HostOptions
 * @property {string} dataDir where logs and PostgreSQL's data live
 * @property {string} nativeDir the folder with PostgreSQL's bin and lib
 * @property {boolean} needPostgres
 * @property {boolean} needRedis
 * @property {boolean} fsync
 * @property {string} password
 * @property {{uid: number, gid: number} | null} user whom PostgreSQL runs as; null: whoever runs this
 */

const MAX_LOG = 20 * 1024 * 1024;

/** @param {HostOptions} options */
export async function runHost(options) {
  /** @type {{stop(): Promise<void>}[]} */
  const parts = [];
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await Promise.all(parts.map((part) => part.stop()));
    process.exit(0);
  };
  const end = () => {
    stop().catch((error) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
  };
  process.stdin.on('end', end);
  process.stdin.on('error', end);
  process.stdin.resume();
  // A signal to the whole group reaches this process too; the program beside it still needs its servers to end its work.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => setTimeout(end, 10_000).unref());
  // When the program is gone, so is the reader of standard output.
  process.stdout.on('error', () => undefined);

  try {
    /** @type {{postgresPort: number | null, redisPort: number | null}} */
    const ports = { postgresPort: null, redisPort: null };
    if (options.needPostgres) {
      const postgres = await startPostgres(options, logStream(join(options.dataDir, 'postgres.log')), (why) => {
        process.stdout.write(`${JSON.stringify({ fault: why })}\n`);
        end();
      });
      parts.push(postgres);
      ports.postgresPort = postgres.port;
    }
    if (options.needRedis) {
      const valkey = await startValkey();
      parts.push(valkey);
      ports.redisPort = valkey.port;
    }
    process.stdout.write(`${JSON.stringify({ ready: ports })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ fault: error instanceof Error ? error.message : String(error) })}\n`);
    await Promise.all(parts.map((part) => part.stop()));
    process.exit(1);
  }
}

/** @param {string} file */
function logStream(file) {
  let size = 0;
  try {
    size = statSync(file).size;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return createWriteStream(file, { flags: size > MAX_LOG ? 'w' : 'a', mode: 0o600 });
}
