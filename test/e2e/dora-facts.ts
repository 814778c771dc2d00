import { expect } from 'vitest';
import type { TestApp } from '../support/index.js';

/** An instant of May 2026. */
export const at = (day: number, time = '12:00:00'): string => `2026-05-${String(day).padStart(2, '0')}T${time}Z`;

export const commit = (repository: string, sha: string, parents: string[], authoredAt: string, more: object = {}) => ({
  kind: 'commit',
  id: sha,
  repository,
  parents,
  authoredAt,
  committedAt: authoredAt,
  ...more,
});

export const change = (
  repository: string,
  number: number,
  more: { mergedAt?: string; openedAt?: string; [field: string]: unknown },
) => ({
  kind: 'change',
  id: `${repository}#${number}`,
  repository,
  openedAt: more.openedAt ?? more.mergedAt ?? at(1),
  ...more,
});

export const deployment = (service: string, id: string, finishedAt: string, more: object = {}) => ({
  kind: 'deployment',
  id,
  service,
  environment: 'production',
  status: 'success',
  finishedAt,
  ...more,
});

export const incident = (service: string, id: string, startedAt: string, more: object = {}) => ({
  kind: 'incident',
  id,
  service,
  startedAt,
  ...more,
});

export interface Numbers {
  leadTime: {
    medianSeconds: number | null;
    n: number;
    pending: number;
    unattributed: number;
    approximate: number;
    stages: Record<string, { medianSeconds: number | null; n: number }>;
  };
  deploymentFrequency: { count: number; activeDays: number; perDay: number; perWeek: number };
  changeFailRate: { failed: number; total: number; rate: number | null };
  recoveryTime: { medianSeconds: number | null; lowerBoundSeconds: number | null; n: number; open: number };
  reworkRate: { rework: number; total: number };
  incidents: { total: number; external: number; unlinked: number; duplicates: number };
}

/** `GET /api/v1/dora` over May 2026. */
export async function numbersOf(app: TestApp, query: Record<string, string>): Promise<Numbers> {
  const response = await app
    .as()
    .get('/api/v1/dora')
    .query({ from: at(1, '00:00:00'), to: at(31, '00:00:00'), ...query });
  expect(response.status).toBe(200);
  return response.body as Numbers;
}
