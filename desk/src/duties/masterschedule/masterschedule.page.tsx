/** Plan → Load and Commitments. */
import { IconCalendarStats, IconChartBar } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/load',
    title: 'Load',
    group: 'Plan',
    icon: IconChartBar,
    permission: 'site.see',
    component: () => import('./load.page.tsx'),
  },
  {
    path: '/commitments',
    title: 'Commitments',
    group: 'Plan',
    icon: IconCalendarStats,
    permission: 'site.see',
    component: () => import('./commitments.page.tsx'),
  },
];
