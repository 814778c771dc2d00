import { IconRefresh } from '@tabler/icons-react';
import type { Feature } from '../feature';

export const loop: Feature = {
  routes: [{ path: '/', lazy: async () => ({ Component: (await import('./LoopPage')).LoopPage }) }],
  nav: [{ label: 'Loop', to: '/', icon: IconRefresh, group: 'act', order: 10, keys: 'g l', onPhone: true }],
};
