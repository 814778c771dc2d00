import { IconShieldCheck } from '@tabler/icons-react';
import type { Feature } from '../feature';

export const gates: Feature = {
  routes: [
    { path: '/verdicts', lazy: async () => ({ Component: (await import('./VerdictsPage')).VerdictsPage }) },
    { path: '/verdicts/:id', lazy: async () => ({ Component: (await import('./VerdictPage')).VerdictPage }) },
  ],
  nav: [{ label: 'Verdicts', to: '/verdicts', icon: IconShieldCheck, group: 'learn', order: 60, keys: 'g v' }],
  commands: [
    {
      label: 'Override a governor',
      to: '/verdicts?override=1',
      icon: IconShieldCheck,
      permission: 'incidents:write',
      keywords: ['change fail', 'release', 'lift'],
    },
  ],
};
