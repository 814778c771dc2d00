import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import pc from 'picocolors';
import type { CheckResult, SelfTested, Verification } from '../../drills/index.js';
import { CliError } from '../cli-error.js';
import type { Io } from '../io.js';
import type { Session } from '../session.js';

interface VerifyOptions {
  key?: string;
  selfTest?: boolean;
  json?: boolean;
}

const MORE = `
It needs no server. Every byte of the bundle is bound to its signature, and every check is judged again on its evidence.
Without --key it only shows that nothing was changed since it was signed, by whoever that was: get the server's key from
GET /api/v1/drill-key, on a way that you trust.

Exit codes: 0 verified, 1 not, 2 it cannot be read. A bundle of a run that failed is verified as well, and says so.`;

/** `loop drill verify`: what a bundle proves, offline. */
export function addDrillVerify(drill: Command, session: Session): void {
  drill
    .command('verify')
    .argument('<bundle>', 'the file that a drill left behind')
    .description('check the bundle of a drill: signature, digests, and every check again on its evidence')
    .option('--key <file|fingerprint>', 'the public key (PEM, or the answer of /drill-key) that it must be signed with')
    .option('--self-test', 'doctor the run for each check that it passes, and see the check fail')
    .option('--json', 'print the outcome as JSON')
    .addHelpText('after', MORE)
    .action(async (file: string, options: VerifyOptions) => {
      const { io } = session;
      const bundle = readBytes(file, io);
      const { BundleUnreadable, selfTest, verifyBundle } = await import('../../drills/index.js');
      const key = options.key === undefined ? undefined : await fingerprintFrom(options.key, io);
      const outcome = await verifyBundle(bundle, key).catch((error: unknown) => {
        if (error instanceof BundleUnreadable) throw new CliError(`${file} cannot be read. ${error.message}`);
        throw error;
      });
      const tested = options.selfTest === true && outcome.evidence !== null ? selfTest(outcome.evidence) : null;
      if (options.json === true) io.out(JSON.stringify(answerOf(outcome, key, tested), null, 2));
      else for (const line of linesOf(outcome, key, tested)) io.out(line);
      session.exitCode = outcome.verified && unseen(tested).length === 0 ? 0 : 1;
    });
}

function readBytes(file: string, { cwd }: Io): Buffer {
  try {
    return readFileSync(resolve(cwd, file));
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The fingerprint itself, or that of the key in a file. */
async function fingerprintFrom(key: string, io: Io): Promise<string> {
  const written = /^(?:sha256:)?([0-9a-f]{64})$/i.exec(key)?.[1];
  if (written !== undefined) return `sha256:${written.toLowerCase()}`;
  const { fingerprintOf } = await import('../../drills/index.js');
  try {
    return fingerprintOf(publicKeyIn(readBytes(key, io).toString()));
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${key} holds no key: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function publicKeyIn(text: string): string {
  if (!text.trimStart().startsWith('{')) return text;
  const answer: unknown = JSON.parse(text);
  const { publicKey } = Object(answer);
  return typeof publicKey === 'string' ? publicKey : '';
}

/** Checks that did not fail on every run that was doctored for them. */
function unseen(tested: readonly SelfTested[] | null): SelfTested[] {
  return (tested ?? []).filter(({ controls }) => controls.length === 0 || controls.some(({ failed }) => !failed));
}

function answerOf(outcome: Verification, key: string | undefined, tested: SelfTested[] | null): object {
  const { verified, faults, run, fingerprint, checks } = outcome;
  return {
    verified,
    run,
    fingerprint,
    keyCompared: key !== undefined,
    faults,
    passed: verified && hasPassed(checks),
    checks,
    ...(tested === null ? {} : { selfTest: tested, everyCheckSeenFailing: unseen(tested).length === 0 }),
  };
}

function hasPassed(checks: readonly CheckResult[]): boolean {
  return checks.every(({ status }) => status !== 'failed') && checks.some(({ status }) => status === 'passed');
}

const MARKS: Record<CheckResult['status'], string> = {
  passed: pc.green('✓'),
  failed: pc.red('✗'),
  not_applicable: pc.dim('–'),
};

function linesOf(outcome: Verification, key: string | undefined, tested: SelfTested[] | null): string[] {
  const { verified, faults, run, fingerprint, checks } = outcome;
  if (!verified)
    return [
      `${pc.red(pc.bold('NOT VERIFIED'))}  this is not what a run was signed to have proved`,
      ...faults.map((fault) => `  ${shown(fault)}`),
    ];
  const asked = checks.filter(({ status }) => status !== 'not_applicable');
  const good = asked.filter(({ status }) => status === 'passed').length;
  return [
    `${pc.green(pc.bold('VERIFIED'))}  run ${shown(run)}`,
    `Signed with ${fingerprint ?? 'no key'}${key === undefined ? ', which was compared with no key that you know (--key)' : ', the key that you named'}.`,
    hasPassed(checks)
      ? `The drill ${pc.green('passed')}: ${good} of ${asked.length} checks, judged again on its evidence.`
      : `The drill ${pc.red('did not pass')}: ${good} of ${asked.length} checks, judged again on its evidence.`,
    ...asked.flatMap(({ status, title, detail }) => [
      `${MARKS[status]} ${shown(title)}`,
      `    ${pc.dim(shown(detail))}`,
    ]),
    ...(tested === null ? [] : selfTestLines(tested)),
  ];
}

function selfTestLines(tested: readonly SelfTested[]): string[] {
  const runs = tested.reduce((sum, { controls }) => sum + controls.length, 0);
  const blind = unseen(tested);
  if (blind.length === 0)
    return [
      `Self-test: every check that passed has been seen failing: ${tested.length} checks on ${runs} doctored runs.`,
    ];
  return [
    `${pc.red('Self-test failed')}: ${blind.length} of ${tested.length} checks passed on a run doctored to fail them.`,
    ...blind.flatMap(({ check, controls }) =>
      controls.filter(({ failed }) => !failed).map(({ name }) => `  ${check} passed though ${name}`),
    ),
  ];
}

/** What came with the bundle cannot move the cursor of whoever reads it. */
function shown(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}
