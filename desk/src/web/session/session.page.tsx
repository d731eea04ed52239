import type { PageEntry } from '../registry.ts';

export const pages: readonly PageEntry[] = [
  { path: '/sign-in', title: 'Sign in', permission: 'public', bare: true, component: () => import('./SignIn.tsx') },
  { path: '/welcome', title: 'Welcome', permission: 'public', bare: true, component: () => import('./Welcome.tsx') },
];
