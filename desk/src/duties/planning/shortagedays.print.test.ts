import { expect, it } from 'vitest';
import { pagesOf, textOf } from '../../server/pdf.test-support.ts';
import { shortageDaysPdf } from './shortagedays.print.ts';

const of = { site: 'Lindtal', zone: 'Europe/Berlin', today: '2026-11-03', days: 14 };
const version = { number: 7, made_at: '2026-11-03T06:00:00.000Z' };
const row = {
  day: '2026-11-05',
  area: 'WELD',
  work_centre: 'WELD-1',
  item: 'TUBE',
  item_name: 'Tube 28 mm',
  unit: 'm',
  qty: 40,
  supply: 'purchase/PO-1/2',
  expected: '2026-11-09T11:00:00.000Z',
  order: 'work/MO-1',
  makes: 'FRAME',
  late_days: 2.5,
};

it('a page for each area says what is short, what it comes with, and which order it stops', async () => {
  const rows = [
    row,
    { ...row, area: 'PAINT', item: 'LACQUER', supply: 'buy/3', expected: null, late_days: 0.004 },
    { ...row, area: '', item: 'SADDLE', order: 'planned/17', late_days: -3 },
  ];
  const bytes = await shortageDaysPdf({ version, rows }, of, { compress: false });
  expect(pagesOf(bytes)).toBe(3);
  const pages = textOf(bytes).split(/^(?=Shortages {2})/m);
  const [none, paint, weld] = pages.map((page) => page.split('\n'));
  expect(weld).toEqual(
    expect.arrayContaining([
      'Shortages  WELD',
      'Lindtal   14 days   version 7, made 2026-11-03 07:00',
      '!',
      'Thu 5 Nov',
      'TUBE  Tube 28 mm',
      '40 m',
      'PO-1/2',
      '2026-11-09 12:00',
      'MO-1  FRAME',
      '+2.5 d',
    ]),
  );
  expect(paint).toEqual(
    expect.arrayContaining(['Shortages  PAINT', '!', 'planned purchase 3', 'nobody knows', 'no working day']),
  );
  expect(none).toEqual(expect.arrayContaining(['Shortages  No area', 'planned order 17  FRAME', '3.0 d left']));
  expect(none).not.toContain('!');
});

it('a list that is longer than its page goes on, and says so', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => ({ ...row, item: `ITEM-${n}` }));
  const bytes = await shortageDaysPdf({ version, rows }, of, { compress: false });
  expect(pagesOf(bytes)).toBe(2);
  expect(textOf(bytes)).toContain('Shortages  WELD, continued');
  expect(rows.every(({ item }) => textOf(bytes).includes(`${item}  Tube`))).toBe(true);
});

it('where nothing is short, or nothing is planned, the paper says so', async () => {
  const text = textOf(await shortageDaysPdf({ version: null, rows: [] }, of, { compress: false }));
  expect(text).toContain('Shortages  nothing is short');
  expect(text).toContain('no plan yet');
});
