import { Option, type Command } from 'commander';
import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import { connect, type ConnectionOptions } from '../connection.js';
import { openRepository } from '../git/git.js';
import { originOf } from '../git/repository.js';
import type { JsonObject } from '../json.js';
import type { Session } from '../session.js';
import { withServer } from '../options.js';
import { scanTree } from '../scan/scan.js';
import { addPreReceive } from '../gate/pre-receive.js';
import { asking, verdictOf } from './ask.js';
import { verdictLines } from './text.js';
import { openTickets } from './tickets.js';

type Format = 'text' | 'json' | 'sarif' | 'junit' | 'markdown' | 'github';

interface GuardOptions extends ConnectionOptions {
  format: Format;
}

const ACCEPT: Readonly<Record<Format, string>> = {
  text: 'application/json',
  json: 'application/json',
  sarif: 'application/sarif+json',
  junit: 'application/junit+xml',
  markdown: 'text/markdown',
  github: 'text/vnd.github.annotations',
};

export function addGuardCommands(program: Command, session: Session): void {
  const guard = program.command('guard').description('ask a guard for its verdict, as a step of CI');
  addFlagDebt(guard, session);
  addChangeFail(guard, session);
  addMerge(guard, session);
  const gate = program.command('gate').description('the merge gate, as a step of CI or a hook of a git server');
  addMerge(gate, session);
  addPreReceive(gate, session);
}

function asked(command: Command): Command {
  return withServer(command)
    .addOption(new Option('--format <form>', 'form of the answer').choices(Object.keys(ACCEPT)).default('text'))
    .addHelpText('after', '\nExit codes: 0 passes (or not enough data to say), 1 blocks, 2 could not be asked.');
}

interface FlagDebtOptions extends GuardOptions {
  service?: string;
  repository?: string;
  commit?: string;
  scan?: string | true;
  openTickets?: true;
}

function addFlagDebt(guard: Command, session: Session): void {
  asked(
    guard
      .command('flag-debt')
      .description(
        'blocks while flags are expired, without owner or removal ticket, stale, or in code but not in the inventory',
      )
      .option('--service <key>', 'flags of this service')
      .option('--repository <owner/name>', 'flags that this repository refers to')
      .option('--commit <sha>', 'the commit that is judged')
      .option('--scan [path]', 'find the flags in the working tree at path (default: here) and judge these too')
      .option('--open-tickets', 'open the removal ticket of each flag that lacks one; the token needs flags:write'),
  ).action(async (options: FlagDebtOptions) => {
    const { service, commit } = options;
    if (options.openTickets === true && ACCEPT[options.format] !== ACCEPT.json)
      throw new CliError('--open-tickets reads the verdict as text or json: take another --format away.');
    const api = connect(options, session.io);
    const path = options.scan === true ? session.io.cwd : options.scan;
    const scanned = path === undefined ? null : await asking(scanTree(api, path, session.io));
    const repository = options.repository ?? scanned?.repository ?? undefined;
    if (service === undefined && repository === undefined && scanned === null) {
      throw new CliError('Say what to judge: --service, --repository or --scan.');
    }
    const verdict = await ask(
      session,
      api,
      'flag-debt',
      { service, repository, commit: commit ?? scanned?.commit, references: scanned?.references },
      options,
    );
    if (options.openTickets === true) await openTickets(api, verdict, session.io);
  });
}

interface ChangeFailOptions extends GuardOptions {
  service: string;
  environment?: string;
  intent: string;
  sha?: string;
  drill?: string;
}

function addChangeFail(guard: Command, session: Session): void {
  asked(
    guard
      .command('change-fail')
      .description(
        'blocks a release while too many of the last deployments failed and the budget of the day is used up',
      )
      .requiredOption('--service <key>', 'the service that is about to be deployed')
      .option('--environment <key>', 'where to (default: production)')
      .addOption(
        new Option('--intent <intent>', 'why: a rollback or the fix of an incident always passes')
          .choices(['release', 'rollback', 'incident_fix'])
          .default('release'),
      )
      .option('--sha <sha>', 'what is about to be deployed')
      .option('--drill <run>', 'count what happened in this run of a drill too'),
  ).action(async (options: ChangeFailOptions) => {
    const { service, environment, intent, sha, drill } = options;
    const api = connect(options, session.io);
    const body = { service, environment, intent, sha };
    await ask(session, drill === undefined ? api : api.inDrill(drill), 'change-fail', body, options);
  });
}

interface MergeOptions extends GuardOptions {
  repository?: string;
  sha?: string;
  change?: string;
}

function addMerge(parent: Command, session: Session): void {
  asked(
    parent
      .command('merge')
      .description('passes only where every blocking check of the head concluded success')
      .option('--repository <owner/name>', 'default: origin of the checkout that it stands in')
      .option('--sha <sha>', 'head that is judged (default: HEAD of the checkout)')
      .option('--change <id>', 'change that is judged, such as owner/name#12, instead of a sha'),
  ).action(async (options: MergeOptions) => {
    if (options.sha !== undefined && options.change !== undefined)
      throw new CliError('Give --sha or --change, not both.');
    const api = connect(options, session.io);
    const here =
      options.repository !== undefined && (options.sha ?? options.change) !== undefined
        ? null
        : await hereOrNull(session);
    const repository = options.repository ?? here?.repository;
    if (!repository)
      throw new CliError('This is no checkout with an origin: say which repository with --repository owner/name.');
    const head = options.change === undefined ? { sha: options.sha ?? here?.sha } : { change: options.change };
    if (options.change === undefined && !head.sha)
      throw new CliError('This is no checkout with a commit: say what to judge with --sha or --change.');
    await ask(session, api, 'merge', { repository, ...head }, options);
  });
}

async function hereOrNull(session: Session): Promise<{ repository: string | null; sha: string | null } | null> {
  try {
    const git = await openRepository(session.io.cwd);
    return {
      repository: await originOf(git),
      sha: await git.tryRead(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']),
    };
  } catch (error) {
    // Not standing in a checkout only means that the options must say everything.
    if (error instanceof CliError) return null;
    throw error;
  }
}

async function ask(
  session: Session,
  api: Api,
  guard: string,
  body: object,
  options: GuardOptions,
): Promise<JsonObject> {
  const answer = await verdictOf(api, guard, body, ACCEPT[options.format]);
  if (options.format === 'text') for (const line of verdictLines(answer.body)) session.io.out(line);
  else session.io.out(answer.text.trimEnd());
  session.exitCode = answer.status === 409 ? 1 : 0;
  return answer.body;
}
