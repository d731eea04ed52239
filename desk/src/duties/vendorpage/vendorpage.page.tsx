import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/vendor/$token',
    title: 'Order lines',
    permission: 'vendor-link',
    bare: true,
    component: () => import('./VendorPage.tsx'),
  },
];
