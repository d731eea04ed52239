/** Set-up → History of changes. */
import { IconHistory } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/history',
    title: 'History of changes',
    group: 'Set-up',
    word: 'History',
    icon: IconHistory,
    permission: 'site.see',
    component: () => import('./history.page.tsx'),
  },
];
