import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Api } from './api.js';
import { CliError } from './cli-error.js';
import type { Io } from './io.js';

export interface ConnectionOptions {
  url?: string;
  token?: string;
}

/** The server and token of the options, else of LOOP_URL and LOOP_TOKEN, else the local server and its admin token. */
export function connect(options: ConnectionOptions, io: Io): Api {
  const url = (options.url ?? io.env['LOOP_URL'] ?? '').trim() || 'http://127.0.0.1:3000';
  if (!URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol)) {
    throw new CliError(`"${url}" is no address of a server. Give one such as http://127.0.0.1:3000 with --url.`);
  }
  const given = (options.token ?? io.env['LOOP_TOKEN'] ?? '').trim();
  if (given !== '') return new Api(url, given);
  return new Api(url, localAdminToken(url, io));
}

/** Only a server on this machine may be shown the token that lies on this machine. */
function localAdminToken(url: string, io: Io): string | null {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)) return null;
  const file = join(resolve(io.cwd, io.env['LOOP_DATA_DIR']?.trim() || '.loop'), 'admin-token');
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (token === '') return null;
    io.err(`No token given: using the admin token of this machine's server (${file}).`);
    return token;
  } catch {
    // Not there or not ours to read: the server will say that it wants a token.
    return null;
  }
}
