/** Where the house opens for somebody who named no page: at the first of these that he may open. */
import type { Permission } from '../house/permission.ts';
import { pages } from './pages.ts';
import type { PagePath } from './paths.ts';
import type { PageEntry } from './registry.ts';

const homes: readonly PagePath[] = ['/hot-list', '/dispatch', '/stock', '/profile'];

export function homeOf(may: (permission: Permission) => boolean): PageEntry {
  const open = homes
    .map((path) => pages.find((page) => page.path === path))
    .find((page) => page && may(page.permission));
  if (!open) throw new Error(`none of ${homes.join(', ')} may be opened by who is signed in`);
  return open;
}
