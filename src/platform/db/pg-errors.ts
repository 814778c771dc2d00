import { QueryRunnerAlreadyReleasedError } from 'typeorm';

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** The SQLSTATE (or socket error code) of an error of the driver, else null. */
export function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('driverError' in error) return sqlState(error.driverError);
  return null;
}

/** Serialisation failures and deadlocks: the same work may succeed when it is done again. */
export function isRetryable(error: unknown): boolean {
  return sqlState(error)?.startsWith('40') ?? false;
}

/**
 * The connection to the database broke. It carries no `code` of the socket: whoever reads from another socket at the same
 * time must not take this one's end for that one's.
 */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('The database cannot be reached', { cause });
  }
}

/** The database cannot be reached or is going down or coming up. */
export function isConnectionLoss(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  const state = sqlState(error);
  if (state !== null && (CONNECTION_CODES.has(state) || /^(08|53300|57P0[1235])/.test(state))) return true;
  // TypeORM gives a runner back by itself when its connection breaks; whoever still works with it then hears only this.
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  if (error instanceof AggregateError) return error.errors.some(isConnectionLoss);
  return (
    error instanceof Error &&
    /Connection terminated|connection timeout|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Driver not Connected/i.test(
      error.message,
    )
  );
}

export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === '23505';
}
