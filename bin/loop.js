#!/usr/bin/env node
// The `loop` command. It runs from the build, so that it starts quickly.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cli = new URL('../dist/src/cli.js', import.meta.url);
if (existsSync(fileURLToPath(cli))) {
  await import(cli.href);
} else {
  process.stderr.write(
    'The build is missing: run "npm run build" (or "npm start" once) in the delivery-loop folder.\n',
  );
  process.exitCode = 2;
}
