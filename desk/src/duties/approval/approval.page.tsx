/** Today → Approvals, Plan → Versions, and the page of one version. */
import { IconGitBranch, IconRubberStamp, IconSend } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/approvals',
    title: 'Approvals',
    group: 'Today',
    icon: IconRubberStamp,
    permission: 'site.see',
    component: () => import('./approvals.page.tsx'),
  },
  {
    path: '/publications',
    title: 'Publications',
    group: 'Make',
    icon: IconSend,
    permission: 'own-work.see',
    component: () => import('./publications.page.tsx'),
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
    path: '/versions/$number',
    title: 'Version',
    icon: IconGitBranch,
    permission: 'site.see',
    component: () => import('./version.page.tsx'),
  },
];
