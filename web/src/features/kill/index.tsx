import { IconPower } from '@tabler/icons-react';
import { queries } from '../../api/client';
import { sessionQuery } from '../../api/session';
import type { Feature } from '../feature';
import { boardQuery } from './board-query';
import { KillPage } from './KillPage';

export const kill: Feature = {
  routes: [
    {
      path: '/kill',
      // Part of the first script: whoever opens this page has no time for a second one.
      Component: KillPage,
      // The data are asked for before it is drawn.
      loader: () => {
        if (queries.getQueryData(sessionQuery.queryKey)?.signedIn !== false) void queries.prefetchQuery(boardQuery);
        return null;
      },
      shouldRevalidate: () => false,
    },
  ],
  nav: [{ label: 'Kill', to: '/kill', icon: IconPower, group: 'act', order: 20, keys: 'g k', onPhone: true }],
  commands: [
    { label: 'Turn off a flag in production', to: '/kill', icon: IconPower, keywords: ['kill', 'switch', 'disable'] },
  ],
};
