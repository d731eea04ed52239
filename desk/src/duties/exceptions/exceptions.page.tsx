/** Plan → Exceptions. */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/exceptions',
    title: 'Exceptions',
    group: 'Plan',
    icon: IconAlertTriangle,
    permission: 'site.see',
    component: () => import('./list.page.tsx'),
  },
];
