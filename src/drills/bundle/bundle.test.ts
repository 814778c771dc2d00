import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkoutPricing } from '../domain/checks/checks.fixture.js';
import type { Evidence } from '../domain/evidence.js';
import { CHECKS_FILE, EVIDENCE_FILE, FILES, MANIFEST_FILE, SIGNATURE_FILE } from './format.js';
import { packBundle } from './pack.js';
import { fingerprintOf, newBundleKey, sha256, signatureOf, type BundleKey } from './signing.js';
import { entriesOf, tarOf, type TarEntry } from './tar.js';
import { BundleUnreadable, verifyBundle } from './verify.js';

const key = newBundleKey();
const fingerprint = fingerprintOf(key.publicKey);

/** The outcome of a bundle that must not be taken: its faults, or why it cannot be read. */
async function refusal(bytes: Buffer, expected?: string): Promise<string> {
  try {
    const { verified, faults } = await verifyBundle(bytes, expected);
    return verified ? 'VERIFIED' : faults.join(' ');
  } catch (error) {
    if (error instanceof BundleUnreadable) return error.message;
    throw error;
  }
}

/** A run that claims one thing, so that its bundle is small. */
function small(): Evidence {
  const run = checkoutPricing();
  const nothing = Object.fromEntries(
    Object.entries(run).map(([part, value]) => [part, Array.isArray(value) ? [] : null]),
  );
  return {
    ...run,
    ...nothing,
    run: run.run,
    scenario: { ...run.scenario, steps: [], injects: [], signals: [], checks: ['branch_gone'] },
    branches: run.branches,
  };
}

/** Signs again after a change, as whoever holds the key could. */
async function resigned(
  bundle: Buffer,
  change: (files: Map<string, string>) => void,
  by: BundleKey = key,
): Promise<Buffer> {
  const files = new Map((await entriesOf(bundle)).map(({ name, bytes }) => [name, bytes.toString()]));
  change(files);
  const manifest = JSON.parse(files.get(MANIFEST_FILE) ?? '');
  for (const name of Object.keys(manifest.files)) {
    const bytes = Buffer.from(files.get(name) ?? '');
    manifest.files[name] = { sha256: sha256(bytes), bytes: bytes.length };
  }
  manifest.publicKey = by.publicKey;
  files.set(MANIFEST_FILE, JSON.stringify(manifest));
  files.set(SIGNATURE_FILE, signatureOf(Buffer.from(files.get(MANIFEST_FILE) ?? ''), by.privateKey));
  return tarOf([...files].map(([name, text]): TarEntry => ({ name, bytes: Buffer.from(text) })));
}

