import { IconFlag } from '@tabler/icons-react';
import type { Feature } from '../feature';

export const flags: Feature = {
  routes: [
    { path: '/flags', lazy: async () => ({ Component: (await import('./FlagsPage')).FlagsPage }) },
    { path: '/flags/:key', lazy: async () => ({ Component: (await import('./FlagPage')).FlagPage }) },
  ],
  nav: [{ label: 'Flags', to: '/flags', icon: IconFlag, group: 'act', order: 40, keys: 'g f', onPhone: true }],
  commands: [
    { label: 'Create a flag', to: '/flags?new=1', icon: IconFlag, permission: 'flags:write', keywords: ['new', 'add'] },
    {
      label: 'Flags that owe something',
      to: '/flags?debt=any',
      icon: IconFlag,
      keywords: ['debt', 'expired', 'stale'],
    },
  ],
};
