import { IconInbox } from '@tabler/icons-react';
import type { Feature } from '../feature';

export const ingest: Feature = {
  routes: [
    { path: '/receipts', lazy: async () => ({ Component: (await import('./ReceiptsPage')).ReceiptsPage }) },
    { path: '/receipts/dead-jobs', lazy: async () => ({ Component: (await import('./DeadJobsPage')).DeadJobsPage }) },
    { path: '/receipts/:id', lazy: async () => ({ Component: (await import('./ReceiptPage')).ReceiptPage }) },
  ],
  nav: [{ label: 'Receipts', to: '/receipts', icon: IconInbox, group: 'system', order: 90, keys: 'g r' }],
  commands: [
    {
      label: 'Show the quarantine',
      to: '/receipts?status=quarantined',
      icon: IconInbox,
      keywords: ['webhook', 'github', 'replay'],
    },
    { label: 'Show dead jobs', to: '/receipts/dead-jobs', icon: IconInbox, keywords: ['retry', 'queue'] },
  ],
};
