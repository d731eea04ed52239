/** Materials → Stock. */
import { IconBuildingWarehouse } from '@tabler/icons-react';
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
  { path: '/lots/$item', title: 'Lot', permission: 'stock.see', component: () => import('./trace.page.tsx') },
];
