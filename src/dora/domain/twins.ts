/** A record of a merged change, as one service keeps it. */
export interface MergedRecord {
  id: string;
  repository: string;
  mergeSha: string;
  superseded: boolean;
  /** The run of a drill that it belongs to. */
  run: string | null;
}

/**
 * Of changes with the same merge commit one counts (in a drill and outside of it on its own): the pull request (its id carries a `#`), else the first by id. Returns
 * the ids of those whose standing is to change, by the standing they get.
 */
export function restand(records: MergedRecord[]): { superseded: string[]; counting: string[] } {
  const winners = new Map<string, MergedRecord>();
  for (const record of records) {
    const other = winners.get(mergeOf(record));
    if (!other || goesBefore(record, other)) winners.set(mergeOf(record), record);
  }
  const wrong = records.filter((record) => record.superseded !== (winners.get(mergeOf(record)) !== record));
  return {
    superseded: wrong.filter((record) => !record.superseded).map(({ id }) => id),
    counting: wrong.filter((record) => record.superseded).map(({ id }) => id),
  };
}

const mergeOf = (record: MergedRecord): string => `${record.repository} ${record.mergeSha} ${record.run ?? ''}`;

function goesBefore(one: MergedRecord, other: MergedRecord): boolean {
  const [pull, otherPull] = [one.id.includes('#'), other.id.includes('#')];
  return pull === otherPull ? one.id < other.id : pull;
}
