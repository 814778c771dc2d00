import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CHECKS } from './checks.js';

it('the guide tells of every check its claim and what it needs', () => {
  const guide = readFileSync(new URL('../../../../docs/guides/drill-checks.md', import.meta.url), 'utf8');
  const rows = guide.split('\n').filter((line) => line.startsWith('| `'));
  const told = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  expect(told).toEqual(CHECKS.map(({ id, title, needs }) => [`\`${id}\``, title, needs.join(', ')]));
});
