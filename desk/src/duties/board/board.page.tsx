/** Plan → Board. */
import { IconTimeline } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/board',
    title: 'Board',
    group: 'Plan',
    icon: IconTimeline,
    permission: 'site.see',
    component: () => import('./planboard.page.tsx'),
  },
];
