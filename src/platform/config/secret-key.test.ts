import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig, SettingsError } from './config.js';
import { keptSecretKey, readSecretKey } from './secret-key.js';

const key = randomBytes(32);
const configured = (text: string): Buffer | null =>
  parseConfig({ LOOP_SECRET_KEY: text }, { api: true, worker: true }).secretKey;

describe('LOOP_SECRET_KEY', () => {
  it.each([
    ['hex', key.toString('hex')],
    ['capital hex', key.toString('hex').toUpperCase()],
    ['base64', key.toString('base64')],
    ['base64 without its end', key.toString('base64').replace('=', '')],
    ['base64 of addresses', key.toString('base64url')],
  ])('is read from %s', (_, text) => {
    expect(configured(text)).toEqual(key);
  });

  it('is none where it is not set', () => {
    expect(configured('')).toBeNull();
  });

  it.each([
    ['31 bytes', randomBytes(31).toString('base64')],
    ['33 bytes', randomBytes(33).toString('hex')],
    ['a phrase', 'correct horse battery staple correct horse b'],
  ])('stops the start with %s, and is not shown', (_, text) => {
    const fault = (() => {
      try {
        return configured(text);
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toBeInstanceOf(SettingsError);
    expect(String(fault)).toContain('LOOP_SECRET_KEY must');
    expect(String(fault)).not.toContain(text);
  });
});

describe('the key in the data folder', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'loop-key-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is made once, for its owner alone, and kept', () => {
    const home = join(folder, 'not', 'there');
    const made = keptSecretKey(home);
    expect(made).toHaveLength(32);
    expect(keptSecretKey(home)).toEqual(made);
    const file = join(home, 'secret-key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readSecretKey(readFileSync(file, 'utf8').trim())).toEqual(made);
  });

  it('is never replaced where it cannot be read', () => {
    const file = join(folder, 'secret-key');
    writeFileSync(file, 'half');
    expect(() => keptSecretKey(folder)).toThrow(file);
    expect(readFileSync(file, 'utf8')).toBe('half');
  });
});