describe('a bundle', () => {
  it('is verified by itself, and by the key that it must have', async () => {
    const bundle = await packBundle(checkoutPricing(), [], key);
    const { verified, faults, run, checks, evidence, report, ...told } = await verifyBundle(bundle, fingerprint);
    expect({ verified, faults, run }).toEqual({ verified: true, faults: [], run: 'run-1' });
    expect(told.fingerprint).toBe(fingerprint);
    expect(fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(checks.filter(({ status }) => status === 'passed')).toHaveLength(36);
    expect(evidence).toEqual(checkoutPricing());
    expect(report).toContain('**Passed**');
  });

  it('has the same bytes whenever it is made', async () => {
    expect(await packBundle(small(), [], key)).toEqual(await packBundle(small(), [], key));
    expect((await entriesOf(await packBundle(small(), [], key))).map(({ name }) => name)).toEqual(FILES);
  });

  it('is refused after a change of any one byte', async () => {
    const bundle = await packBundle(small(), [], key);
    expect(await refusal(bundle)).toBe('VERIFIED');
    const bodies = (await entriesOf(bundle))
      .filter(({ name }) => name !== MANIFEST_FILE && name !== SIGNATURE_FILE)
      .map(({ bytes }) => ({ from: bundle.indexOf(bytes), to: bundle.indexOf(bytes) + bytes.length }));
    const taken: number[] = [];
    let tried = 0;
    for (let position = 0; position < bundle.length; position += 1) {
      // Every byte of tar, manifest and signature; within a file, where one digest stands for all, every 16th.
      if (position % 16 !== 0 && bodies.some(({ from, to }) => position > from && position < to - 1)) continue;
      const changed = Buffer.from(bundle);
      changed[position] = (changed[position] ?? 0) ^ (1 << (position % 7));
      if ((await refusal(changed)) === 'VERIFIED') taken.push(position);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(5000);
    expect(taken).toEqual([]);
  }, 120_000);

  it('is refused when something is missing at its end, or more is there', async () => {
    const bundle = await packBundle(small(), [], key);
    const lengths = [0, 1, 511, 512, 1024, bundle.length - 1024, bundle.length - 512, bundle.length - 1];
    for (const length of lengths) expect(await refusal(bundle.subarray(0, length))).not.toBe('VERIFIED');
    for (const more of [1, 512, 1024])
      expect(await refusal(Buffer.concat([bundle, Buffer.alloc(more)]))).toMatch(/no whole tar|bytes around the files/);
    expect(await refusal(Buffer.concat([bundle, bundle]))).not.toBe('VERIFIED');
  });

  it('is refused with files in another order, one too many, or one twice', async () => {
    const entries = await entriesOf(await packBundle(small(), [], key));
    const extra = { name: 'extra.txt', bytes: Buffer.from('x') };
    for (const other of [
      entries.toReversed(),
      [...entries, extra],
      [...entries, ...entries.slice(-1)],
      entries.slice(0, -1),
    ])
      expect(await refusal(await tarOf(other))).toContain('It holds ');
  });

  it('is refused by another key than the one asked for', async () => {
    const other = newBundleKey();
    const bundle = await resigned(await packBundle(small(), [], key), () => undefined, other);
    expect(await refusal(bundle)).toBe('VERIFIED');
    expect(await refusal(bundle, fingerprint)).toContain('not with sha256:');
  });

  it('is refused when its checks say more than its evidence, though it is signed', async () => {
    const good = await packBundle(small(), [], key);
    const failing = await packBundle({ ...small(), branches: [] }, [], key);
    const claimed = (await entriesOf(good)).find(({ name }) => name === CHECKS_FILE)?.bytes.toString() ?? '';
    const bundle = await resigned(failing, (files) => files.set(CHECKS_FILE, claimed));
    expect(await refusal(bundle)).toBe('Judged again, the evidence says otherwise: branch_gone.');
    expect(await refusal(await resigned(good, (files) => files.set(CHECKS_FILE, '[]')))).toContain('otherwise');
  });

  it('is refused when what it calls evidence is none, though it is signed', async () => {
    const good = await packBundle(small(), [], key);
    for (const text of ['null', '[]', '{}', 'no json', JSON.stringify({ ...small(), branches: 'gone' })])
      expect(await refusal(await resigned(good, (files) => files.set(EVIDENCE_FILE, text)))).not.toBe('VERIFIED');
    const ofAnother = JSON.stringify({ ...small(), run: { ...small().run, id: 'run-2' } });
    expect(await refusal(await resigned(good, (files) => files.set(EVIDENCE_FILE, ofAnother)))).toContain('run run-2');
  });

  it('is refused with a signature written otherwise, or a key of another kind', async () => {
    const entries = await entriesOf(await packBundle(small(), [], key));
    const withSignature = (text: string) =>
      tarOf(entries.map((entry) => (entry.name === SIGNATURE_FILE ? { ...entry, bytes: Buffer.from(text) } : entry)));
    const signature = entries.find(({ name }) => name === SIGNATURE_FILE)?.bytes.toString() ?? '';
    for (const text of ['', `${signature}\n`, signature.replaceAll('=', ''), 'AAAA'])
      expect(await refusal(await withSignature(text))).toBe('Its signature is not one of its manifest.');
    const { publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    expect(() => fingerprintOf(publicKey)).toThrow('not ed25519');
    expect(() => fingerprintOf(key.privateKey)).toThrow('no public key');
    expect(await refusal(await resigned(await tarOf(entries), () => undefined, { ...key, publicKey }))).toBe(
      'Its public key is no Ed25519 key.',
    );
  });

  it('cannot be read where it is none', async () => {
    expect(await refusal(Buffer.from('hello'))).toMatch(/no whole tar|no manifest/);
    expect(await refusal(await tarOf([]))).toBe('It has no manifest.json.');
    expect(await refusal(await tarOf([{ name: MANIFEST_FILE, bytes: Buffer.from('{"format":"other/1"}') }]))).toContain(
      'not of the format',
    );
  });
});
