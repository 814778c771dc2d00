import type { Feature } from '../feature';

export const loop: Feature = { routes: [] };
