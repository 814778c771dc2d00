import { IconKey, IconServer, IconSettings, IconUserPlus, IconUsersGroup } from '@tabler/icons-react';
import { Navigate } from 'react-router';
import type { Feature } from '../feature';

export const settings: Feature = {
  routes: [
    { path: '/settings', element: <Navigate to="/settings/services" replace /> },
    { path: '/settings/services', lazy: async () => ({ Component: (await import('./ServicesPage')).ServicesPage }) },
    { path: '/settings/teams', lazy: async () => ({ Component: (await import('./TeamsPage')).TeamsPage }) },
    { path: '/settings/people', lazy: async () => ({ Component: (await import('./PeoplePage')).PeoplePage }) },
    { path: '/settings/tokens', lazy: async () => ({ Component: (await import('./TokensPage')).TokensPage }) },
    {
      path: '/settings/alert-sources',
      lazy: async () => ({ Component: (await import('./AlertSourcesPage')).AlertSourcesPage }),
    },
    {
      path: '/settings/merge-policies',
      lazy: async () => ({ Component: (await import('./MergePolicyPage')).MergePolicyPage }),
    },
    {
      path: '/settings/flags',
      lazy: async () => ({ Component: (await import('./FlagSettingsPage')).FlagSettingsPage }),
    },
    {
      path: '/settings/approvals',
      lazy: async () => ({ Component: (await import('./ChangePolicyPage')).ChangePolicyPage }),
    },
    {
      path: '/settings/integrations',
      lazy: async () => ({ Component: (await import('./IntegrationsPage')).IntegrationsPage }),
    },
    { path: '/settings/outgoing', lazy: async () => ({ Component: (await import('./OutgoingPage')).OutgoingPage }) },
    {
      path: '/settings/outgoing/:id',
      lazy: async () => ({ Component: (await import('./DeliveriesPage')).DeliveriesPage }),
    },
  ],
  nav: [{ label: 'Settings', to: '/settings', icon: IconSettings, group: 'system', order: 99, keys: 'g s' }],
  commands: [
    { label: 'Add a service', to: '/settings/services?create=1', icon: IconServer, permission: 'catalog:write' },
    { label: 'Add a team', to: '/settings/teams?create=1', icon: IconUsersGroup, permission: 'catalog:write' },
    { label: 'Invite a person', to: '/settings/people?create=1', icon: IconUserPlus, permission: 'admin' },
    { label: 'Create a token', to: '/settings/tokens?create=1', icon: IconKey, permission: 'admin' },
  ],
};
