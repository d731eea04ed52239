import { describe, expect, it } from 'vitest';
import type { Problem } from './problem.ts';
import { shipping, shipsAt } from './ships.ts';
import { at, factory, HOUR } from './small-factory.test-support.ts';

/** Monday to Friday 08:00 to 16:00; day 0 is a Monday. */
const plant = factory({});
const night = { id: 'NIGHT', week: [{ weekday: 0, from: 22 * HOUR, to: 30 * HOUR }], exceptions: [] };
const holiday = (day: number): Partial<Problem> => ({
  calendars: plant.calendars.map((row) => ({ ...row, exceptions: [{ day: 20_458 + day, windows: [] }] })),
});

describe('what is there ships', () => {
  it.each([
    ['at once while the plant works', {}, at(1, 9), at(1, 9)],
    ['at the minute at which it closes', {}, at(1, 16), at(1, 16)],
    ['the next morning after it closed', {}, at(1, 17), at(2, 8)],
    ['on Monday, not on a closed Saturday', {}, at(5, 9), at(7, 8)],
    ['after a day that is closed', holiday(7), at(5, 9), at(8, 8)],
    [
      'by the calendar that most work centres keep',
      {
        calendars: [...plant.calendars, night],
        workCentres: [...plant.workCentres, { id: 'BOILER', calendar: 'NIGHT' }],
      },
      at(0, 23),
      at(1, 8),
    ],
    ['at once where there are no hours', { workCentres: [] }, at(5, 9), at(5, 9)],
  ] as const)('%s', (_, more, there, ships) => {
    const problem = { ...plant, ...more } as Problem;
    expect(shipsAt(problem, there)).toBe(ships);
    expect(shipping(problem)({ due: at(0, 0) }, there)).toBe(ships);
  });

  it('on its day where it is in time, though the plant is closed then', () => {
    const ships = shipping(plant);
    expect(ships({ due: at(5, 9) }, at(5, 9))).toBe(at(5, 9));
    expect(ships({ due: at(1, 16), earliest: at(5, 12) }, at(5, 12))).toBe(at(5, 12));
    expect(ships({ due: at(1, 16), earliest: at(5, 12) }, at(5, 13))).toBe(at(7, 8));
  });
});
