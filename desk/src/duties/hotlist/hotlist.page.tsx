/** Today → Hot list: the first page of the product. */
import { IconFlame } from '@tabler/icons-react';
import { pageSize } from '../../web/kit/grid/held.ts';
import { lookedAt } from '../../web/plan/looked.ts';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/hot-list',
    title: 'Hot list',
    group: 'Today',
    icon: IconFlame,
    permission: 'site.see',
    component: () => import('./list.page.tsx'),
    asksFirst: (site, { view, search, sort, filter, group }) =>
      (view ?? search ?? sort ?? filter ?? group)
        ? undefined
        : { path: '/hot-list', query: { looked: lookedAt(site), limit: pageSize, offset: 0 } },
  },
];
