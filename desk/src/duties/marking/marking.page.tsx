/** Set-up → Labels: what is printed, on which printer, by which template. */
import { IconTag } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/labels',
    title: 'Labels',
    group: 'Set-up',
    icon: IconTag,
    permission: 'stock.see',
    component: () => import('./labels.page.tsx'),
  },
];
