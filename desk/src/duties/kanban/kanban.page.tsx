/** Materials → Kanban; and the phone of who finds a bin empty. */
import { IconCards } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/kanban',
    title: 'Kanban',
    group: 'Materials',
    icon: IconCards,
    permission: 'stock.see',
    component: () => import('./list.page.tsx'),
  },
  {
    path: '/bin',
    title: 'Empty bin',
    palette: true,
    permission: 'problems.write',
    terminal: true,
    component: () => import('./phone.page.tsx'),
  },
  {
    path: '/bin/$loop/$bin',
    title: 'Empty bin',
    permission: 'problems.write',
    terminal: true,
    component: () => import('./phone.page.tsx'),
  },
];
