import { IconChecklist, IconFlag, IconRecycle } from '@tabler/icons-react';
import type { Feature } from '../feature';

export { ReceiptList, useReceipts } from './Receipts';
export { tallyText } from './receipts';

export const flags: Feature = {
  routes: [
    {
      path: '/requests',
      lazy: async () => ({ Component: (await import('./control/RequestsPage')).RequestsPage }),
    },
    { path: '/flags', lazy: async () => ({ Component: (await import('./FlagsPage')).FlagsPage }) },
    { path: '/flag-debt', lazy: async () => ({ Component: (await import('./debt/DebtPage')).DebtPage }) },
    { path: '/flag-import', lazy: async () => ({ Component: (await import('./exchange/ImportPage')).ImportPage }) },
    { path: '/segments', lazy: async () => ({ Component: (await import('./targeting/SegmentsPage')).SegmentsPage }) },
    { path: '/flags/:key', lazy: async () => ({ Component: (await import('./FlagPage')).FlagPage }) },
  ],
  nav: [
    { label: 'Flags', to: '/flags', icon: IconFlag, group: 'act', order: 40, keys: 'g f', onPhone: true },
    { label: 'Requests', to: '/requests', icon: IconChecklist, group: 'act', order: 45, keys: 'g q' },
    { label: 'Flag debt', to: '/flag-debt', icon: IconRecycle, group: 'learn', order: 65 },
  ],
  commands: [
    { label: 'Segments', to: '/segments', icon: IconFlag, keywords: ['targeting', 'rules', 'groups'] },
    { label: 'Create a flag', to: '/flags?new=1', icon: IconFlag, permission: 'flags:write', keywords: ['new', 'add'] },
    {
      label: 'Import flags from another system',
      to: '/flag-import',
      icon: IconFlag,
      permission: 'flags:write',
      keywords: ['unleash', 'launchdarkly', 'flagd'],
    },
    {
      label: 'Flags that owe something',
      to: '/flags?debt=any',
      icon: IconFlag,
      keywords: ['debt', 'expired', 'stale'],
    },
    { label: 'Ask for a waiver of flag debt', to: '/flag-debt?waive=1', icon: IconRecycle, permission: 'flags:write' },
  ],
};
