/** Materials → Stock. */
import { IconBuildingWarehouse, IconCoins, IconLock } from '@tabler/icons-react';
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
  {
    path: '/stock-values',
    title: 'Value of stock',
    group: 'Materials',
    icon: IconCoins,
    permission: 'site.see',
    component: () => import('./valuation.page.tsx'),
  },
  { path: '/lots/$item', title: 'Lot', permission: 'stock.see', component: () => import('./trace.page.tsx') },
];
