import { queries } from '../../../api/client';

const PATHS = [
  '/api/v1/flags/{key}',
  '/api/v1/flags/{key}/history',
  '/api/v1/change-requests',
  '/api/v1/scheduled-flips',
  '/api/v1/kill-reviews',
  '/api/v1/kill-questions',
  '/api/v1/waiting',
];

/** After an act of one's own, without waiting for the hint. */
export function refreshControl(): void {
  for (const path of PATHS) void queries.invalidateQueries({ queryKey: ['get', path] });
}
