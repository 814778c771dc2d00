import { isDeepStrictEqual } from 'node:util';
import type { CheckResult } from '../domain/checks/check.js';
import { verify } from '../domain/checks/checks.js';
import type { Evidence } from '../domain/evidence.js';
import {
  CHECKS_FILE,
  EVIDENCE_FILE,
  FILES,
  FORMAT,
  isObject,
  MANIFEST_FILE,
  manifestOf,
  REPORT_FILE,
  SIGNATURE_FILE,
  SIGNED_FILES,
  type Manifest,
} from './format.js';
import { fingerprintOf, isSigned, sha256 } from './signing.js';
import { entriesOf, tarOf, type TarEntry } from './tar.js';

/** The bytes are no bundle at all, so that nothing can be said of what they hold. */
export class BundleUnreadable extends Error {}

export interface Verification {
  /** Whether it is as it was signed, and its checks come out again as they stand in it. */
  verified: boolean;
  /** Why not. */
  faults: string[];
  run: string;
  /** Of the key that it was signed with. */
  fingerprint: string | null;
  /** What the evidence says now; empty where the bundle was changed, since nothing follows from it then. */
  checks: CheckResult[];
  evidence: Evidence | null;
  report: string | null;
}

/**
 * Checks a bundle by itself. `key`: fingerprint of the key that it must be signed with; without it the bundle only shows that
 * nothing was changed since whoever holds its key signed it.
 */
export async function verifyBundle(bytes: Buffer, key?: string): Promise<Verification> {
  const entries = await read(bytes);
  const content = new Map(entries.map((entry) => [entry.name, entry.bytes]));
  const manifest = readManifest(content.get(MANIFEST_FILE));
  const signer = signerOf(manifest);
  const faults = [
    ...(await shapeFaults(bytes, entries)),
    ...signatureFaults(content, manifest, signer),
    ...(key !== undefined && signer !== key ? [`It is signed with ${signer ?? 'no key'}, not with ${key}.`] : []),
    ...SIGNED_FILES.flatMap((name) => fileFaults(name, content.get(name), manifest)),
  ];
  const told = { run: manifest.run, fingerprint: signer, checks: [], evidence: null, report: null };
  if (faults.length > 0) return { verified: false, faults, ...told };
  const judged = judge(content, manifest);
  const report = content.get(REPORT_FILE)?.toString() ?? null;
  return { verified: judged.faults.length === 0, ...told, report, ...judged };
}

async function read(bytes: Buffer): Promise<TarEntry[]> {
  try {
    return await entriesOf(bytes);
  } catch (error) {
    throw new BundleUnreadable(`It is no whole tar: ${messageOf(error)}`);
  }
}

function readManifest(bytes: Buffer | undefined): Manifest {
  if (bytes === undefined) throw new BundleUnreadable(`It has no ${MANIFEST_FILE}.`);
  const value = parsed(bytes);
  const manifest = value === undefined ? null : manifestOf(value);
  if (manifest === null) throw new BundleUnreadable(`Its ${MANIFEST_FILE} is not of the format ${FORMAT}.`);
  return manifest;
}

/** Undefined: it is no JSON. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function signerOf({ publicKey }: Manifest): string | null {
  try {
    return fingerprintOf(publicKey);
  } catch (error) {
    // Whatever node:crypto finds wrong with it: it is no key that could have signed.
    if (error instanceof Error) return null;
    throw error;
  }
}

async function shapeFaults(bytes: Buffer, entries: readonly TarEntry[]): Promise<string[]> {
  const names = entries.map(({ name }) => name);
  if (!isDeepStrictEqual(names, FILES)) return [`It holds ${names.join(', ')}, not ${FILES.join(', ')}.`];
  const again = await tarOf(entries);
  return again.equals(bytes) ? [] : ['Its bytes around the files are not as they were written.'];
}

function signatureFaults(
  content: ReadonlyMap<string, Buffer>,
  { publicKey }: Manifest,
  signer: string | null,
): string[] {
  const signed = content.get(MANIFEST_FILE);
  const signature = content.get(SIGNATURE_FILE);
  if (signed === undefined || signature === undefined) return ['It is not signed.'];
  if (signer === null) return ['Its public key is no Ed25519 key.'];
  return isSigned(signed, signature.toString('latin1'), publicKey) ? [] : ['Its signature is not one of its manifest.'];
}

function fileFaults(name: string, bytes: Buffer | undefined, { files }: Manifest): string[] {
  const said = Object.hasOwn(files, name) ? files[name] : undefined;
  if (bytes === undefined) return [`It has no ${name}.`];
  if (said === undefined) return [`Its manifest does not name ${name}.`];
  if (said.bytes === bytes.length && said.sha256 === sha256(bytes)) return [];
  return [`${name} is not what was signed: sha256 ${sha256(bytes)}, signed ${said.sha256}.`];
}

type Judged = Pick<Verification, 'faults' | 'checks' | 'evidence'>;

function judge(content: ReadonlyMap<string, Buffer>, manifest: Manifest): Judged {
  const evidence = parsed(content.get(EVIDENCE_FILE) ?? Buffer.alloc(0));
  const kept = parsed(content.get(CHECKS_FILE) ?? Buffer.alloc(0));
  if (!isEvidence(evidence))
    return { faults: [`${EVIDENCE_FILE} holds no evidence of a run.`], checks: [], evidence: null };
  try {
    const checks = verify(evidence);
    const faults = [
      ...(evidence.run.id === manifest.run ? [] : [`The evidence is of run ${evidence.run.id}, not ${manifest.run}.`]),
      ...differences(checks, kept),
    ];
    return { faults, checks, evidence };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { faults: [`The checks cannot read ${EVIDENCE_FILE}: ${error.message}`], checks: [], evidence: null };
  }
}

function isEvidence(value: unknown): value is Evidence {
  if (!isObject(value)) return false;
  const { run, scenario } = value;
  return (
    isObject(run) &&
    typeof run['id'] === 'string' &&
    isObject(scenario) &&
    Array.isArray(scenario['checks']) &&
    isObject(scenario['limits']) &&
    isObject(scenario['steadyState'])
  );
}

function differences(checks: readonly CheckResult[], kept: unknown): string[] {
  if (!Array.isArray(kept)) return [`${CHECKS_FILE} holds no list.`];
  if (isDeepStrictEqual(checks, kept)) return [];
  const changed = checks.filter((check, index) => !isDeepStrictEqual(check, kept[index]));
  return [`Judged again, the evidence says otherwise: ${changed.map(({ id }) => id).join(', ') || 'other checks'}.`];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
