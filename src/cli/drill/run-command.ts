import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import type { Io } from '../io.js';
import { listOf, textOf } from '../json.js';
import { withServer } from '../options.js';
import type { Session } from '../session.js';
import { PLANS } from './autopilot/plan.js';
import { playDrill, type Played } from './autopilot/play.js';
import { SHOP } from './lab/lab.js';

interface RunOptions extends ConnectionOptions {
  shop: string;
  port: string;
  responder: string;
  out?: string;
}

const MORE = `
It makes a small shop in a temporary folder: a git repository whose trunk is guarded, its CI, its processes, customers.
Then it plays a release by flip that goes wrong, from the page to the postmortem and the test that closes it, and prints
what was proven. Everything is on 127.0.0.1, and gone afterwards. It needs git, and a token with all permissions.

Exit codes: 0 every check passed, 1 a check or the run failed, 2 it could not begin.`;

/** `loop drill run`: the autopilot. */
export function addDrillRun(drill: Command, session: Session): void {
  withServer(
    drill
      .command('run')
      .argument('[scenario...]', `which: ${Object.keys(PLANS).join(', ')} (default: all)`)
      .description('play drills on a small real service, from the first commit to the verified report'),
  )
    .option('--shop <folder>', 'the shop to play on', SHOP)
    .option('--port <number>', 'where the shop answers (default: any free port)', '0')
    .option('--responder <acts|away>', 'away: nobody answers the page, so that the run fails', 'acts')
    .option('--out <folder>', 'where the bundles are saved (default: .loop/drills)')
    .addHelpText('after', MORE)
    .action(async (names: string[], options: RunOptions) => {
      const { io } = session;
      const api = connect(options, io);
      const asked = names.length > 0 ? names : Object.keys(PLANS);
      const port = Number(options.port);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new CliError(`"${options.port}" is no port.`);
      const stop = stopAtSignals(io);
      try {
        for (const name of asked) {
          const settings = { shop: resolve(io.cwd, options.shop), port, away: options.responder === 'away' };
          const played = await playDrill(api, name, io, { ...settings, signal: stop.signal });
          await told(api, played, options, session);
        }
      } finally {
        stop.clear();
      }
    });
}

/** Prints the report, saves the bundle and verifies it as anybody can, and leaves the exit code. */
async function told(api: Api, { run, scenario, report, seconds }: Played, options: RunOptions, session: Session) {
  const { io } = session;
  const path = `/api/v1/drills/${encodeURIComponent(run)}`;
  const { text } = await api.get(`${path}/report`, { accept: 'text/markdown' });
  io.out(text.trimEnd());
  const file = join(bundleFolder(options, io), `${scenario.scenario}-${run.slice(-8)}.tar`);
  const bundle = await api.bytes(`${path}/bundle`);
  writeFileSync(file, bundle);
  const faults = await faultsOf(api, bundle);
  const failed = listOf(report['checks']).filter(({ status }) => status === 'failed');
  const outcome =
    report['passed'] === true
      ? 'passed every check'
      : failed.length === 0
        ? 'was asked nothing'
        : `failed ${failed.length} checks`;
  io.out(`\n${scenario.scenario} ${outcome}, in ${Math.round(seconds)} s.`);
  for (const { title, detail } of failed) io.out(`  failed: ${textOf(title) ?? ''}: ${textOf(detail) ?? ''}`);
  io.out(
    `The bundle is ${file}${faults.length === 0 ? ', and verified' : ''}; check it with: loop drill verify ${file}\n`,
  );
  for (const fault of faults) io.err(`The bundle is not verified: ${fault}`);
  if (report['passed'] !== true || faults.length > 0) session.exitCode = 1;
}

/** Why a bundle is not what the server signed; empty: it is. */
async function faultsOf(api: Api, bundle: Buffer): Promise<string[]> {
  const { verifyBundle } = await import('../../drills/index.js');
  const { body } = await api.get('/api/v1/drill-key');
  return (await verifyBundle(bundle, textOf(body['fingerprint']) ?? '')).faults;
}

function bundleFolder({ out }: RunOptions, { cwd, env }: Io): string {
  const wanted = out ?? join(env['LOOP_DATA_DIR']?.trim() || '.loop', 'drills');
  try {
    const folder = resolve(cwd, wanted);
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch (error) {
    if (out !== undefined) throw new CliError(`The bundle cannot be saved in ${out}: ${String(error)}`);
    return mkdtempSync(join(tmpdir(), 'loop-drill-bundles-'));
  }
}

/** The first signal ends the drill in order; what was started is ended. */
function stopAtSignals(io: Io): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    io.err('Stopping: ending everything that was started …');
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    clear: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
