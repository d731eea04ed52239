/** Today → My day: what is late or due today, what waits for approval, which list is to be acknowledged, which tickets are to print, what the store is to do; made for a phone. */
import { IconCalendarDue } from '@tabler/icons-react';
import type { PageEntry } from '../registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/today',
    title: 'Today',
    group: 'Today',
    icon: IconCalendarDue,
    permission: 'signed-in',
    component: () => import('./Today.tsx'),
  },
];
