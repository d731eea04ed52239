/** Folders of the command line: read whole, and written so that a half-written one is never seen. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { badArgument } from './command.ts';

/** Bytes of the files directly in `folder` that end in one of `endings`; a single file is a folder of one. */
export async function readFiles(folder: string, endings: readonly string[]): Promise<Map<string, Uint8Array>> {
  if (!existsSync(folder)) throw badArgument(`${folder} does not exist.`);
  if ((await stat(folder)).isFile()) return new Map([[basename(folder), await readFile(folder)]]);
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((one) => one.isFile() && endings.some((ending) => one.name.toLowerCase().endsWith(ending)))
    .map((one) => one.name);
  const files = new Map<string, Uint8Array>();
  for (const name of names.toSorted()) files.set(name, await readFile(join(folder, name)));
  return files;
}

/**
 * Writes all files beside `folder` and then puts them in place: into a new folder by one rename, into a folder that
 * is there file by file, other files in it untouched.
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string | Iterable<string>>): Promise<void> {
  const target = resolve(folder);
  if (existsSync(target) && !(await stat(target)).isDirectory())
    throw badArgument(`${folder} is a file. Maybe name a folder.`);
  await mkdir(dirname(target), { recursive: true });
  const beside = join(dirname(target), `.${basename(target)}-${process.pid}`);
  await mkdir(beside);
  try {
    for (const [name, text] of files) await writeFile(join(beside, name), text);
    if (!existsSync(target)) await rename(beside, target);
    else for (const name of files.keys()) await rename(join(beside, name), join(target, name));
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}
