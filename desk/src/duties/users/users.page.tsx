/** The pages of people: who works here, one's own profile, what the roles may, the password by a link. */
import { IconKey, IconUserCircle, IconUsers } from '@tabler/icons-react';
import type { PageEntry } from '../../web/registry.ts';

export const pages: readonly PageEntry[] = [
  {
    path: '/users',
    title: 'Users',
    group: 'Set-up',
    icon: IconUsers,
    permission: 'users.write',
    component: () => import('./people.page.tsx'),
  },
  {
    path: '/roles',
    title: 'Roles',
    group: 'Set-up',
    icon: IconKey,
    permission: 'signed-in',
    component: () => import('./roles.page.tsx'),
  },
  {
    path: '/profile',
    title: 'Your profile',
    group: 'Set-up',
    icon: IconUserCircle,
    permission: 'signed-in',
    component: () => import('./profile.page.tsx'),
  },
  {
    path: '/set-password',
    title: 'Set your password',
    permission: 'public',
    bare: true,
    component: () => import('./set-password.page.tsx'),
  },
];
