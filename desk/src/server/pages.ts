/**
 * The pages that a server serves: a copy of what was built, of its own, in the data folder. A build made while it runs
 * takes no file from under the open pages; and the copy before stays, so that a page opened before the restart still
 * finds what it has yet to load.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';

/** Folders with pages, the newest first; none where none were built. */
export function keepPages(built: string, data: string): readonly string[] {
  const front = join(built, 'index.html');
  if (!existsSync(front)) return [];
  const kept = join(data, 'pages');
  // The front names each file by its content's hash, and those name theirs: it stands for all of them but the worker, which has no hash.
  const both = [front, join(built, 'worker.js')].filter((path) => existsSync(path));
  const name = createHash('sha256')
    .update(Buffer.concat(both.map((path) => readFileSync(path))))
    .digest('hex')
    .slice(0, 16);
  const own = join(kept, name);
  if (existsSync(own)) utimesSync(own, new Date(), new Date());
  else {
    mkdirSync(kept, { recursive: true, mode: 0o700 });
    rmSync(`${own}.new`, { recursive: true, force: true });
    cpSync(built, `${own}.new`, { recursive: true });
    renameSync(`${own}.new`, own);
  }
  const others = readdirSync(kept)
    .map((entry) => join(kept, entry))
    .filter((path) => path !== own)
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of others.slice(1)) rmSync(old, { recursive: true, force: true });
  return [own, ...others.slice(0, 1)];
}

/** The script with which the pages in `folder` begin: it tells one build from another. What is `async` runs before and beside it. */
export function entryOf(folder: string): string | undefined {
  return /<script(?![^>]* async)[^>]* src="([^"]+)"/.exec(readFileSync(join(folder, 'index.html'), 'utf8'))?.[1];
}
