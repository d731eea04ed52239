/** Set-up → Connections: how Hotlist reaches the world. */
import { IconPlugConnected } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/connections',
    title: 'Connections',
    group: 'Set-up',
    icon: IconPlugConnected,
    permission: 'users.write',
    component: () => import('./connections.page.tsx'),
  },
];
