import { chmodSync, chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Who PostgreSQL runs as, where that is not the person who started the desk. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; `nobody` (65534) needs no entry in the list of users. */
export function serverUser(): ServerUser | undefined {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
}

/** Where root keeps what PostgreSQL must reach but root's own folders would hide. */
export const rootsOpenFolder = '/var/lib/hotlist';

/** True when any user may come to `path` and read it. */
export function isOpenToAll(path: string): boolean {
  const own = statSync(path);
  return (own.mode & 0o004) !== 0 && isPassable(dirname(path));
}

/** True when any user may pass through `folder` and all above it. */
export function isPassable(folder: string): boolean {
  const above = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (above === folder || isPassable(above));
}

/** Gives `folder` to PostgreSQL's user, and lets that user pass through the folder it lies in. */
export function giveFolder(folder: string, user: ServerUser): void {
  chownSync(folder, user.uid, user.gid);
  const above = dirname(folder);
  if (isPassable(above)) return;
  chownSync(above, 0, user.gid);
  chmodSync(above, 0o710);
}
