/** 0: passed or done. 1: blocked or rejected. 2: it could not be asked. */
export type ExitCode = 0 | 1 | 2;

/** An end of the command with one sentence that says what to do. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = 2,
  ) {
    super(message);
  }
}
