import { describe, expect, it } from 'vitest';
import {
  ahead,
  atX,
  endOf,
  keptInSight,
  opening,
  panned,
  type Room,
  revealing,
  showing,
  viewOfWords,
  viewWords,
  wholePlan,
  within,
  zoomed,
  zoomsAbout,
} from './view.ts';

const [hour, day] = [3600, 86_400];
const room: Room = { from: 0, to: 200 * day, rows: 1000, width: 1000, height: 400 };
const view = showing({ from: 0, scale: 1, top: 0 }, room, 10 * day, 20 * day);

describe('a view', () => {
  it('zoomed keeps what lies under the hand where it is', () => {
    const nearer = zoomed(view, room, 3, 250);
    expect(atX(nearer, 250)).toBeCloseTo(atX(view, 250), 6);
    expect(nearer.scale).toBeCloseTo(view.scale * 3, 12);
  });
  it('goes from the whole plan, or a quarter of a year, to an hour', () => {
    expect(zoomed(view, room, 1e9, 0).scale * hour).toBeCloseTo(room.width, 6);
    const farthest = zoomed(view, room, 1e-9, 0);
    expect(endOf(farthest, room) - farthest.from).toBeCloseTo(220 * day, 0);
    const short = { ...room, to: 3 * day };
    const quarter = zoomed(view, short, 1e-9, 0);
    expect(endOf(quarter, short) - quarter.from).toBeCloseTo(92 * day, 0);
  });
  it('panned stays where there is something to see', () => {
    expect(panned(view, room, 0, 99_999).top).toBe(0);
    expect(panned(view, room, 0, -99_999).top).toBe(600);
    expect(endOf(panned(view, room, 1e9, 0), room)).toBeGreaterThan(room.from);
    expect(panned(view, room, -1e9, 0).from).toBeLessThan(room.to);
  });
  it('reveals a bar by no more movement than must be', () => {
    const seen = { from: 11 * day, to: 12 * day, top: 50, height: 28 };
    expect(revealing(view, room, seen)).toEqual(view);
    const right = revealing(view, room, { ...seen, from: 30 * day, to: 31 * day });
    expect([right.scale, endOf(right, room) > 31 * day, right.from < 30 * day]).toEqual([view.scale, true, true]);
    expect(revealing(view, room, { ...seen, top: 900 }).top).toBeGreaterThan(500);
  });
  it('keeps a row in sight that was in sight when less room is left under the rows, and moves for no other', () => {
    const row = { top: 360, height: 28 };
    const less = { ...room, height: 300 };
    expect(keptInSight(view, less, room, row).top).toBe(88);
    // It is seen still, was not seen before, or the room grew.
    expect(keptInSight(view, less, room, { ...row, top: 200 })).toEqual(view);
    expect(keptInSight(view, less, room, { ...row, top: 390 })).toEqual(view);
    expect(keptInSight(view, room, less, row)).toEqual(view);
    // One that is higher than what is left begins in sight.
    expect(keptInSight(view, { ...room, height: 20 }, room, row).top).toBe(360);
  });
  it('opens a day before now, or at the plan where that lies elsewhere', () => {
    expect(opening(room, 50 * day).from).toBe(49 * day);
    expect(opening(room, 900 * day).from).toBe(-day);
  });
  it('opens on a fortnight; on three days where it is as narrow as a phone held upright, whose bars a finger must hit', () => {
    const days = (width: number) => {
      const view = opening({ ...room, width }, 50 * day);
      return [(endOf(view, { ...room, width }) - view.from) / day, (50 * day - view.from) / day];
    };
    expect([days(1000), days(560), days(270)]).toEqual([
      [14, 1],
      [14, 1],
      [3, expect.closeTo(3 / 14, 9)],
    ]);
  });
  it.each([
    ['a phone', 270, 5],
    ['a desk', 1000, 9],
  ])(
    'opens on %s with now and the first work in sight, however many days of a fortnight are between',
    (_, width, first) => {
      const there = { ...room, width, from: first * day };
      const view = opening(there, 0);
      expect(view.from).toBeLessThan(0);
      expect(endOf(view, there)).toBeGreaterThan(there.from);
    },
  );
  it('goes nearer by the keyboard about the work in hand, without any about now, and about the middle where neither is seen', () => {
    const seen = { from: 0, scale: room.width / (10 * day), top: 0 };
    const share = (now: number, work?: { from: number; to: number }) =>
      zoomsAbout(seen, room, now * day, work && { from: work.from * day, to: work.to * day }) / room.width;
    expect(share(1, { from: 7, to: 9 })).toBeCloseTo(0.8, 9);
    // Of a bar that is seen in part that part.
    expect(share(1, { from: 8, to: 30 })).toBeCloseTo(0.9, 9);
    expect(share(1, { from: 20, to: 30 })).toBeCloseTo(0.1, 9);
    expect(share(1)).toBeCloseTo(0.1, 9);
    expect(share(30)).toBe(0.5);
  });
  it('farther out has no more of the past than a tenth, or than was seen before; it is panned back still', () => {
    const now = 50 * day;
    const past = (seen: { from: number; scale: number }) => ((now - seen.from) * seen.scale) / room.width;
    const opened = opening(room, now);
    const out = (seen: typeof opened) => ahead(zoomed(seen, room, 1 / 6.5, room.width / 2), seen, room, now);
    // Ninety-one days about the middle of a fortnight would be 36 % of them gone by.
    expect(past(zoomed(opened, room, 1 / 6.5, room.width / 2))).toBeGreaterThan(0.4);
    expect(past(out(opened))).toBeCloseTo(0.1, 9);
    const back = panned(opened, room, 400, 0);
    expect(past(out(back))).toBeCloseTo(past(back), 9);
    expect(past(panned(out(opened), room, 300, 0))).toBeCloseTo(0.4, 9);
    // Nearer, or where all has gone by, what lies under the hand stays.
    const nearer = zoomed(opened, room, 2, room.width / 2);
    expect(ahead(nearer, opened, room, now)).toEqual(nearer);
    const gone = zoomed(opened, room, 0.5, 500);
    expect(ahead(gone, opened, room, 900 * day)).toEqual(gone);
  });
  it('of the whole plan has what is to come, and a tenth of what has gone by', () => {
    const whole = wholePlan(view, room, 110 * day);
    expect([whole.from / day, endOf(whole, room) / day]).toEqual([expect.closeTo(100, 6), expect.closeTo(200, 6)]);
    expect(wholePlan(view, room, 900 * day).from).toBe(0);
    expect(wholePlan(view, room, day).from).toBe(0);
  });
  it('is named by the address, and read back', () => {
    expect(viewOfWords(viewWords(view, room), room, 0)).toEqual(view);
    expect(viewOfWords({}, room, 0)).toBeUndefined();
    expect(viewOfWords({ from: 'x', span: '9' }, room, 0)).toBeUndefined();
    expect(viewOfWords({ from: '0', span: 'Infinity' }, room, 0)).toBeUndefined();
    // Without a beginning the span counts all the same, from where a board opens.
    const week = viewOfWords({ span: String(7 * day) }, room, 50 * day);
    expect(week).toEqual(opening(room, 50 * day, 7 * day));
    expect(endOf(week!, room) - week!.from).toBeCloseTo(7 * day, 0);
    expect(within({ ...view, top: -5 }, room).top).toBe(0);
  });
});
