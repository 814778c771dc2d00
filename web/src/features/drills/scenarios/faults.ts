import type { FieldProblem } from '../../../api/problem';

/** A fault of a scenario with the line that it stands in; line null: the server named none. */
export interface Fault {
  line: number | null;
  field: string;
  detail: string;
}

export function faultsOf(fields: readonly FieldProblem[]): Fault[] {
  return fields.map(({ field, detail }) => {
    const told = /^line (\d+): (.*)$/s.exec(detail);
    return { line: told === null ? null : Number(told[1]), field, detail: told?.[2] ?? detail };
  });
}

/** The key that a scenario gives itself, as far as it is to be seen without reading YAML. */
export function keyIn(yaml: string): string | null {
  return /^scenario:\s*["']?([a-z0-9][a-z0-9._-]{0,99})["']?\s*(#.*)?$/m.exec(yaml)?.[1] ?? null;
}

/** Where a line begins and ends in a text. */
export function lineAt(text: string, line: number): { start: number; end: number } {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { start, end: start + (lines[line - 1]?.length ?? 0) };
}
