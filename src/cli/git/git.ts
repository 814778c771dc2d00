import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { CliError } from '../cli-error.js';

/**
 * Nothing that a repository configures may run or reach out: no hooks, pagers, signature programs, prompts, and no
 * transport, by which a partial clone would fetch what it lacks.
 */
const SAFE = [
  '--no-pager',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'log.showSignature=false',
];
const ENV = {
  GIT_NO_LAZY_FETCH: '1',
  // Versions before 2.44 do not know GIT_NO_LAZY_FETCH; without a protocol they cannot fetch either.
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  LC_ALL: 'C',
};

/** Reads one repository with the `git` binary. */
export class Git {
  constructor(readonly path: string) {}

  /** Standard output without its last newline. */
  async read(args: readonly string[], input?: string): Promise<string> {
    const said = await this.run(args, input);
    if (said.code !== 0) throw failureOf(this.path, args, said.code, said.stderr);
    return said.stdout.replace(/\n$/, '');
  }

  /** Null where git says no. */
  async tryRead(args: readonly string[]): Promise<string | null> {
    const said = await this.run(args);
    return said.code === 0 ? said.stdout.replace(/\n$/, '') : null;
  }

  /** Pieces of standard output that end with a NUL byte, as they come. */
  async *records(args: readonly string[], input?: string): AsyncGenerator<string> {
    const child = this.start(args);
    const stderr = tailOf(child);
    const ended = endOf(child);
    child.stdin.on('error', ignorePipe);
    child.stdin.end(input ?? '');
    let rest: Buffer[] = [];
    let finished = false;
    try {
      for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
        let from = 0;
        for (let at = chunk.indexOf(0); at !== -1; at = chunk.indexOf(0, from)) {
          const piece = chunk.subarray(from, at);
          yield rest.length === 0 ? piece.toString('utf8') : Buffer.concat([...rest, piece]).toString('utf8');
          rest = [];
          from = at + 1;
        }
        if (from < chunk.length) rest.push(chunk.subarray(from));
      }
      finished = true;
    } finally {
      if (!finished) child.kill();
    }
    const code = await ended;
    if (code !== 0) throw failureOf(this.path, args, code, stderr());
    if (rest.length > 0) yield Buffer.concat(rest).toString('utf8');
  }

  private async run(args: readonly string[], input = ''): Promise<{ code: number; stdout: string; stderr: string }> {
    const child = this.start(args);
    const stderr = tailOf(child);
    const ended = endOf(child);
    child.stdin.on('error', ignorePipe);
    child.stdin.end(input);
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) chunks.push(chunk);
    return { code: await ended, stdout: Buffer.concat(chunks).toString('utf8'), stderr: stderr() };
  }

  private start(args: readonly string[]): ChildProcessWithoutNullStreams {
    return spawn('git', ['-C', this.path, ...SAFE, ...args], { env: { ...process.env, ...ENV } });
  }
}

/** A repository at a path, or an error that says what is wrong with it. */
export async function openRepository(path: string): Promise<Git> {
  const git = new Git(path);
  await git.read(['rev-parse', '--git-dir']);
  return git;
}

function endOf(child: ChildProcessWithoutNullStreams): Promise<number> {
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new CliError('The program "git" is not installed, or not in PATH. Install git first.')
          : error,
      ),
    );
    child.once('close', (code) => resolve(code ?? 1));
  });
  // It is awaited after the output was read; until then a failure must not count as unhandled.
  ended.catch(() => undefined);
  return ended;
}

function tailOf(child: ChildProcessWithoutNullStreams): () => string {
  let tail = '';
  child.stderr.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-4_000);
  });
  return () => tail;
}

function ignorePipe(error: NodeJS.ErrnoException): void {
  // git that ends before it has read its input says why on stderr, which is what the caller hears.
  if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') throw error;
}

function failureOf(path: string, args: readonly string[], code: number, stderr: string): CliError {
  if (/dubious ownership|safe\.directory/.test(stderr)) {
    return new CliError(
      `git does not trust ${path}, since another user owns it. If you do: git config --global --add safe.directory "${/directory = (.*)|directory (\S+)$/m.exec(stderr)?.[1] ?? path}"`,
    );
  }
  if (/not a git repository/i.test(stderr))
    return new CliError(`There is no git repository at ${path}. Give the path of a clone.`);
  if (/cannot change to/.test(stderr))
    return new CliError(`${path} cannot be opened: no such folder, or no right to enter it.`);
  if (/promisor|could not fetch|transport '.*' not allowed|unable to read/i.test(stderr)) {
    return new CliError(`The clone at ${path} lacks objects that this needs: ${lastLine(stderr)}`);
  }
  return new CliError(
    `git ${args[0] ?? ''} failed at ${path} (exit ${code}): ${lastLine(stderr) || 'it gave no reason'}`,
  );
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^fatal: /, '') ?? ''
  );
}
