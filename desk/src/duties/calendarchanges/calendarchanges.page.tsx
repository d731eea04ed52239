/** Set-up → Calendars. */
import { IconCalendar } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/calendars',
    title: 'Calendars',
    group: 'Set-up',
    icon: IconCalendar,
    permission: 'site.see',
    component: () => import('./calendars.page.tsx'),
  },
];
