/** Set-up → Import; the rows put aside are reached from there. */
import { IconFileImport } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/import',
    title: 'Import',
    group: 'Set-up',
    icon: IconFileImport,
    permission: 'stock.see',
    component: () => import('./import.page.tsx'),
  },
  {
    path: '/import/erp',
    title: 'Beside an ERP',
    permission: 'stock.see',
    component: () => import('./erp.page.tsx'),
  },
  {
    path: '/import/parked',
    title: 'Parked rows',
    permission: 'stock.see',
    component: () => import('./parked.page.tsx'),
  },
];
