/** Plan → Material plan and Versions. */
import { IconGitBranch, IconListCheck } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/material-plan',
    title: 'Material plan',
    group: 'Plan',
    icon: IconListCheck,
    permission: 'site.see',
    component: () => import('./materialplan.page.tsx'),
  },
  {
    path: '/versions',
    title: 'Versions',
    group: 'Plan',
    icon: IconGitBranch,
    permission: 'site.see',
    component: () => import('./versions.page.tsx'),
  },
  {
    path: '/versions/$from/compare/$to',
    title: 'Two versions',
    permission: 'site.see',
    component: () => import('./compare.page.tsx'),
  },
];
