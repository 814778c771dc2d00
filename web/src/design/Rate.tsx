import { Text } from '@mantine/core';
import { percentText } from './numbers';

interface RateProps {
  /** 0 to 1; null: unknown. */
  rate: number | null;
  /** How many of `n`, where known. */
  count?: number;
  n: number;
  ci95?: readonly number[] | null;
}

/** A rate never stands without its n and its interval. */
export function Rate({ rate, count, n, ci95 }: RateProps) {
  const [low, high] = ci95 ?? [];
  return (
    <span>
      <strong>{rate === null ? '–' : percentText(rate)}</strong>{' '}
      <Text span c="dimmed" size="sm">
        {count === undefined ? `n = ${n}` : `${count} of ${n}`}
        {low !== undefined && high !== undefined && ` · 95 %: ${percentText(low)} to ${percentText(high)}`}
      </Text>
    </span>
  );
}
