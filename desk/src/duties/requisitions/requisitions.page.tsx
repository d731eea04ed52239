/** Buy and move → Requisitions. */
import { IconShoppingCartQuestion } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/requisitions',
    title: 'Requisitions',
    group: 'Buy and move',
    icon: IconShoppingCartQuestion,
    permission: 'signed-in',
    component: () => import('./list.page.tsx'),
  },
];
