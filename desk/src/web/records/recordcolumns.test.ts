import { expect, it } from 'vitest';
import { downtimes } from '../../duties/workcentres/workcentres.ts';
import { recordColumns } from './recordcolumns.ts';

it('what lasts from one moment to another is shown with its hours, and how long', () => {
  const columns = recordColumns(downtimes, {
    may: () => true,
    addressOf: () => undefined,
    suggest: () => Promise.resolve([]),
  });
  const row = {
    id: 1,
    version: 1,
    machine: 'W1',
    down_from: '2026-11-30T06:00:00.000Z',
    down_to: '2026-11-30T09:30:00.000Z',
    reason: null,
  };
  const column = (id: string) => columns.find((one) => one.id === id);
  expect(column('down_from')?.draw?.(row)).toMatchObject({ props: { at: row.down_from, time: true } });
  expect(column('lasts')?.value(row)).toBe(3.5 * 3600);
  expect(columns.at(-1)?.id).toBe('lasts');
});
