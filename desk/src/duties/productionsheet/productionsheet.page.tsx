/** Orders, one order, one item, and the morning review. */
import { IconCalendarTime, IconListDetails, IconZoomQuestion } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

const order = () => import('./order.page.tsx');

export const pages: readonly PageEntry[] = [
  {
    path: '/since-yesterday',
    title: 'Since yesterday',
    group: 'Today',
    icon: IconCalendarTime,
    permission: 'site.see',
    component: () => import('./since.page.tsx'),
  },
  {
    path: '/disbelieve',
    title: 'Inputs I disbelieve',
    group: 'Today',
    icon: IconZoomQuestion,
    permission: 'site.see',
    component: () => import('./disbelieve.page.tsx'),
  },
  {
    path: '/orders',
    title: 'Orders',
    group: 'Plan',
    icon: IconListDetails,
    permission: 'orders.see',
    component: () => import('./orders.page.tsx'),
  },
  { path: '/orders/$order', title: 'Order', permission: 'orders.see', component: order },
  { path: '/orders/$order/$line', title: 'Order', permission: 'orders.see', component: order },
  { path: '/items/$code', title: 'Item', permission: 'stock.see', component: () => import('./item.page.tsx') },
];
