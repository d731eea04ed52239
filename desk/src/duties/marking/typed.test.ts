import { describe, expect, it } from 'vitest';
import { lineOf, thingsOf } from './typed.ts';

describe('what is to be printed', () => {
  it.each([
    ['item', 'TUBE-25\n\n RICE , 20\n', [{ item: 'TUBE-25' }, { item: 'RICE', qty: '20' }]],
    ['lot', 'TUBE-25\tL-7\t20', [{ item: 'TUBE-25', lot: 'L-7', qty: '20' }]],
    ['lot', 'TUBE-25', [{ item: 'TUBE-25' }]],
    ['location', 'A-01\nA-02', [{ location: 'A-01' }, { location: 'A-02' }]],
    [
      'container',
      'new\n106141412345678908\n00106141412345678908\nRICE, L-7, 20',
      [
        {},
        { container: '106141412345678908' },
        { container: '106141412345678908' },
        { item: 'RICE', lot: 'L-7', qty: '20' },
      ],
    ],
    ['serial', 'TUBE-25, SN-77', [{ item: 'TUBE-25', serial: 'SN-77' }]],
    ['kit', 'KIT-00001', [{ kit: 'KIT-00001' }]],
    ['item', '  ', []],
  ] as const)('of a %s is typed a line: %j', (subject, typed, things) => {
    expect(thingsOf(subject, typed)).toEqual(things);
  });

  it.each([
    ['item', 'item', 'RICE', { item: 'RICE', lot: 'L-7' }, 'RICE'],
    ['lot', 'lot', 'L-7', { item: 'RICE', lot: 'L-7', qty: '20' }, 'RICE, L-7, 20'],
    ['lot', 'item', 'RICE', { item: 'RICE' }, 'RICE'],
    ['location', 'location', 'A-01', {}, 'A-01'],
    ['container', 'container', '106141412345678908', { item: 'RICE' }, '106141412345678908'],
    ['serial', 'serial', 'SN-77', { item: 'TUBE' }, 'TUBE, SN-77'],
    ['kit', 'kit', 'KIT-00001', { item: 'BIKE' }, 'KIT-00001'],
    ['kit', 'work order', 'MO-1', { item: 'BIKE' }, undefined],
    ['item', 'location', 'A-01', {}, undefined],
    ['location', 'item', 'RICE', { item: 'RICE' }, undefined],
    ['item', 'nothing', 'NIX', {}, undefined],
  ] as const)('as a label of a %s, a scanned %s %s with %j is the line %s', (subject, kind, name, label, line) => {
    expect(lineOf(subject, kind, name, label)).toBe(line);
  });
});
