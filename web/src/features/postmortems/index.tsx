import type { Feature } from '../feature';

export const postmortems: Feature = { routes: [] };
