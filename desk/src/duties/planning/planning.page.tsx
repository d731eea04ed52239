/** Plan → Material plan, and two versions beside each other. */
import { IconListCheck } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/material-plan',
    title: 'Material plan',
    group: 'Plan',
    icon: IconListCheck,
    permission: 'stock.see',
    component: () => import('./materialplan.page.tsx'),
  },
  {
    path: '/versions/$from/compare/$to',
    title: 'Two versions',
    permission: 'site.see',
    component: () => import('./compare.page.tsx'),
  },
];
