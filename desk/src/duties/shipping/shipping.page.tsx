/** The phone of who sends goods to customers; on the desk it stands with the order. */
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/ship',
    title: 'Ship',
    palette: true,
    permission: 'stock.write',
    terminal: true,
    component: () => import('./phone.page.tsx'),
  },
  {
    path: '/ship/$order/$line',
    title: 'Ship',
    permission: 'stock.write',
    terminal: true,
    component: () => import('./phone.page.tsx'),
  },
];
