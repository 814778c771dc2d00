import { IconArrowsDiff, IconCamera, IconChartLine } from '@tabler/icons-react';
import type { Feature } from '../feature';

export { figureOf, LABELS, METRICS, valueOf, type Keys, type Metric } from './numbers/figures';
export { KeyNumber } from './numbers/KeyNumber';

export const dora: Feature = {
  routes: [
    { path: '/dora', lazy: async () => ({ Component: (await import('./DoraPage')).DoraPage }) },
    { path: '/dora/rows', lazy: async () => ({ Component: (await import('./rows/RowsPage')).RowsPage }) },
    {
      path: '/dora/snapshots',
      lazy: async () => ({ Component: (await import('./snapshots/SnapshotsPage')).SnapshotsPage }),
    },
    {
      path: '/dora/snapshots/:id',
      lazy: async () => ({ Component: (await import('./snapshots/SnapshotPage')).SnapshotPage }),
    },
    { path: '/dora/compare', lazy: async () => ({ Component: (await import('./snapshots/ComparePage')).ComparePage }) },
  ],
  nav: [{ label: 'DORA', to: '/dora', icon: IconChartLine, group: 'learn', order: 50, keys: 'g d' }],
  commands: [
    {
      label: 'Take a snapshot of delivery',
      to: '/dora/snapshots?take=1',
      icon: IconCamera,
      permission: 'dora:write',
      keywords: ['keep', 'metrics', 'before', 'after'],
    },
    {
      label: 'Compare before and after',
      to: '/dora/compare',
      icon: IconArrowsDiff,
      keywords: ['snapshots', 'improved', 'verdict'],
    },
  ],
};
