import { IconUserCircle } from '@tabler/icons-react';
import type { Feature } from '../feature';

export { AccountMenu } from './AccountMenu';
export { SignInAgain } from './SignInAgain';

export const identity: Feature = {
  openRoutes: [
    { path: '/sign-in', lazy: async () => ({ Component: (await import('./SignInPage')).SignInPage }) },
    { path: '/welcome', lazy: async () => ({ Component: (await import('./WelcomePage')).WelcomePage }) },
  ],
  routes: [{ path: '/account', lazy: async () => ({ Component: (await import('./AccountPage')).AccountPage }) }],
  commands: [{ label: 'Change your password', to: '/account', icon: IconUserCircle, keywords: ['account'] }],
};
