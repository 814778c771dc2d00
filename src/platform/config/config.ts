import { join, resolve } from 'node:path';
import { oidcOf, type OidcSettings } from './oidc.js';
import { readSecretKey } from './secret-key.js';

export type { OidcSettings } from './oidc.js';

export interface Role {
  readonly api: boolean;
  readonly worker: boolean;
}

/** Every setting of a process, parsed once at start and frozen. Nothing else reads the environment. */
export class AppConfig {
  readonly role: Role;
  readonly port: number;
  readonly host: string;
  /** Null: an embedded server is started. */
  readonly databaseUrl: string | null;
  /** Null: an embedded server is started. */
  readonly redisUrl: string | null;
  readonly dataDir: string;
  /** Where kills are written down while the database is away. */
  readonly journalDir: string;
  /** The first admin token; null: one is made and kept in the data folder. */
  readonly adminToken: string | null;
  /** Wins over one that was set in the browser; null: that one counts. */
  readonly githubWebhookSecret: string | null;
  /** 32 bytes that secrets set in the browser are encrypted with; null: none can be set. */
  readonly secretKey: Buffer | null;
  /** The address people and clients use, without a slash at its end; null: derived from host and port. */
  readonly publicUrl: string | null;
  readonly corsOrigins: readonly string[];
  /** `smtp://user:password@host:port`; null: e-mail cannot be sent. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Sign-in with a provider's account; null: not set up. */
  readonly oidc: OidcSettings | null;
  readonly logLevel: string;
  /** Requests per second and token before 429. */
  readonly rateLimit: number;
  /** Prefix of every key in Redis, so that installations can share one server. */
  readonly redisPrefix: string;
  readonly databasePool: number;
  /** How often an open live stream is sent a comment and its reader's access is looked at again. */
  readonly liveHeartbeatMs: number;

  constructor(values: Settings) {
    Object.assign(this, values);
    Object.freeze(this);
  }

  /** The same settings but for these. */
  with(changes: Partial<Settings>): AppConfig {
    return new AppConfig(Object.assign({}, this, changes));
  }
}

export type Settings = Omit<AppConfig, 'with'>;

/** All faults of the settings at once, one line each. */
export class SettingsError extends Error {
  constructor(readonly faults: string[]) {
    super(`Settings are wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Parses settings from the environment. Throws SettingsError naming every fault. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>, role: Role): AppConfig {
  const faults: string[] = [];
  const text = (name: string): string | null => {
    const value = env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  };
  const integer = (name: string, fallback: number, min: number, max: number): number => {
    const value = text(name);
    if (value === null) return fallback;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= min && number <= max) return number;
    faults.push(`${name} must be a whole number from ${min} to ${max}, not "${value}"`);
    return fallback;
  };
  const url = (name: string, protocols: string[]): string | null => {
    const value = text(name);
    if (value === null) return null;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    faults.push(`${name} must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`);
    return null;
  };

  const adminToken = text('LOOP_ADMIN_TOKEN');
  if (adminToken !== null && adminToken.length < 16) faults.push('LOOP_ADMIN_TOKEN must have at least 16 characters');
  const corsOrigins = (text('LOOP_CORS_ORIGINS') ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
  for (const origin of corsOrigins) {
    const canonical = URL.canParse(origin) ? new URL(origin).origin : null;
    if (origin !== '*' && canonical !== origin)
      faults.push(`LOOP_CORS_ORIGINS: "${origin}" is no origin such as https://app.example.com`);
  }
  const logLevel = text('LOOP_LOG_LEVEL') ?? 'info';
  if (!LOG_LEVELS.includes(logLevel)) faults.push(`LOOP_LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  const givenKey = text('LOOP_SECRET_KEY');
  const secretKey = givenKey === null ? null : readSecretKey(givenKey);
  if (givenKey !== null && secretKey === null)
    faults.push('LOOP_SECRET_KEY must be 32 bytes in base64 or hex, such as `openssl rand -base64 32` prints');
  const dataDir = resolve(text('LOOP_DATA_DIR') ?? '.loop');
  const journalDir = text('LOOP_JOURNAL_DIR');

  const config = new AppConfig({
    role: Object.freeze({ ...role }),
    port: integer('PORT', 3000, 0, 65535),
    host: text('HOST') ?? '127.0.0.1',
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: url('REDIS_URL', ['redis:', 'rediss:']),
    dataDir,
    journalDir: journalDir === null ? join(dataDir, 'journal') : resolve(journalDir),
    adminToken,
    githubWebhookSecret: text('LOOP_GITHUB_WEBHOOK_SECRET'),
    secretKey,
    publicUrl: url('LOOP_PUBLIC_URL', ['http:', 'https:'])?.replace(/\/+$/, '') ?? null,
    corsOrigins,
    smtpUrl: url('LOOP_SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: text('LOOP_MAIL_FROM') ?? 'delivery-loop@localhost',
    oidc: oidcOf(text, faults),
    logLevel,
    rateLimit: integer('LOOP_RATE_LIMIT', 1000, 1, 1_000_000),
    redisPrefix: text('LOOP_REDIS_PREFIX') ?? 'loop',
    databasePool: integer('LOOP_DATABASE_POOL', 16, 2, 200),
    liveHeartbeatMs: 1_000 * integer('LOOP_LIVE_HEARTBEAT', 15, 1, 60),
  });
  if (faults.length > 0) throw new SettingsError(faults);
  return config;
}
