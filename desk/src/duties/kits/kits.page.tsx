/** Materials → Kits. */
import { IconPackages } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/kits',
    title: 'Kits',
    group: 'Materials',
    icon: IconPackages,
    permission: 'stock.see',
    component: () => import('./list.page.tsx'),
  },
];
