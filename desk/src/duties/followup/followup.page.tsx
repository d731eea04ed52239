/** Buy and move → Follow-up. */
import { IconInbox, IconPhoneCall } from '@tabler/icons-react';
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
  {
    path: '/mail-inbox',
    title: 'Mail inbox',
    group: 'Buy and move',
    icon: IconInbox,
    permission: 'calls.write',
    component: () => import('./inbox.page.tsx'),
  },
];
