import { IconCalendarEvent, IconFireExtinguisher, IconScript } from '@tabler/icons-react';
import type { Feature } from '../feature';

export const drills: Feature = {
  routes: [
    { path: '/drills', lazy: async () => ({ Component: (await import('./DrillsPage')).DrillsPage }) },
    {
      path: '/drills/scenarios',
      lazy: async () => ({ Component: (await import('./scenarios/ScenariosPage')).ScenariosPage }),
    },
    {
      path: '/drills/scenarios/:key',
      lazy: async () => ({ Component: (await import('./scenarios/ScenarioPage')).ScenarioPage }),
    },
    {
      path: '/drills/schedules',
      lazy: async () => ({ Component: (await import('./schedules/SchedulesPage')).SchedulesPage }),
    },
    { path: '/drills/:id', lazy: async () => ({ Component: (await import('./run/RunPage')).RunPage }) },
    { path: '/drills/:id/report', lazy: async () => ({ Component: (await import('./report/ReportPage')).ReportPage }) },
  ],
  nav: [{ label: 'Drills', to: '/drills', icon: IconFireExtinguisher, group: 'learn', order: 75, keys: 'g e' }],
  commands: [
    {
      label: 'Plan a drill',
      to: '/drills?plan=1',
      icon: IconFireExtinguisher,
      permission: 'incidents:write',
      keywords: ['exercise', 'game day', 'wheel of misfortune', 'chaos'],
    },
    { label: 'Drill schedules', to: '/drills/schedules', icon: IconCalendarEvent, keywords: ['exercise', 'reminder'] },
    { label: 'Drill scenarios', to: '/drills/scenarios', icon: IconScript, keywords: ['exercise', 'yaml'] },
  ],
};
