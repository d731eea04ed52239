/** Make → Dispatch, Tickets, Progress, Walls; and the terminal on the floor. */
import { IconClipboardCheck, IconDeviceTv, IconListNumbers, IconTicket } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/dispatch',
    title: 'Dispatch lists',
    group: 'Make',
    word: 'Dispatch',
    icon: IconListNumbers,
    permission: 'own-work.see',
    component: () => import('./dispatch.page.tsx'),
  },
  {
    path: '/tickets',
    title: 'Tickets',
    group: 'Make',
    icon: IconTicket,
    permission: 'own-work.see',
    component: () => import('./tickets.page.tsx'),
  },
  {
    path: '/progress',
    title: 'Progress',
    group: 'Make',
    icon: IconClipboardCheck,
    permission: 'own-work.see',
    component: () => import('./progress.page.tsx'),
  },
  {
    path: '/wall',
    title: 'Walls',
    group: 'Make',
    icon: IconDeviceTv,
    permission: 'own-work.see',
    component: () => import('./walls.page.tsx'),
  },
  {
    path: '/wall/$workCentre',
    title: 'Wall',
    permission: 'own-work.see',
    wall: true,
    component: () => import('./wall.page.tsx'),
  },
  {
    path: '/report',
    title: 'Report',
    permission: 'own-work.see',
    terminal: true,
    component: () => import('./report.page.tsx'),
  },
  {
    path: '/report/$ticket',
    title: 'Report',
    permission: 'own-work.see',
    terminal: true,
    component: () => import('./report.page.tsx'),
  },
];
