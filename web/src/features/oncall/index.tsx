import type { Feature } from '../feature';

export const oncall: Feature = { routes: [] };
