import type { FlagEnvironment, FlagStage } from './flag.js';
import type { KillEntry } from './kill-entry.js';

/** What became of a journaled kill when the database was back. */
export type KillOutcome = 'killed' | 'already_off' | 'superseded' | 'archived' | 'unknown';

/**
 * A kill wins over every state that is as old as it or older. One that somebody set later elsewhere stands: whoever set it
 * had a database, and the kill's own time says that it came before.
 */
export function reconcile(
  flag: { stage: FlagStage; environments: Pick<FlagEnvironment, 'key' | 'on' | 'changedAt'>[] } | null,
  entry: Pick<KillEntry, 'environment' | 'at'>,
): KillOutcome {
  const state = flag?.environments.find(({ key }) => key === entry.environment);
  if (!flag || !state) return 'unknown';
  if (flag.stage === 'archived') return 'archived';
  if (state.changedAt > new Date(entry.at)) return 'superseded';
  return state.on ? 'killed' : 'already_off';
}
