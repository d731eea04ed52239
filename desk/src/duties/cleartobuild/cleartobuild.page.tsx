/** Make → Clear to build. */
import { IconChecklist } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/clear-to-build',
    title: 'Clear to build',
    group: 'Make',
    icon: IconChecklist,
    permission: 'orders.see',
    component: () => import('./list.page.tsx'),
  },
];
