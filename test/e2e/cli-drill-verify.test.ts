import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/index.js';
import { boundaryContract, checkoutPricing } from '../../src/drills/domain/checks/checks.fixture.js';
import { fingerprintOf, newBundleKey, packBundle } from '../../src/drills/index.js';

const key = newBundleKey();
const fingerprint = fingerprintOf(key.publicKey);
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'loop-drill-verify-'));
  const good = await packBundle(checkoutPricing(), [], key);
  writeFileSync(join(root, 'good.tar'), good);
  writeFileSync(join(root, 'second.tar'), await packBundle(boundaryContract(), [], key));
  writeFileSync(join(root, 'failed.tar'), await packBundle(checkoutPricing({ pages: [] }), [], key));
  const changed = Buffer.from(good);
  changed[5000] = (changed[5000] ?? 0) ^ 1;
  writeFileSync(join(root, 'changed.tar'), changed);
  writeFileSync(join(root, 'short.tar'), good.subarray(0, 3000));
  writeFileSync(join(root, 'key.pem'), key.publicKey);
  writeFileSync(
    join(root, 'key.json'),
    JSON.stringify({ algorithm: 'ed25519', publicKey: key.publicKey, fingerprint }),
  );
  writeFileSync(join(root, 'other.pem'), newBundleKey().publicKey);
  writeFileSync(join(root, 'bad.yaml'), 'scenario: shop\ntitle: A drill\nservice: 3\n');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function loop(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await main(['drill', ...argv], {
    out: (text) => void (out += `${text}\n`),
    err: (text) => void (err += `${text}\n`),
    env: {},
    cwd: root,
    tty: false,
    stdin: () => Promise.resolve(''),
  });
  return { code, out, err };
}

describe('loop drill verify', () => {
  it.each(['good.tar', 'second.tar'])(
    'verifies %s, and sees each check fail on runs doctored from it',
    async (file) => {
      const { code, out, err } = await loop('verify', file, '--self-test');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('VERIFIED');
      expect(out).toContain('every check that passed has been seen failing');
      expect(out).toContain('compared with no key that you know');
    },
  );

  it.each(['key.pem', 'key.json', fingerprint, fingerprint.slice('sha256:'.length).toUpperCase()])(
    'holds it against the key %s',
    async (named) => {
      const { code, out } = await loop('verify', 'good.tar', '--key', named);
      expect(code).toBe(0);
      expect(out).toContain('the key that you named');
    },
  );

  it('does not take what another key signed', async () => {
    const { code, out } = await loop('verify', 'good.tar', '--key', 'other.pem');
    expect(code).toBe(1);
    expect(out).toContain('NOT VERIFIED');
  });

  it('does not take a bundle of which one byte was changed', async () => {
    const { code, out } = await loop('verify', 'changed.tar', '--self-test');
    expect(code).toBe(1);
    expect(out).toContain('NOT VERIFIED');
    expect(out).not.toContain('✓');
  });

  it('verifies the bundle of a run that failed, and says that it did', async () => {
    const { code, out } = await loop('verify', 'failed.tar', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      verified: true,
      passed: false,
      run: 'run-1',
      fingerprint,
      keyCompared: false,
    });
  });

  it('says all of it as JSON', async () => {
    const { out } = await loop('verify', 'good.tar', '--json', '--self-test', '--key', fingerprint);
    const told = JSON.parse(out);
    expect(told).toMatchObject({
      verified: true,
      passed: true,
      keyCompared: true,
      everyCheckSeenFailing: true,
      faults: [],
    });
    expect(told.selfTest).toHaveLength(36);
  });

  it.each([
    ['a file that is not there', ['none.tar']],
    ['a file that ends early', ['short.tar']],
    ['what is no bundle', ['key.pem']],
    ['a key that is none', ['good.tar', '--key', 'good.tar']],
    ['a key that is not there', ['good.tar', '--key', 'none.pem']],
  ])('cannot read %s', async (_, argv) => {
    const { code, out, err } = await loop('verify', ...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/cannot be read|holds no key/);
  });
});

describe('loop drill lint', () => {
  it('names the line of each fault', async () => {
    const { code, out } = await loop('lint', 'bad.yaml');
    expect(code).toBe(1);
    expect(out).toMatch(/^bad\.yaml:3: service /m);
    expect(out).toMatch(/must have limits/);
  });

  it('prints the schema', async () => {
    const { code, out } = await loop('lint', '--schema');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveProperty('$schema');
  });

  it('cannot read what is not there', async () => {
    expect((await loop('lint', 'none.yaml')).code).toBe(2);
    expect((await loop('lint')).code).toBe(2);
  });
});
