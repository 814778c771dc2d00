import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Without these Chromium calls home at every start, and cannot run as root. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--disable-dev-shm-usage',
];

/** A Chromium from the npm registry: nothing is to be installed by hand. */
export async function startBrowser(): Promise<Browser> {
  const folder = unpacked();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: FLAGS,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    },
  });
}

/** The folder of the unpacked browser: once for each user and version, whole or not at all. */
function unpacked(): string {
  const manifest = join(
    dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '..',
    '..',
    'package.json',
  );
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = join(tmpdir(), `delivery-loop-chromium-${version}-${userInfo().uid}`);
  if (existsSync(folder)) return folder;
  const fresh = mkdtempSync(`${folder}.`);
  const done = spawnSync(process.execPath, [join(import.meta.dirname, 'unpack-chromium.js')], {
    encoding: 'utf8',
    // The package unpacks into the temporary folder, and takes its libraries along only where it believes to be in a bare one.
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  });
  if (done.status !== 0) throw new Error(`Chromium could not be unpacked: ${done.stderr}`);
  writeFileSync(
    join(fresh, 'fonts.conf'),
    `<fontconfig><dir>${join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
  );
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Another test was quicker.
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
