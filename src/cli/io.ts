/** What the command says to and hears from whoever called it; tests hand in their own. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
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
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    env: process.env,
    cwd: process.cwd(),
    tty: process.stderr.isTTY === true,
  };
}
