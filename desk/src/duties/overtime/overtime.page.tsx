/** Plan → Overtime. */
import { IconClockPlus } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/overtime',
    title: 'Overtime',
    group: 'Plan',
    icon: IconClockPlus,
    permission: 'site.see',
    component: () => import('./ask.page.tsx'),
  },
];
