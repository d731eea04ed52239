/** Materials → Receiving; and the phone at the dock. */
import { IconTruckDelivery } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/receiving',
    title: 'Receiving',
    group: 'Materials',
    icon: IconTruckDelivery,
    permission: 'stock.see',
    component: () => import('./dock.page.tsx'),
  },
  {
    path: '/receive',
    title: 'Receive',
    permission: 'stock.receive',
    terminal: true,
    component: () => import('./receive.page.tsx'),
  },
  {
    path: '/receive/$text',
    title: 'Receive',
    permission: 'stock.receive',
    terminal: true,
    component: () => import('./receive.page.tsx'),
  },
];
