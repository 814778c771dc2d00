import type { Feature } from '../feature';

export const settings: Feature = { routes: [] };
