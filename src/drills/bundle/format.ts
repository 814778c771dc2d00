export const FORMAT = 'delivery-loop-drill/1';

export const MANIFEST_FILE = 'manifest.json';
export const SIGNATURE_FILE = 'manifest.sig';
export const EVIDENCE_FILE = 'evidence.json';
export const CHECKS_FILE = 'checks.json';
export const REPORT_FILE = 'report.md';

/** In their order. */
export const SIGNED_FILES = [EVIDENCE_FILE, CHECKS_FILE, REPORT_FILE];
export const FILES = [MANIFEST_FILE, SIGNATURE_FILE, ...SIGNED_FILES];

/** What the signature is over; the files are bound to it by their digests. */
export interface Manifest {
  format: typeof FORMAT;
  run: string;
  files: Record<string, { sha256: string; bytes: number }>;
  /** PEM. */
  publicKey: string;
}

/** What stands in a manifest; null: it is none of this format. */
export function manifestOf(value: unknown): Manifest | null {
  return isManifest(value) ? value : null;
}

function isManifest(value: unknown): value is Manifest {
  if (!isObject(value)) return false;
  const { format, run, publicKey, files } = value;
  return (
    format === FORMAT &&
    typeof run === 'string' &&
    typeof publicKey === 'string' &&
    isObject(files) &&
    Object.values(files).every(
      (file) => isObject(file) && typeof file['sha256'] === 'string' && typeof file['bytes'] === 'number',
    )
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
