import type { ExitCode } from './cli-error.js';
import type { Io } from './io.js';

/** What the commands share: the world outside, and where they leave their exit code. */
export interface Session {
  io: Io;
  exitCode: ExitCode;
}
