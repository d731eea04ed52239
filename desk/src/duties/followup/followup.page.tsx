/** Buy and move → Follow-up. */
import { IconPhoneCall } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/follow-up',
    title: 'Follow-up',
    group: 'Buy and move',
    icon: IconPhoneCall,
    permission: 'site.see',
    component: () => import('./calls.page.tsx'),
  },
];
