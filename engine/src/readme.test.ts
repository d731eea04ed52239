import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'hotlist-readme-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the small factory of the README is planned as it says', async () => {
  const code = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const door = fileURLToPath(new URL('./index.ts', import.meta.url));
  const file = join(folder, 'factory.ts');
  writeFileSync(file, code.replace("'@hotlist/engine'", JSON.stringify(door)));
  const shown = await import(/* @vite-ignore */ pathToFileURL(file).href);
  expect(shown.broken).toEqual([]);
  expect(shown.why).toBe(
    'Demand D1 for 3 CHAIR, due 7 Jan 16:00, ships 8 Jan 12:00: 20 hours late. No plan ships it before 8 Jan 10:00.',
  );
  expect(shown.mended).toBe('Demand D1 ships 9 Jan 12:00 instead of 8 Jan 12:00: 1 day later.');
  expect(shown.offered).toContain('CHAIR can ship 8 Jan 15:00; nobody else moves.');
  expect(shown.put).toBe('1 demand later (D1 +1 day).');
  expect(shown.saved).toMatch(
    /^buy\/1 with WOOD .* premium freight, 7 Jan 00:00: it ships 7 Jan 16:00 .*, 20 hours sooner/,
  );
  expect(shown.helps).toBe('If WOOD were there now, it would be 7 Jan 16:00 instead of 8 Jan 12:00: 20 hours sooner.');
  expect(shown.week).toEqual({ capacity: 40 * 3600, load: 4 * 3600, families: { CHAIR: 4 * 3600 } });
});
