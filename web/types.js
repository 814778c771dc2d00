// npm run web:types: writes src/api/schema.d.ts from the build's OpenAPI document. With --check it only compares.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTs, { astToString } from 'openapi-typescript';

const root = join(import.meta.dirname, '..');
const file = join(import.meta.dirname, 'src', 'api', 'schema.d.ts');
const document = execFileSync(process.execPath, [join(root, 'dist', 'src', 'cli.js'), 'openapi'], {
  encoding: 'utf8',
  maxBuffer: 64_000_000,
});
const types = `// Written by "npm run web:types" from the OpenAPI document. Do not edit.\n${astToString(
  await openapiTs(JSON.parse(document), { defaultNonNullable: false }),
)}`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, types);
} else if (readFileSync(file, 'utf8') !== types) {
  process.stderr.write(
    'web/src/api/schema.d.ts is not what the API describes; run "npm run build && npm run web:types".\n',
  );
  process.exitCode = 1;
}
