import type { Evidence } from '../domain/evidence.js';
import { reportMarkdown } from '../domain/report-markdown.js';
import { reportOf, type Note } from '../domain/report.js';
import {
  CHECKS_FILE,
  EVIDENCE_FILE,
  FORMAT,
  MANIFEST_FILE,
  REPORT_FILE,
  SIGNATURE_FILE,
  type Manifest,
} from './format.js';
import { sha256, signatureOf, type BundleKey } from './signing.js';
import { tarOf } from './tar.js';

/**
 * Everything that a run proved, as one file that can be checked without the server. The same run and key always give the
 * same bytes. `address`: of the installation, to which the report's links lead.
 */
export async function packBundle(
  evidence: Evidence,
  notes: readonly Note[],
  key: BundleKey,
  address = '',
): Promise<Buffer> {
  const report = reportOf(evidence, notes);
  const files = [
    { name: EVIDENCE_FILE, bytes: json(evidence) },
    { name: CHECKS_FILE, bytes: json(report.checks) },
    { name: REPORT_FILE, bytes: Buffer.from(reportMarkdown(report, address)) },
  ];
  const manifest: Manifest = {
    format: FORMAT,
    run: evidence.run.id,
    files: Object.fromEntries(files.map(({ name, bytes }) => [name, { sha256: sha256(bytes), bytes: bytes.length }])),
    publicKey: key.publicKey,
  };
  const signed = json(manifest);
  return tarOf([
    { name: MANIFEST_FILE, bytes: signed },
    { name: SIGNATURE_FILE, bytes: Buffer.from(signatureOf(signed, key.privateKey)) },
    ...files,
  ]);
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
