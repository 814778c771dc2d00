/** A flag of one environment as others see it that may require it. */
export interface RequiringFlag {
  /** The flags it requires. */
  requires: readonly string[];
  /** How much there is to compile of it alone: characters of its rules. */
  weight: number;
}

export type Requirements = ReadonlyMap<string, RequiringFlag>;

/** A way from a flag over what it requires back to itself; null: there is none. */
export function cycleFrom(flag: string, flags: Requirements): string[] | null {
  const seen = new Set<string>();
  const search = (key: string, path: string[]): string[] | null => {
    for (const next of flags.get(key)?.requires ?? []) {
      if (next === flag) return [...path, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = search(next, [...path, next]);
      if (found !== null) return found;
    }
    return null;
  };
  return search(flag, [flag]);
}

/**
 * How many prerequisites stand behind one another below each flag asked for, and how much there is to compile of it with all that
 * it requires, each as often as it is required. There is no cycle.
 */
export function burdens(keys: Iterable<string>, flags: Requirements): { key: string; depth: number; weight: number }[] {
  const known = new Map<string, { depth: number; weight: number }>();
  const burdenOf = (key: string): { depth: number; weight: number } => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const flag = flags.get(key);
    const below = (flag?.requires ?? []).map(burdenOf);
    const burden = {
      depth: Math.max(0, ...below.map(({ depth }) => depth + 1)),
      weight: below.reduce((sum, { weight }) => sum + weight, flag?.weight ?? 0),
    };
    known.set(key, burden);
    return burden;
  };
  return [...keys].map((key) => ({ key, ...burdenOf(key) }));
}

/** The flags that require one of these, directly or over others. */
export function dependentsOf(
  keys: Iterable<string>,
  flags: ReadonlyMap<string, Pick<RequiringFlag, 'requires'>>,
): Set<string> {
  const requiredBy = new Map<string, string[]>();
  for (const [flag, { requires }] of flags)
    for (const key of requires) requiredBy.set(key, [...(requiredBy.get(key) ?? []), flag]);
  const found = new Set<string>();
  const open = [...keys];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const flag of requiredBy.get(key) ?? []) {
      if (found.has(flag)) continue;
      found.add(flag);
      open.push(flag);
    }
  }
  return found;
}
