import { IconFlame } from '@tabler/icons-react';
import type { Feature } from '../feature';
import { DeclareDoor } from './DeclareDoor';

export const incidents: Feature = {
  routes: [
    { path: '/incidents', lazy: async () => ({ Component: (await import('./IncidentsPage')).IncidentsPage }) },
    { path: '/incidents/:id', lazy: async () => ({ Component: (await import('./IncidentPage')).IncidentPage }) },
  ],
  nav: [{ label: 'Incidents', to: '/incidents', icon: IconFlame, group: 'act', order: 30, keys: 'g i', onPhone: true }],
  commands: [
    {
      label: 'Declare an incident',
      to: '?declare',
      icon: IconFlame,
      permission: 'incidents:write',
      keywords: ['outage', 'down', 'emergency', 'page'],
    },
  ],
  everywhere: [DeclareDoor],
};
