import type { Feature } from '../feature';

export const incidents: Feature = { routes: [] };
