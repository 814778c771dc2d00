import { MODE_WORDS, type RecentChange, type TimelineEntry } from './words';

/** A line of what happened, as it is read. */
export interface StoryLine {
  key: string;
  at: string;
  kind: TimelineEntry['kind'];
  /** "Mitigated by flag off: checkout-new". */
  words: string;
  note: string | null;
  /** Key of a person, or the word for whatever else did it. */
  by: string | null;
}

/** The timeline and what else changed at the service meanwhile, the newest first; nothing is told twice. */
export function story(entries: readonly TimelineEntry[], changes: readonly RecentChange[]): StoryLine[] {
  const told = new Set(entries.flatMap(({ flip, deployment }) => [flip, deployment]));
  const lines = [
    ...entries.map(lineOf),
    ...changes
      .filter(({ id }) => !told.has(id))
      .map(({ kind, id, at, title, actor }): StoryLine => {
        return { key: `${kind} ${id}`, at, kind, words: title, note: null, by: actor ?? null };
      }),
  ];
  return lines
    .map((line, index) => ({ line, index }))
    .toSorted((a, b) => (a.line.at === b.line.at ? b.index - a.index : a.line.at < b.line.at ? 1 : -1))
    .map(({ line }) => line);
}

function lineOf(entry: TimelineEntry): StoryLine {
  const { id, at, kind, note, person, actor } = entry;
  return { key: id, at, kind, words: wordsOf(entry), note: kind === 'declared' ? null : note, by: person ?? actor };
}

function wordsOf(entry: TimelineEntry): string {
  const { kind, by, flag, deployment, environment, on, note } = entry;
  const way = by === undefined || by === null ? '' : ` by ${MODE_WORDS[by]}`;
  const what = flag ?? deployment;
  switch (kind) {
    case 'declared':
      return note === null ? 'Declared' : `Declared: ${note}`;
    case 'acknowledged':
      return 'Acknowledged';
    case 'mitigated':
      return `Mitigated${way}${what === undefined || what === null ? '' : `: ${what}`}`;
    case 'restored':
      return `Restored${way}`;
    case 'resolved':
      return 'Resolved';
    case 'reopened':
      return 'Reopened: it turned bad again';
    case 'changed':
      return `Corrected: ${Object.keys(entry.changes ?? {})
        .map((field) => FIELD_WORDS[field] ?? field)
        .join(', ')}`;
    case 'flip':
      return `${flag ?? 'A flag'} switched ${on ? 'on' : 'off'}${environment ? ` in ${environment}` : ''}`;
    case 'deployment':
      return `Rollback ${deployment ?? ''} finished`;
    case 'alert':
      return 'The alert is over';
    case 'note':
      return 'Note';
  }
}

const FIELD_WORDS: Record<string, string> = {
  title: 'title',
  severity: 'severity',
  cause: 'cause',
  duplicateOf: 'duplicate of',
};
