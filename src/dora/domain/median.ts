/** Median (mean of the middle two) of the first `n` values, which it reorders. Null for n = 0. Hoare's selection. */
export function medianOf(values: Float64Array, n: number): number | null {
  if (n === 0) return null;
  const middle = n >> 1;
  const high = select(values, n, middle);
  if (n % 2 === 1) return high;
  let low = -Infinity;
  for (let i = 0; i < middle; i += 1) low = Math.max(low, values[i] ?? -Infinity);
  return (low + high) / 2;
}

/** The value of rank `k` (from 0) among the first `n`, which it reorders. */
export function select(values: Float64Array, n: number, k: number): number {
  let left = 0;
  let right = n - 1;
  while (left < right) {
    const pivot = values[(left + right) >> 1] ?? 0;
    let i = left;
    let j = right;
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i += 1;
      while ((values[j] ?? 0) > pivot) j -= 1;
      if (i <= j) {
        const held = values[i] ?? 0;
        values[i] = values[j] ?? 0;
        values[j] = held;
        i += 1;
        j -= 1;
      }
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k] ?? 0;
}
