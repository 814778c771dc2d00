export interface Hunk {
  line: number;
  lines: string[];
}

const LONGEST_LINE = 200;
const SECRET =
  /(?:secret|passw(?:or)?d|token|api[_-]?key|private[_-]?key|credential)[\w-]*['"]?\s*[:=]\s*['"`]?[^\s'"`]{6,}|-----BEGIN|AKIA[0-9A-Z]{16}/i;

/** The lines around a place, cut to a bearable length; one that looks like a secret is left out. `line` counts from 1. */
export function hunkAt(lines: readonly string[], line: number, around: number): Hunk {
  const first = Math.max(1, line - around);
  return {
    line: first,
    lines: lines.slice(first - 1, line + around).map((text) => {
      const clean = text.replace(/\r$/, '').replaceAll('\0', '');
      if (SECRET.test(clean)) return '…';
      return clean.length > LONGEST_LINE ? `${clean.slice(0, LONGEST_LINE - 1)}…` : clean;
    }),
  };
}
