/** Materials → Pick and deliver; and the phone to pick with. */
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
  {
    path: '/pick',
    title: 'Pick',
    palette: true,
    permission: 'stock.write',
    terminal: true,
    component: () => import('./phone.page.tsx'),
  },
  {
    path: '/pick/$order',
    title: 'Pick',
    permission: 'stock.write',
    terminal: true,
    component: () => import('./phone.page.tsx'),
  },
];
