import { IconComponents } from '@tabler/icons-react';
import type { PageEntry } from '../registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/kit',
    title: 'Kit',
    icon: IconComponents,
    permission: 'signed-in',
    component: () => import('./KitPage.tsx'),
  },
];
