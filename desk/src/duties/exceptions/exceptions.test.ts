import { describe, expect, it } from 'vitest';
import { byTheClock, workedIn } from '../planning/openhours.ts';
import { exceptionWords } from './exceptions.messages.ts';
import {
  beyondTrouble,
  exceptionsOf,
  hoursADay,
  lastEnd,
  madeLater,
  type OpenStep,
  type Reality,
  type Trouble,
} from './exceptions.ts';

const hour = 3600;
const step = (name: string, machine: string, start: number, end: number, more: Partial<OpenStep> = {}): OpenStep => {
  const [order = '', seq = ''] = name.split(' ');
  return {
    order,
    seq: Number(seq),
    machine,
    state: 'waiting',
    start: start * hour,
    end: end * hour,
    begun: null,
    said: 5 * hour,
    more: 0,
    ...more,
  };
};
const started = { state: 'started', begun: 6 * hour } as const;
/** work/1 is sawn 6–8 and welded 9–12, work/2 is sawn after it 8–10 and goes into work/3, which is packed 13–14 for SO-1/1. */
const shop = [
  step('work/1 10', 'S1', 6, 8),
  step('work/1 20', 'W1', 9, 12),
  step('work/2 10', 'S1', 8, 10),
  step('work/3 10', 'P1', 13, 14),
];
const reality = (now: number, more: Partial<Reality> = {}): Reality => ({
  now: now * hour,
  worked: () => byTheClock,
  steps: shop,
  draws: [{ order: 'work/3', from: 'work/2', at: 13 * hour, ends: 10 * hour }],
  serves: [
    { order: 'work/3', line: 'SO-1/1', ends: 14 * hour, due: 16 * hour },
    { order: 'work/1', line: 'SO-2/1', ends: 12 * hour, due: 12 * hour },
  ],
  waits: [],
  shorts: [],
  downs: [],
  closed: [],
  lost: [],
  broken: [],
  ...more,
});
const seen = (now: number, more: Partial<Reality> = {}) =>
  exceptionsOf(reality(now, more)).map(({ kind, key, seconds, holds, lines }) => [
    kind,
    key,
    seconds / hour,
    holds.map(({ order, seq }) => `${order} ${seq}`),
    lines,
  ]);

