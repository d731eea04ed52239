/** Materials → Stock. */
import { IconBuildingWarehouse, IconLock } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/stock',
    title: 'Stock',
    group: 'Materials',
    icon: IconBuildingWarehouse,
    permission: 'stock.see',
    component: () => import('./balances.page.tsx'),
  },
  {
    path: '/periods',
    title: 'Periods',
    group: 'Materials',
    icon: IconLock,
    permission: 'stock.see',
    component: () => import('./periods.page.tsx'),
  },
  { path: '/lots/$item', title: 'Lot', permission: 'stock.see', component: () => import('./trace.page.tsx') },
];
