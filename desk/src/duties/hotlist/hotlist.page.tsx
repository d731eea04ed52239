/** Today → Hot list: the first page of the product. */
import { IconFlame } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/hot-list',
    title: 'Hot list',
    group: 'Today',
    icon: IconFlame,
    permission: 'site.see',
    component: () => import('./list.page.tsx'),
  },
];
