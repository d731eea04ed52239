/** Make → Attainment. */
import { IconTargetArrow } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/attainment',
    title: 'Attainment',
    group: 'Make',
    icon: IconTargetArrow,
    permission: 'site.see',
    component: () => import('./followed.page.tsx'),
  },
];
