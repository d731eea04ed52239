/** Plan → By hand: a work centre is chosen, its schedule is typed. */
import { IconTablePlus } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/byhand',
    title: 'By hand',
    group: 'Plan',
    icon: IconTablePlus,
    permission: 'site.see',
    component: () => import('./centres.page.tsx'),
  },
  {
    path: '/byhand/$workCentre',
    title: 'By hand',
    permission: 'site.see',
    component: () => import('./centre.page.tsx'),
  },
];
