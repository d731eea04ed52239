/** Materials → Where is it. */
import { IconMapPinSearch } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/where',
    title: 'Where is it',
    group: 'Materials',
    icon: IconMapPinSearch,
    permission: 'stock.see',
    component: () => import('./where.page.tsx'),
  },
];
