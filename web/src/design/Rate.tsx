import { Text } from '@mantine/core';

interface RateProps {
  /** 0 to 1; null: unknown. */
  rate: number | null;
  /** How many of `n`, where known. */
  count?: number;
  n: number;
  ci95?: readonly number[] | null;
}

const percent = (share: number): string =>
  `${(share * 100).toLocaleString('en', { maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0 })} %`;

/** A rate never stands without its n and its interval. */
export function Rate({ rate, count, n, ci95 }: RateProps) {
  const [low, high] = ci95 ?? [];
  return (
    <span>
      <strong>{rate === null ? '–' : percent(rate)}</strong>{' '}
      <Text span c="dimmed" size="sm">
        {count === undefined ? `n = ${n}` : `${count} of ${n}`}
        {low !== undefined && high !== undefined && ` · 95 %: ${percent(low)} to ${percent(high)}`}
      </Text>
    </span>
  );
}
