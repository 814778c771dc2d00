import type { Feature } from '../feature';

export const gates: Feature = { routes: [] };
