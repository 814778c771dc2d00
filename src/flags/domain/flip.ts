import type { Flag, FlagEnvironment } from './flag.js';

export interface FlipCommand {
  environment: string;
  on: boolean;
}

export type FlipDecision =
  | { do: 'refuse'; why: 'archived' | 'unknown_environment' }
  | { do: 'nothing'; environment: FlagEnvironment }
  | { do: 'flip'; on: boolean; at: Date };

/**
 * Decides one flip. To the present state: nothing. The instant of a flip is never before the one of the flip before it, so
 * that two at once keep in `at` the order in which they were taken.
 */
export function flip(flag: Pick<Flag, 'stage' | 'environments'>, command: FlipCommand, now: Date): FlipDecision {
  if (flag.stage === 'archived') return { do: 'refuse', why: 'archived' };
  const environment = flag.environments.find(({ key }) => key === command.environment);
  if (environment === undefined) return { do: 'refuse', why: 'unknown_environment' };
  if (environment.on === command.on) return { do: 'nothing', environment };
  const at = now.getTime() < environment.changedAt.getTime() ? environment.changedAt : now;
  return { do: 'flip', on: command.on, at };
}
