import type { Feature } from '../feature';

export const kill: Feature = { routes: [] };
