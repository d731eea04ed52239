/** Plan → Rush order. */
import { IconBolt } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/rush',
    title: 'Rush order',
    group: 'Plan',
    icon: IconBolt,
    permission: 'site.see',
    component: () => import('./ask.page.tsx'),
  },
];
