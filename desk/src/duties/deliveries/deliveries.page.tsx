/** Materials → Deliveries; and the phone of who brings them. */
import { IconForklift } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/deliveries',
    title: 'Deliveries',
    group: 'Materials',
    icon: IconForklift,
    permission: 'stock.see',
    component: () => import('./list.page.tsx'),
  },
  {
    path: '/deliver',
    title: 'Deliver',
    palette: true,
    permission: 'stock.write',
    terminal: true,
    component: () => import('./phone.page.tsx'),
  },
  {
    path: '/deliver/$number',
    title: 'Deliver',
    permission: 'stock.write',
    terminal: true,
    component: () => import('./phone.page.tsx'),
  },
];
