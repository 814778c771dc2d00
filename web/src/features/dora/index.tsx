import type { Feature } from '../feature';

export const dora: Feature = { routes: [] };
