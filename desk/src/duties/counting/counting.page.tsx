/** Materials → Counts; and the phone to count with. */
import { IconClipboardList } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/counts',
    title: 'Counts',
    group: 'Materials',
    icon: IconClipboardList,
    permission: 'stock.see',
    component: () => import('./counts.page.tsx'),
  },
  {
    path: '/counts/$sheet',
    title: 'Count sheet',
    permission: 'stock.see',
    component: () => import('./sheet.page.tsx'),
  },
  {
    path: '/count',
    title: 'Count',
    palette: true,
    permission: 'stock.write',
    terminal: true,
    component: () => import('./phone.page.tsx'),
  },
  {
    path: '/count/$sheet',
    title: 'Count',
    permission: 'stock.write',
    terminal: true,
    component: () => import('./phone.page.tsx'),
  },
];
