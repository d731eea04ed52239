/** How inputs that were written are called to a person. */
import { clockShown } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';

/** A key that ends in a moment says it by the plant's clock: "WELD-4/2026-11-30T09:00:00+00:00" is "WELD-4, Mon 30 Nov 10:00". */
export const inputCalled = (called: string, zone: string): string =>
  called.replace(/\/(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))$/, (_, moment: string) => {
    const wall = clockShown(zone, moment);
    return `, ${dayWords(wall.slice(0, 10), wall.slice(0, 10))} ${wall.slice(11, 16)}`;
  });
