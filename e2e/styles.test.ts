/** The pages carry the styles of the components that they use, and no others: the whole sheet is read before anything is drawn. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const built = at('../desk/dist-web/assets/');
const library = at('../node_modules/@mantine/core/styles/');
const all = (ending: string) =>
  readdirSync(built)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(built + name, 'utf8'))
    .join('\n');
/** Every class of the library has a name of its own: "m_4081bf90". */
const classesIn = (text: string) => new Set(text.match(/\bm_[0-9a-f]+\b/g));

it('every component that is used has its styles, and only those have', () => {
  const [used, styled] = [classesIn(all('.js')), classesIn(all('.css'))];
  const sheets = readdirSync(library)
    .filter((name) => name.endsWith('.css') && !name.endsWith('.layer.css'))
    .map((name) => ({ name, own: [...classesIn(readFileSync(library + name, 'utf8'))] }))
    .filter(({ own }) => own.length > 0);
  const named = (names: ReadonlySet<string>) =>
    sheets.filter(({ own }) => own.some((one) => names.has(one))).map(({ name }) => name);
  expect(named(used).length).toBeGreaterThan(20);
  expect(named(styled)).toEqual(named(used));
});
