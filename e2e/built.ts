import { fileURLToPath } from 'node:url';
import { build } from '../setup/build.mjs';

/** Vitest's global set-up of the browser's stories: they run against what is built, so it must be built from what is there. */
export default async function setup(): Promise<void> {
  await build(fileURLToPath(new URL('..', import.meta.url)));
}