describe('reality against the published version', () => {
  it('is no trouble while everything is as published, or within a quarter of an hour of it', () => {
    expect(seen(6)).toEqual([]);
    expect(seen(6.2)).toEqual([]);
  });

  it('what should have begun and has not is its own root, and what waits for it is told with it, not beside it', () => {
    expect(seen(9.5)).toEqual([
      // work/1 would end at 11:30, work/2 behind it on the saw at 13:30, when work/3 needs it.
      ['not-begun', 'work/1 10', 3.5, ['work/1 10', 'work/2 10', 'work/1 20', 'work/3 10'], ['SO-1/1', 'SO-2/1']],
    ]);
  });

  it('what begins before that was published is late from the publication on: nobody could begin by it before', () => {
    const steps = shop.map((one) => ({ ...one, said: 9.5 * hour }));
    expect(seen(9.7, { steps })).toEqual([]);
    expect(seen(10, { steps })[0]?.slice(0, 3)).toEqual(['not-begun', 'work/1 10', 0.5]);
  });

  it('what runs over holds up the next on its machine and the next of its order, and whoever buys what they make', () => {
    const steps = [{ ...shop[0]!, ...started }, ...shop.slice(1)];
    expect(seen(9.5, { steps })).toEqual([
      ['runs-over', 'work/1 10', 1.5, ['work/1 10', 'work/2 10', 'work/1 20'], ['SO-1/1', 'SO-2/1']],
    ]);
  });

  it('what is at work within its time and keeps the next from beginning is not finished', () => {
    const steps = [step('work/1 10', 'S1', 6, 10, started), shop[1]!];
    expect(seen(9.5, { steps })).toEqual([['not-finished', 'work/1 10', 0.5, ['work/1 20'], ['SO-2/1']]]);
  });

  it('an order that should have begun waits for the order that it draws on', () => {
    const steps = [step('work/2 10', 'S1', 8, 14, started), shop[3]!];
    expect(seen(13.5, { steps })).toEqual([['not-finished', 'work/2 10', 0.5, ['work/3 10'], ['SO-1/1']]]);
  });

  it('a machine that went down holds up what is published on it, and that is one trouble', () => {
    const downs = [{ machine: 'S1', from: 5 * hour, to: 9 * hour }];
    expect(seen(6, { downs })).toEqual([
      ['machine-down', 'S1 18000', 3, ['work/1 10', 'work/2 10'], ['SO-1/1', 'SO-2/1']],
    ]);
    expect(seen(6, { downs: [{ ...downs[0]!, machine: 'W1' }] })).toEqual([]);
  });

  it('an order that delivers less is told once, with who waits for it and the lines that go without', () => {
    const short = {
      order: 'work/2',
      item: 'FRAME',
      step: shop[2]!,
      missing: 3,
      consumers: ['work/3', 'demand/SO-7/1'],
      losers: [
        { consumer: 'work/3', at: 13 * hour },
        { consumer: 'demand/SO-7/1', at: 20 * hour },
      ],
    };
    expect(seen(6, { shorts: [short] })).toEqual([
      ['order-short', 'order-short work/2', Infinity, ['work/3 10'], ['SO-1/1', 'SO-7/1']],
    ]);
    // Where no operation waits it is told all the same.
    expect(seen(6, { shorts: [{ ...short, losers: [short.losers[1]!] }] })).toEqual([
      ['order-short', 'order-short work/2', Infinity, [], ['SO-7/1']],
    ]);
  });

  it('material that comes after the published start holds its order up from there, before the start has passed', () => {
    const late = { kind: 'material-late', order: 'work/1', what: 'PO-1/1', at: 9 * hour, expected: 15 * hour } as const;
    expect(seen(6, { waits: [late] })).toEqual([
      ['material-late', 'material-late PO-1/1', 6, ['work/1 20'], ['SO-2/1']],
    ]);
    expect(seen(6, { waits: [{ ...late, expected: 9 * hour }] })).toEqual([]);
    expect(seen(6, { waits: [{ ...late, expected: null }] })[0]?.slice(0, 3)).toEqual([
      'material-late',
      'material-late PO-1/1',
      Infinity,
    ]);
  });

  it('an order that waits for a part is told with what holds the part up, or with the part where that has no trouble of its own', () => {
    const steps = shop.map((one) => (one.order === 'work/2' ? { ...one, more: 5 * hour } : one));
    expect(seen(6, { steps })).toEqual([['order-late', 'order-late work/2', 2, ['work/3 10'], ['SO-1/1']]]);
    const downs = [{ machine: 'S1', from: 7 * hour, to: 12 * hour }];
    expect(seen(6, { steps, downs })).toMatchObject([
      ['machine-down', 'S1 25200', 5, ['work/1 10', 'work/2 10', 'work/3 10'], ['SO-1/1', 'SO-2/1']],
    ]);
  });

  it('whoever waits for a part that comes late behind other work is told with that work, before his own start has passed', () => {
    const steps = [{ ...shop[0]!, ...started, end: 8 * hour }, ...shop.slice(2)];
    expect(seen(12, { steps })).toEqual([
      ['runs-over', 'work/1 10', 4, ['work/1 10', 'work/2 10', 'work/3 10'], ['SO-1/1', 'SO-2/1']],
    ]);
  });

  it('a wait of one step holds that step, and of several the longest is told', () => {
    const people = { kind: 'people-missing', order: 'work/1', what: 'WELDERS', seq: 20, at: 9 * hour } as const;
    const waits = [
      { ...people, expected: null, seconds: hour },
      { kind: 'input-late', order: 'work/1', what: 'SO-2/1 Artwork', at: 9 * hour, expected: 12 * hour } as const,
    ];
    expect(seen(6, { waits: waits.slice(0, 1) }).map(([, key, by, holds]) => [key, by, holds])).toEqual([
      ['people-missing WELDERS', 1, ['work/1 20']],
    ]);
    expect(seen(6, { waits }).map(([kind]) => kind)).toEqual(['input-late']);
  });

  it('is told in hours that the machine works, and what no open hour lies between is no trouble', () => {
    // Closed from 10 to 15; S1 should have begun at 6.
    const worked = () => workedIn([5, 10, 15, 20].map((at) => at * hour));
    expect(seen(16, { worked, steps: [shop[0]!] })[0]?.slice(0, 3)).toEqual(['not-begun', 'work/1 10', 5]);
    const late = { kind: 'material-late', order: 'work/1', what: 'PO-1/1' } as const;
    const steps = [step('work/1 10', 'S1', 10, 12)];
    const material = (at: number, expected: number) =>
      seen(6, { worked, steps, waits: [{ ...late, at: at * hour, expected: expected * hour }] });
    expect(material(10, 15)).toEqual([]);
    expect(material(9, 16)[0]?.slice(0, 3)).toEqual(['material-late', 'material-late PO-1/1', 2]);
  });

  it('a closed day is told once, with what stands in it, what that makes late, and what waits for it', () => {
    const closing = (key: string, from: number, to: number) => {
      const shut = [{ from: from * hour, to: to * hour }];
      return { key, calendar: 'DAY', days: null, spans: shut, names: [] };
    };
    const day = closing('closed DAY 1970-01-01', 6, 10);
    const stand = (step: OpenStep, of = day) => ({ step, closing: of, seconds: hour, shut: of.spans });
    const people = { kind: 'people-missing', order: 'work/1', what: 'WELDERS', seq: 20, at: 9 * hour } as const;
    const [saw, weld, other] = [shop[0]!, shop[1]!, shop[2]!];
    const told = exceptionsOf(
      reality(5, {
        worked: () => workedIn([10, 30].map((at) => at * hour)),
        closed: [stand(saw), stand(weld), stand(other)],
        waits: [{ ...people, expected: null, seconds: 4 * hour }],
      }),
    );
    // work/1 is sawn 10–12 and welded 12–15, after SO-2 is due; work/2 is sawn 12–14, so work/3 waits until 14 and is ready at 15.
    expect(told.map(({ kind, key, seconds, from, until }) => [kind, key, seconds, from, until])).toEqual([
      ['closed', 'closed DAY 1970-01-01', 4 * hour, 6 * hour, 10 * hour],
    ]);
    expect(told[0]?.holds.map(({ order, seq }) => `${order} ${seq}`)).toEqual([
      'work/1 10',
      'work/2 10',
      'work/1 20',
      'work/3 10',
    ]);
    expect(told[0]).toMatchObject({ closed: { stands: [saw, other, weld], late: ['SO-2/1'] } });
    expect(told[0]?.lines).toEqual(['SO-1/1', 'SO-2/1']);

    // Another day is another trouble, and a machine that is down comes first.
    const later = closing('closed DAY 1970-01-02', 13, 14);
    const downs = [{ machine: 'W1', from: 4 * hour, to: 11 * hour }];
    expect(
      seen(5, { closed: [stand(saw), stand(weld), stand(shop[3]!, later)], downs }).map(([, key, , holds]) => [
        key,
        holds,
      ]),
    ).toEqual([
      ['closed DAY 1970-01-01', ['work/1 10']],
      ['W1 14400', ['work/1 20']],
      ['closed DAY 1970-01-02', ['work/3 10']],
    ]);
  });

  it('frozen work that could not stay by what pushes it is told with that, not beside it', () => {
    // The saw is down from 6 to 9, so that work/1 is sawn till 11 and is not there to be welded at 9.
    const downs = [{ machine: 'S1', from: 5.5 * hour, to: 9 * hour }];
    const why = 'Step 20 of 1 could not keep its published place on W1.';
    const lost = [{ order: 'work/1', start: 9 * hour, why }];
    expect(seen(6, { lost, downs })).toEqual([
      ['machine-down', 'S1 19800', 3, ['work/1 10', 'work/2 10', 'work/1 20'], ['SO-1/1', 'SO-2/1']],
    ]);
  });

  it('frozen work that follows what is held up is told with that, though it is not pushed as published', () => {
    // The saw is down from 5:30 to 6:30; work/1 is sawn till 8:30, before it is welded at 9, which the plan moved all the same.
    const downs = [{ machine: 'S1', from: 5.5 * hour, to: 6.5 * hour }];
    const lost = [
      { order: 'work/1', start: 9 * hour, why: 'Step 20 of 1 could not keep its published place on W1.' },
      { order: 'work/3', start: 13 * hour, why: 'Step 10 of 3 could not keep its published place on P1.' },
    ];
    expect(seen(6, { lost, downs })).toEqual([
      ['machine-down', 'S1 19800', 0.5, ['work/1 10', 'work/1 20', 'work/3 10'], ['SO-1/1', 'SO-2/1']],
    ]);
  });

  it('frozen work that could not stay is told where nothing else says why', () => {
    const why = 'Step 10 of 3 is frozen at 13:00, but its wood is there only 15:00. Maybe release the step.';
    const lost = [{ order: 'work/3', start: 13 * hour, why }];
    expect(seen(6, { lost })).toEqual([['frozen', 'work/3 10', 0, ['work/3 10'], ['SO-1/1']]]);
    expect(exceptionsOf(reality(6, { lost }))[0]?.why).toBe(why);
    const downs = [{ machine: 'P1', from: 12 * hour, to: 15 * hour }];
    expect(seen(6, { lost, downs }).map(([kind]) => kind)).toEqual(['machine-down']);
  });

  it('work that was published though it breaks a rule is told before anybody is late by it, and by what really holds it up', () => {
    const why = 'Step 10 of 3 begins at 13:00, while P1 is closed. Maybe put it to 15:00.';
    const broken = [{ order: 'work/3', seq: 10, why }];
    expect(seen(6, { broken })).toEqual([['rule-broken', 'work/3 10', 0, ['work/3 10'], ['SO-1/1']]]);
    expect(exceptionsOf(reality(6, { broken }))[0]?.why).toBe(why);
    expect(seen(15, { steps: [shop[3]!], draws: [], broken })).toEqual([
      ['rule-broken', 'work/3 10', 0, ['work/3 10'], ['SO-1/1']],
    ]);
    const downs = [{ machine: 'P1', from: 12 * hour, to: 15 * hour }];
    expect(seen(6, { broken, downs }).map(([kind]) => kind)).toEqual(['machine-down']);
    const told = {
      kind: 'rule-broken',
      step: '',
      item: '',
      machine: null,
      what: '',
      reason: null,
      seconds: 0,
    } as const;
    expect(exceptionWords({ ...told, goesDown: null, missing: 0, days: null, holds: 1, why })).toBe(
      `It was published so: ${why}`,
    );
  });

  it('orders that draw on each other in a circle end nothing', () => {
    const draws = [
      { order: 'work/1', from: 'work/3', at: 6 * hour, ends: 14 * hour },
      { order: 'work/3', from: 'work/1', at: 13 * hour, ends: 12 * hour },
    ];
    expect(seen(14, { draws }).length).toBeGreaterThan(0);
  });
});

