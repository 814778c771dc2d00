import { IconChecklist, IconNotes } from '@tabler/icons-react';
import type { Feature } from '../feature';

export { PostmortemState } from './PostmortemState';

export const postmortems: Feature = {
  routes: [
    { path: '/postmortems', lazy: async () => ({ Component: (await import('./PostmortemsPage')).PostmortemsPage }) },
    { path: '/postmortems/:id', lazy: async () => ({ Component: (await import('./PostmortemPage')).PostmortemPage }) },
    { path: '/actions', lazy: async () => ({ Component: (await import('./ActionsPage')).ActionsPage }) },
  ],
  nav: [
    { label: 'Postmortems', to: '/postmortems', icon: IconNotes, group: 'learn', order: 70, keys: 'g p' },
    { label: 'Actions', to: '/actions', icon: IconChecklist, group: 'learn', order: 75, keys: 'g t' },
  ],
  commands: [
    { label: 'Overdue actions', to: '/actions?overdue=true', icon: IconChecklist, keywords: ['late', 'due', 'todo'] },
  ],
};
