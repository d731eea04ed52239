/** Plan → By hand: a work centre is chosen, its schedule is typed. */
import { IconTablePlus } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

const asksFirst: PageEntry['asksFirst'] = (_, { version }) => ({ path: '/board', query: { version } });

export const pages: readonly PageEntry[] = [
  {
    path: '/byhand',
    title: 'By hand',
    group: 'Plan',
    icon: IconTablePlus,
    permission: 'site.see',
    component: () => import('./centres.page.tsx'),
    asksFirst,
  },
  {
    path: '/byhand/$workCentre',
    title: 'By hand',
    permission: 'site.see',
    component: () => import('./centre.page.tsx'),
    asksFirst,
  },
];
