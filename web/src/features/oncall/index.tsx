import { IconBell, IconPhoneCall } from '@tabler/icons-react';
import type { Feature } from '../feature';

export { OnCallLine, useOnCall } from './OnCallLine';

export const oncall: Feature = {
  routes: [
    { path: '/on-call', lazy: async () => ({ Component: (await import('./OnCallPage')).OnCallPage }) },
    { path: '/on-call/:schedule', lazy: async () => ({ Component: (await import('./SchedulePage')).SchedulePage }) },
    { path: '/alerts', lazy: async () => ({ Component: (await import('./AlertsPage')).AlertsPage }) },
    { path: '/alerts/:id', lazy: async () => ({ Component: (await import('./AlertPage')).AlertPage }) },
  ],
  nav: [{ label: 'On call', to: '/on-call', icon: IconPhoneCall, group: 'learn', order: 80, keys: 'g o' }],
  commands: [
    { label: 'Am I on call?', to: '/on-call', icon: IconPhoneCall, keywords: ['schedule', 'rotation', 'shift'] },
    { label: 'Alerts', to: '/alerts', icon: IconBell, keywords: ['monitoring', 'page'] },
    { label: 'New schedule', to: '/on-call?schedule=new', icon: IconPhoneCall, permission: 'oncall:write' },
  ],
};
