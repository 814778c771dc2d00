import { IconFlag } from '@tabler/icons-react';
import type { Feature } from '../feature';

export const flags: Feature = {
  routes: [{ path: '/flags', lazy: async () => ({ Component: (await import('./FlagsPage')).FlagsPage }) }],
  nav: [{ label: 'Flags', to: '/flags', icon: IconFlag, group: 'act', order: 40, keys: 'g f', onPhone: true }],
};
