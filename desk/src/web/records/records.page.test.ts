import { expect, it } from 'vitest';
import { kinds } from '../../duties/records/records.ts';
import { pages } from '../pages.ts';
import { recordPath } from '../paths.ts';

it('every record is reached from the rail or the palette, but for those with a page of another duty', () => {
  const reached = new Set(pages.filter((page) => page.group ?? page.palette).map((page) => page.path));
  const hidden = kinds.map((kind) => kind.name).filter((name) => !reached.has(recordPath(name)));
  expect(hidden).toEqual(['calendars', 'customer_lines']);
});