describe('a machine', () => {
  const words = (goesDown: string | null) =>
    exceptionWords({
      kind: 'machine-down',
      step: 'MO-1/10 Saw',
      item: 'FRAME',
      machine: 'S1',
      what: 'S1',
      reason: 'blade',
      seconds: 30 * hour,
      goesDown,
      missing: 0,
      days: null,
      holds: 1,
      why: null,
    });
  it('that is down is told by how long it still will be', () => {
    expect(words(null)).toBe(
      'S1 is down for another 1.3 d (blade): that was not known when MO-1/10 Saw was published.',
    );
  });
  it('that goes down later is told by when, and for how long', () => {
    expect(words('Mon 30 Nov, 06:00')).toMatch(/^S1 goes down Mon 30 Nov, 06:00, for 1\.3 d \(blade\)/);
  });
});

describe('a line that ships later by the plan made since', () => {
  it.each<[string, kind: Trouble, days: number, seconds: number, hours: number, beyond: boolean]>([
    ['half an hour and a working day for half an hour is by the trouble', 'runs-over', 1.05, 31 * 60, 8, false],
    ['three days for half an hour is by all that the plan has changed', 'runs-over', 3, 31 * 60, 8, true],
    ['three days for as many is by the trouble', 'runs-over', 3, 24 * hour, 8, false],
    ['three days for one and a half of a machine of two shifts is not', 'runs-over', 3, 24 * hour, 16, true],
    ['three days for one by the clock is not', 'machine-down', 3, 24 * hour, 8, true],
    ['whatever it is for what nobody knows the end of is by the trouble', 'machine-down', 40, Infinity, 8, false],
  ])('%s', (_, kind, days, seconds, hours, beyond) => {
    expect(beyondTrouble(days, { kind, seconds }, hours)).toBe(beyond);
  });

  it('is held against the hours of the machine: those of its calendar by working day', () => {
    const day = 24 * hour;
    // Two shifts on each of two days; then the plant is closed.
    const worked = workedIn([6 * hour, 22 * hour, day + 6 * hour, day + 22 * hour]);
    const days = (at: number) => Math.min(at, 2 * day) / day;
    expect(hoursADay(worked, days, 0, 4 * day)).toBe(16);
    expect(hoursADay(byTheClock, days, 0, 4 * day)).toBe(24);
    expect(hoursADay(worked, days, 2 * day, 4 * day)).toBe(8);
  });
});

it('the end of the plan is found however many steps are open', () => {
  const [one] = shop;
  const steps = Array.from({ length: 200_000 }, (_, n) => ({ ...one!, end: n }));
  expect(lastEnd({ now: 5, steps })).toBe(199_999);
  expect(lastEnd({ now: 5, steps: [] })).toBe(5);
});

it('a line that was late before and ships no later is not late by a trouble', () => {
  const later = new Map([
    ['SO-1/1', 2],
    ['SO-2/1', 0],
    ['SO-3/1', -1],
  ]);
  expect(madeLater(['SO-1/1', 'SO-2/1', 'SO-3/1', 'SO-4/1'], later)).toEqual(['SO-1/1']);
});
