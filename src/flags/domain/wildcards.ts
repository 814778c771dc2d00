/**
 * The parts of a pattern between its `*`; `\*` and `\\` stand for themselves. A pattern holds at most two `*`, since no more can be
 * said in flagd's language, which knows no regular expressions. Null: no such pattern.
 */
export function partsOfPattern(pattern: string): string[] | null {
  const parts = [''];
  for (let i = 0; i < pattern.length; i += 1) {
    const last = parts.length - 1;
    const char = pattern[i] ?? '';
    if (char === '*') parts.push('');
    else if (char === '\\') {
      const next = pattern[(i += 1)];
      if (next !== '*' && next !== '\\') return null;
      parts[last] += next;
    } else parts[last] += char;
  }
  return parts.length <= 3 ? parts : null;
}
