import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import { ROOT } from './start-support.js';

/** On a quiet machine it takes less than four minutes. */
const SLOW = 1_200_000;

let folder: string;
let drill: ChildProcess;
let said = '';
let code: number | null = null;

function start(program: string, args: string[]): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'bin', program), ...args], {
    // Whatever the drill starts bears the folder of this test as its place for temporary files.
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder, LOOP_DATA_DIR: join(folder, 'data') },
    cwd: folder,
  });
}

async function run(program: string, args: string[]): Promise<{ code: number; text: string }> {
  const child = start(program, args);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [ended] = await once(child, 'close');
  return { code: Number(ended), text };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loop-drill-test-'));
  // One of them twice on the same server: what it left behind must not help or hinder the next.
  const scenarios = ['checkout-pricing', 'boundary-contract', 'boundary-contract'];
  drill = start('drill.js', [...scenarios, '--out', join(folder, 'bundles')]);
  for (const stream of [drill.stdout, drill.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  [code] = await once(drill, 'close');
}, SLOW);
afterAll(async () => {
  if (drill.exitCode === null && drill.signalCode === null) {
    drill.kill('SIGTERM');
    await once(drill, 'close');
  }
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const bundles = (): string[] => readdirSync(join(folder, 'bundles')).map((name) => join(folder, 'bundles', name));

describe('npm run drill', () => {
  it('passes every check of both scenarios, the second time too', () => {
    // What failed stands in the last lines of each drill.
    expect(code, said.slice(-20_000)).toBe(0);
    expect(said).toContain('A risky price is released by a flip');
    expect(said).toContain('A boundary between two services gives way');
    expect(said.match(/^checkout-pricing passed every check/gm)).toHaveLength(1);
    expect(said.match(/^boundary-contract passed every check/gm)).toHaveLength(2);
    expect(bundles()).toHaveLength(3);
  });

  it('saves bundles that are verified offline, and not after a change of one byte', async () => {
    for (const file of bundles()) {
      const verified = await run('loop.js', ['drill', 'verify', file]);
      expect(verified.code, verified.text).toBe(0);
      const bytes = readFileSync(file);
      const middle = Math.floor(bytes.length / 2);
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
      const changed = join(folder, 'changed.tar');
      writeFileSync(changed, bytes);
      expect((await run('loop.js', ['drill', 'verify', changed])).code).toBe(1);
    }
  }, 120_000);

  it('leaves no process and no folder behind', async () => {
    expect(readdirSync(folder).filter((name) => name.startsWith('loop-drill'))).toEqual([]);
    await eventually(() => expect(processesBelow(folder)).toEqual([]));
  });
});

/** Processes whose folder of work lies below a path. */
function processesBelow(path: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return readlinkSync(join('/proc', name, 'cwd')).startsWith(path) ? [Number(name)] : [];
    } catch {
      // It has ended meanwhile, or is another user's.
      return [];
    }
  });
}
