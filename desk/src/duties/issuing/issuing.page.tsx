/** Materials → Pick and deliver. */
import { IconBasket } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/picking',
    title: 'Pick and deliver',
    group: 'Materials',
    icon: IconBasket,
    permission: 'stock.see',
    component: () => import('./lists.page.tsx'),
  },
  {
    path: '/picking/$order',
    title: 'Pick list',
    permission: 'stock.see',
    component: () => import('./picklist.page.tsx'),
  },
];
