import { describe, expect, it } from 'vitest';
import { at, board, wire } from './board.test-support.ts';
import { boardOf } from './board.ts';
import { closedWords } from './hand.messages.ts';
import { closedBefore, closedUnder, landing, pushed, shiftedTo } from './landing.ts';

const hour = 3600;
const second = (hours: number) => hours * hour;

describe('a bar', () => {
  it('lets nothing go in time that is closed: it begins when the machine works again, after its downtime too', () => {
    // Open 06–10 and 30–38.
    const down = [{ from: 30 * hour, to: 31 * hour, reason: 'saw blade' }];
    const [first, ...others] = wire().machines;
    const broken = boardOf(wire({ machines: [{ ...first!, down: down as never }, ...others] }));
    const lands = (of: typeof board, machine: number, hours: number) =>
      (landing(of, { step: 0, machine, from: at(hours) }) - at(0)) / hour;
    expect([5, 6, 9.5, 10, 20].map((hours) => lands(board, 1, hours))).toEqual([6, 6, 9.5, 30, 30]);
    expect([9.5, 20, 30.5].map((hours) => lands(broken, 0, hours))).toEqual([9.5, 31, 31]);
    // Beyond what is known of its hours, and on no machine, it begins where it was let go.
    expect([lands(board, 1, 40), lands(board, -1, 20)]).toEqual([40, 20]);
  });
  it('pushes nothing into time that is closed: later it begins when the machine works again, earlier before it stops', () => {
    // Open 06–10 and 30–38.
    const saw = (machine: number, hours: number) => ({ step: 0, machine, from: at(hours) });
    const goes = (hours: number, by: number) => (pushed(board, saw(1, hours), by * hour) - at(0)) / hour;
    expect([goes(8, 1), goes(9.5, 1), goes(30, 1)]).toEqual([9, 30, 31]);
    expect([goes(8, -1), goes(30.5, -1), goes(30, -1)]).toEqual([7, 9, 9]);
    // However short it is open before: twenty minutes at 20, half an hour at 6.
    const [first, ...others] = wire().machines;
    const down = [{ from: 6.5 * hour, to: 20 * hour, reason: null }];
    const windows = [6, 10, 20, 20 + 1 / 3, 30, 38].map((hours) => hours * hour);
    const short = boardOf(
      wire({ calendars: [{ windows }], machines: [{ ...first!, down: down as never }, ...others] }),
    );
    const backs = (hours: number) => (pushed(short, saw(0, hours), -hour) - at(0)) / hour;
    expect([backs(30), backs(20)]).toEqual([20, 6]);
    // Where it never worked before, it goes where it is pushed, and is told as a broken rule.
    expect(goes(6, -1)).toBe(5);
  });
  it('shifted to a machine that is closed then begins when that works, and it is said until when, as of a bar let go there', () => {
    const [saw, ...others] = wire().machines;
    // S2, the machine beside S1, works from 30 on.
    const windows = [30 * hour, 38 * hour];
    const machines = [saw!, ...others, { ...saw!, code: 'S2', calendar: 1 }];
    const two = boardOf(wire({ calendars: [...wire().calendars, { windows }], machines }));
    const sawn = (machine: number) => shiftedTo(two, { step: 0, machine, from: at(6) }, '2026-01-05');
    expect(sawn(3)).toEqual([
      [{ kind: 'move', order: 'work/1', seq: 10, start: second(30), machine: 'S2' }],
      'S2 is closed Mon 5 Jan 07:00, until Tue 6 Jan 07:00. The step begins then. Maybe insert overtime to begin sooner.',
    ]);
    expect(sawn(1)[1]).toBeUndefined();
  });
  it('looks at the hours of its crew too: of whoever makes the set-up, where that is another', () => {
    // W1 is open 06–10 and 30–38; its welders work 08–10 and 31–38, who sets it up from 07 on and from 32 on.
    const hours = (...of: readonly number[]) => ({ windows: of.map((one) => one * hour) });
    const calendars = [...wire().calendars, hours(8, 10, 31, 38), hours(7, 10, 32, 38)];
    const crews = ['WELDERS', 'SETTERS'].map((code, n) => ({ code, name: null, size: 2, calendar: n + 1 }));
    const attended = boardOf(wire({ calendars, crews }));
    const { steps } = wire();
    const second = { setup_crew: [-1, 1, -1, -1], setup_lasts: [0, hour, 0, 0] };
    const setUp = boardOf(wire({ calendars, crews, steps: { ...steps, ...second } }));
    const weld = (hours: number) => ({ step: 1, machine: 1, from: at(hours) });
    const lands = (of: typeof board, ...all: readonly number[]) =>
      all.map((hours) => (landing(of, weld(hours)) - at(0)) / hour);
    expect(lands(attended, 5, 7, 9, 20, 30.5)).toEqual([8, 8, 9, 31, 31]);
    expect(lands(setUp, 5, 7, 9, 20, 31.5)).toEqual([7, 7, 9, 32, 32]);
    const goes = (hours: number, by: number) => (pushed(attended, weld(hours), by * hour) - at(0)) / hour;
    expect([goes(9.5, 1), goes(31, -1), goes(32, -1)]).toEqual([31, 9, 31]);
    const told = (of: typeof board, hours: number) => closedUnder(of, [weld(hours)], '2026-01-05')?.split(', until')[0];
    expect([6, 20, 9].map((hours) => told(attended, hours))).toEqual([
      'Crew WELDERS is off Mon 5 Jan 07:00',
      'W1 and crew WELDERS do not both work Mon 5 Jan 21:00',
      undefined,
    ]);
    expect(told(setUp, 30)).toBe('Crew SETTERS is off Tue 6 Jan 07:00');
    // Nobody knows of a time at which both work: it begins where it was let go, and the engine says what that breaks.
    const never = boardOf(
      wire({ calendars: [...wire().calendars, hours(11, 12)], crews: [{ ...crews[0]!, calendar: 1 }] }),
    );
    expect(lands(never, 7)).toEqual([7]);
  });
  it('says of closed time until when it lasts and what is done there', () => {
    expect(closedWords(['S1'], 'Mon 5 Jan 11:00', 'Tue 6 Jan 07:00')).toBe(
      'S1 is closed Mon 5 Jan 11:00, until Tue 6 Jan 07:00. The step begins then. Maybe insert overtime to begin sooner.',
    );
    // No overtime opens a time that is over: now it is 6.
    const under = (hours: number) => closedUnder(board, [{ step: 0, machine: 1, from: at(hours) }], '2026-01-05');
    expect(under(5)).toBe('W1 is closed Mon 5 Jan 06:00, until Mon 5 Jan 07:00. The step begins then.');
    expect(under(20)).toMatch(/The step begins then\. Maybe insert overtime to begin sooner\.$/);
    // Pushed an hour earlier than 30, over closed time: before 10.
    const held = { step: 0, machine: 1, from: at(30) };
    const earlier = (to: number) => closedBefore(board, held, { wanted: at(29), to: at(to) }, '2026-01-05');
    expect(earlier(9)).toBe('W1 is closed Tue 6 Jan 06:00. The step begins before that, Mon 5 Jan 10:00.');
    // It was never open before: it stays in closed time, which the engine tells.
    expect(earlier(29)).toBeUndefined();
  });
});
