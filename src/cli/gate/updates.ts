/** One line that git gives to a pre-receive hook: a ref moves from one commit to another. */
export interface RefUpdate {
  before: string;
  after: string;
  ref: string;
}

const LINE = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (refs\/\S+)$/;

/** The lines of a pre-receive hook's input (githooks(5)). Null: one of them is none. */
export function updatesOf(input: string): RefUpdate[] | null {
  const updates: RefUpdate[] = [];
  for (const line of input.split('\n').filter(Boolean)) {
    const [, before, after, ref] = LINE.exec(line) ?? [];
    if (before === undefined || after === undefined || ref === undefined) return null;
    updates.push({ before, after, ref });
  }
  return updates;
}

/** git's name for "no commit": the ref is made, or taken away. */
export function isNothing(sha: string): boolean {
  return /^0+$/.test(sha);
}
