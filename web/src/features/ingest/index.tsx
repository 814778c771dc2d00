import type { Feature } from '../feature';

export const ingest: Feature = { routes: [] };
