import { text } from 'node:stream/consumers';

/** What the command says to and hears from whoever called it; tests hand in their own. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** All of standard input. */
  stdin(): Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Whether stderr is a terminal, where a progress bar may move. */
  readonly tty: boolean;
}

export function processIo(): Io {
  // A reader that went away (`loop … | head`) is no fault of the command.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    stdin: () => text(process.stdin),
    env: process.env,
    cwd: process.cwd(),
    tty: process.stderr.isTTY === true,
  };
}
