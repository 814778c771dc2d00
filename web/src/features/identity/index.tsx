import { IconHistory, IconUserCircle } from '@tabler/icons-react';
import type { Feature } from '../feature';

export { AccountMenu } from './AccountMenu';
export { SignInAgain } from './SignInAgain';

export const identity: Feature = {
  openRoutes: [
    { path: '/sign-in', lazy: async () => ({ Component: (await import('./SignInPage')).SignInPage }) },
    { path: '/welcome', lazy: async () => ({ Component: (await import('./WelcomePage')).WelcomePage }) },
  ],
  routes: [
    { path: '/account', lazy: async () => ({ Component: (await import('./AccountPage')).AccountPage }) },
    { path: '/audit', lazy: async () => ({ Component: (await import('./AuditPage')).AuditPage }) },
  ],
  nav: [{ label: 'Audit', to: '/audit', icon: IconHistory, group: 'system', order: 95, keys: 'g a' }],
  commands: [{ label: 'Change your password', to: '/account', icon: IconUserCircle, keywords: ['account'] }],
};
