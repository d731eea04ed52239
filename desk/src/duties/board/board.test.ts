import { describe, expect, it } from 'vitest';
import { momentWords, spanWords, ticksOf } from './axis.ts';
import {
  beforeMoving,
  beforeMovingPublished,
  loadWords,
  slackWords,
  standsWords,
  whyNotMoved,
} from './board.messages.ts';
import { at, board, monday, wire } from './board.test-support.ts';
import { boardOf, latenessOf } from './board.ts';
import { hues, tones, tonesOf } from './colouring.ts';
import { barAt, laneOf, neighbour, rowAt } from './find.ts';
import { layoutOf } from './layout.ts';
import { chainOf, linksOf, stepsIn } from './links.ts';
import { eachAt, Loads, loadOf, spansOf } from './load.ts';
import { pickedOf, pickWords } from './pick.ts';
import { lateSteps, ordersLate, search } from './search.ts';
import { sheetsOf } from './sheets.ts';

const [hour, day] = [3600, 86_400];

describe('rows', () => {
  it('of machines stand under their work centres; bars that overlap lie in lanes under each other', () => {
    const { rows, laneAt, step } = layoutOf(board, 'machines');
    expect(rows.map(({ kind, label, lanes }) => [kind, label, lanes])).toEqual([
      ['group', 'SAW', 0],
      ['row', 'S1', 2],
      ['group', 'WELD', 0],
      ['row', 'W1', 1],
      ['group', 'PACK', 0],
      ['row', 'P1', 1],
    ]);
    expect([...laneAt]).toEqual([0, 1, 2, 3, 4]);
    expect([...step]).toEqual([0, 3, 1, 2]);
  });
  it('of orders stand under the customer line they go into, however deep; what goes into none is for stock', () => {
    const { rows } = layoutOf(board, 'orders');
    expect(rows.map(({ label, note }) => [label, note])).toEqual([
      ['SO-1/1', 'MILLER'],
      ['1', 'FRAME'],
      ['planned 2', 'BIKE'],
      ['For stock', ''],
      ['planned 3', 'STAND'],
    ]);
  });
  it('of departments are their work centres; without a department they come last', () => {
    expect(layoutOf(board, 'departments').rows.map(({ label }) => label)).toEqual([
      'Frames',
      'SAW',
      'WELD',
      'Work without a department',
      'PACK',
    ]);
  });
  it('of people hold what they attend: a set-up crew until the set-up ends, the others from then on', () => {
    const { steps, crews } = wire();
    const setUp = wire({
      crews: [...crews, { code: 'SETTERS', name: null, size: 1, calendar: 0 }],
      steps: { ...steps, setup_crew: [-1, 1, -1, -1], setup_lasts: [0, hour, 0, 0] },
    });
    const layout = layoutOf(boardOf(setUp), 'people');
    expect([...layout.from].map((from, bar) => [from, layout.to[bar]])).toEqual([
      [at(10), at(12)],
      [at(9), at(10)],
    ]);
  });
});

describe('a bar', () => {
  const layout = layoutOf(board, 'machines');
  // S1 is 30 px below the top: two lanes of 20 px; W1 after another head.
  it.each([
    ['is found where it is drawn', 6.5, 35, 0],
    ['of the second lane under it', 7.5, 55, 1],
    ['is not found beside its time', 9.5, 35, undefined],
    ['is not found in the head of a group', 6.5, 10, undefined],
    ['is not found below the last row', 6.5, 4000, undefined],
  ])('%s', (_, hours, y, expected) => {
    expect(barAt(layout, at(hours), y, 0)).toBe(expected);
  });
  it('too narrow to be hit is found from a little beside it', () => {
    expect(barAt(layout, at(8) + 60, 35, 120)).toBe(0);
  });
  it('has the nearest one of the next lane that has any for its neighbour', () => {
    expect([neighbour(layout, 0, 'down'), neighbour(layout, 1, 'down'), neighbour(layout, 3, 'down')]).toEqual([
      1, 2, 3,
    ]);
    expect([neighbour(layout, 2, 'up'), neighbour(layout, 0, 'left')]).toEqual([1, 0]);
  });
  it('lies in its lane, and a height in its row', () => {
    expect([0, 1, 2, 3].map((bar) => laneOf(layout, bar))).toEqual([0, 1, 2, 3]);
    expect([rowAt(layout.rows, 0), rowAt(layout.rows, 30), rowAt(layout.rows, -1)]).toEqual([0, 1, undefined]);
  });
});

describe('what hangs on an order', () => {
  it('is what feeds it and what it feeds, step by step', () => {
    const chain = chainOf(board, 0);
    expect([...chain]).toEqual([1, 1, 0]);
    expect([...stepsIn(board, chain)]).toEqual([1, 1, 1, 0]);
    expect(linksOf(board, chain)).toEqual([
      { from: 0, to: 1, own: true },
      { from: 1, to: 2, own: false },
    ]);
  });
  it('does not go round for ever where pegs make a circle', () => {
    const circle = boardOf(wire({ feeds: { from: [0, 1], to: [1, 0] } }));
    expect([...chainOf(circle, 0)]).toEqual([1, 1, 0]);
  });
});

describe('the load of a group', () => {
  it('is asked for against what is there, hour by hour; a second bar at once is more than there is', () => {
    const load = loadOf(board, layoutOf(board, 'machines'), 0, spansOf(board, hour))!;
    const n = (at(7) - load.from) / hour;
    expect([load.asked[n], load.there[n]]).toEqual([2 * hour, hour]);
    expect([load.asked[n - 1], load.there[n - 1]]).toEqual([hour, hour]);
  });
  it('in closed time is asked for all the same, where nothing is there', () => {
    // P1 packs 13–14, and the shift ends at 10.
    const load = loadOf(board, layoutOf(board, 'machines'), 4, spansOf(board, hour))!;
    const n = (at(13) - load.from) / hour;
    expect([load.asked[n], load.there[n]]).toEqual([hour, 0]);
  });
  it('is the same a piece at a time as of the whole plan, a bar that goes over from one piece into the next too', () => {
    const long = boardOf(wire({ steps: { ...wire().steps, lasts: [90 * hour, ...wire().steps.lasts.slice(1)] } }));
    const layout = layoutOf(long, 'machines');
    const all = loadOf(long, layout, 0, spansOf(long, hour))!;
    const pieces = new Loads(long, layout).between(0, hour, long.from, long.to);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.flatMap(({ asked }) => [...asked])).toEqual([...all.asked]);
    expect(pieces.flatMap(({ there }) => [...there])).toEqual([...all.there]);
  });
  it('is reckoned of what is seen alone', () => {
    const long = boardOf(wire({ steps: { ...wire().steps, lasts: [90 * hour, ...wire().steps.lasts.slice(1)] } }));
    const loads = new Loads(long, layoutOf(long, 'machines'));
    expect(loads.between(0, hour, long.from, long.from + hour)).toHaveLength(1);
    expect(loads.between(0, hour, long.to + 900 * hour, long.to + 901 * hour)).toEqual([]);
  });
  it('is said of the span under the hand, with what is there, and marked where that is exceeded', () => {
    const loads = new Loads(board, layoutOf(board, 'machines'));
    const said = (head: number, each: number, moment: number): string => {
      const load = loads.at(head, each, moment);
      return load ? loadWords(load, board.offsets, '2026-01-05') : '';
    };
    expect([said(0, hour, at(6) + 60), said(0, hour, at(7)), said(4, hour, at(13)), said(0, hour, at(20))]).toEqual([
      'Mon 5 Jan 07:00 – 08:00: 1.0 h of 1.0 h, 100 %',
      '▲ Mon 5 Jan 08:00 – 09:00: 2.0 h of 1.0 h, 200 %',
      '▲ Mon 5 Jan 14:00 – 15:00: 1.0 h of 0 min',
      '',
    ]);
    expect(said(0, day, at(7))).toBe('Mon 5 Jan: 4.0 h of 4.0 h, 100 %');
    expect([eachAt(16 / hour), eachAt(15 / hour), eachAt(1 / day)]).toEqual([hour, 4 * hour, 7 * day]);
  });
  it('is not measured where rows are orders', () => {
    expect(loadOf(board, layoutOf(board, 'orders'), 0, spansOf(board, hour))).toBeUndefined();
  });
});

describe('colours', () => {
  it('by customer line are one for all that goes into it, and none for stock', () => {
    const by = tonesOf(board, 'order');
    expect([by[0], by[2], by[3]]).toEqual([by[1], by[1], tones.plain]);
    expect(by[0]).toBeLessThan(hues);
  });
  it('by lateness are late, at risk in the week to come, fine, or none where it is not known', () => {
    expect([...tonesOf(board, 'late')]).toEqual([tones.risk, tones.late, tones.fine, tones.plain]);
    const later = boardOf(wire({ now: -10 * day }));
    expect(latenessOf(later, 0)).toBe('fine');
  });
  it('of what goes into a late customer line are never fine, however long before its need it ends', () => {
    const early = { steps: { ...wire().steps, late: [-9, -9, -9, -9] }, demands: { ...wire().demands, late: [1] } };
    const behind = boardOf(wire({ ...early, now: -10 * day }));
    expect([0, 1, 2, 3].map((step) => latenessOf(behind, step))).toEqual(['risk', 'risk', 'risk', 'fine']);
    expect(slackWords(behind, 0)).toBe('9.0 d left, its customer is late');
  });
  it('come with words in hours below a tenth of a day: a step that is late is never late by nothing', () => {
    const lateBy = (days: number) =>
      slackWords(
        boardOf(
          wire({
            steps: { ...wire().steps, late: [days, -9, -9, -9] },
            demands: { ...wire().demands, late: [1] },
          }),
        ),
        0,
      );
    expect([0.01, 0.02, 0.3].map(lateBy)).toEqual(['▲ late by no working day', '▲ +29 min late', '▲ +0.3 d late']);
  });
  it('say of a step that ends after its own need whether a customer is late by it', () => {
    const words = (late: number, step: number) =>
      slackWords(
        boardOf(
          wire({ steps: { ...wire().steps, late: [0.3, -9, -9, 0.3] }, demands: { ...wire().demands, late: [late] } }),
        ),
        step,
      );
    expect([words(1, 0), words(0, 0), words(0, 3)]).toEqual([
      '▲ +0.3 d late',
      '▲ +0.3 d after its need, its customer is in time',
      '▲ +0.3 d after its need, no customer waits',
    ]);
  });
});

describe('a version that the floor does not work to', () => {
  it.each([
    ['draft', false, true, '', 'Compare or submit it'],
    ['draft', false, false, '', 'What it changes'],
    ['draft', true, true, 'Another was published since it was made: it goes no further.', 'The way on'],
    ['submitted', false, true, 'It is submitted and waits for a decision.', 'What it changes'],
    ['approved', false, true, 'It is approved and waits to be published.', 'What it changes'],
    ['rejected', false, true, 'It was rejected.', 'Why, and the way on'],
    ['superseded', false, true, 'It was published, and another since.', 'What it changed'],
  ] as const)(
    'that is %s (overtaken: %s; who asks may plan: %s) says "%s" and leads to "%s"',
    (state, overtaken, may, said, door) => {
      expect(standsWords({ state, overtaken }, may)).toEqual({ said, door });
    },
  );
});

describe('before the version that stands is moved', () => {
  const run = { state: 'running' };
  it.each([
    ['nothing is said of one whose inputs stand', { stale: false, changed: 0, run: null }, undefined],
    ['changed inputs are told', { stale: true, changed: 2, run: null }, /^Its inputs have changed since/],
    ['a publication is told', { stale: true, changed: 0, run: null }, /^A publication made orders of it firm since/],
    ['a plan under way is waited for', { stale: false, changed: 0, run }, /^A new plan is being made/],
    ['one that was asked for already is not asked for again', { stale: true, changed: 2, run }, /^(?!.*plan again)/],
  ] as const)('%s', (_, state, said) =>
    said === undefined ? expect(beforeMoving(state)).toBeUndefined() : expect(beforeMoving(state)).toMatch(said),
  );
});

it('before the published version is moved its own changed inputs are told: it is moved all the same', () => {
  expect([0, 1, 2].map(beforeMovingPublished)).toEqual([
    undefined,
    expect.stringMatching(/^1 input has changed since: what is moved is moved in it as it was made/),
    expect.stringMatching(/^2 inputs have changed since: /),
  ]);
});

describe('a move of version 7 that is refused', () => {
  const stale = {
    code: 'plan-stale',
    text: 'Version 7 was made from inputs that have changed since. Maybe plan again.',
  };
  const run = { state: 'running' };
  const standing = (number: number) => ({ version: { number }, stale: false, run: null });
  it.each([
    ['leads to the version that was made of the new inputs', stale, standing(8), { text: /: version 8 /, onto: 8 }],
    [
      'waits for the plan that is being made, and asks for no other',
      stale,
      { ...standing(7), stale: true, run },
      { text: /: a new plan is being made(?!.*plan again)/ },
    ],
    ['leads to nothing that is stale as well', stale, { ...standing(8), stale: true }, { text: /plan again/ }],
    ['asks for a plan where none is made', stale, { ...standing(7), stale: true }, { text: /plan again/ }],
    ['says the same while it is not known what stands', stale, undefined, { text: /plan again/ }],
    ['for another reason keeps it', { text: 'No network.' }, standing(8), { text: /^No network\.$/ }],
  ] as const)('%s', (_, refused, state, { text, ...onto }) => {
    const { text: said, ...leads } = whyNotMoved(refused, 7, state);
    expect(said).toMatch(text);
    expect(leads).toEqual(onto);
  });
});

describe('searching', () => {
  it.each([
    ['a customer finds all that is made for him', 'miller', [0, 1, 2]],
    ['an item finds its orders', 'stand', [3]],
    ['a machine finds what runs on it', 's1', [0, 3]],
    ['a step finds itself', 'weld', [1]],
    ['nothing finds nothing', 'unheard of', []],
  ])('%s', (_, text, steps) => {
    expect(search(board, text)?.steps).toEqual(steps);
  });
  it('for what is late finds the worst first, and nothing of an order that is gone', () => {
    const steps = { ...board.steps, late: Float64Array.of(1, Number.NaN, 3, 2), gone: Uint8Array.of(0, 0, 0, 1) };
    const late = lateSteps({ steps });
    expect([late.steps, [...late.lit]]).toEqual([
      [2, 0],
      [1, 0, 1, 0],
    ]);
  });
  it('counts the orders that ship late or never; a forecast is no order', () => {
    const late = Float64Array.of(1, -2, 0, Infinity, 3);
    expect(
      ordersLate({ demands: { ref: ['SO-1/1', 'SO-1/2', 'SO-2/1', 'SO-3/1', 'forecast/BIKE/2026-11'], late } }),
    ).toBe(2);
  });
  it('for nothing is not searching', () => expect(search(board, '  ')).toBeUndefined());
});

describe('the time axis', () => {
  const labels = (scale: number, days: number) => {
    const { coarse, fine } = ticksOf(monday, monday + days * day, scale, board.offsets, '2026-01-05');
    return [coarse.map(({ label }) => label).slice(0, 2), fine.map(({ label }) => label).slice(0, 3)];
  };
  it.each([
    ['hours under days', 60 / hour, 1, ['Mon 5 Jan', 'Tue 6 Jan'], ['01:00', '02:00', '03:00']],
    ['days under months', 60 / day, 40, ['Jan', 'Feb'], ['Mon 5', 'Tue 6', 'Wed 7']],
    ['Mondays under months', 4 / day, 90, ['Jan', 'Feb'], ['5 Jan', '12 Jan', '19 Jan']],
  ])('has %s', (_, scale, days, coarse, fine) => {
    expect(labels(scale, days)).toEqual([coarse, fine]);
  });
  it('keeps to the plant’s clock over the change to summer time: midnight is an hour earlier in UTC', () => {
    const change = Date.parse('2026-03-29T01:00:00Z') / 1000;
    const offsets = { zone: 'Europe/Berlin', at: [0, change], offset: [hour, 2 * hour] };
    const from = Date.parse('2026-03-28T12:00:00Z') / 1000;
    const { fine } = ticksOf(from, from + 3 * day, 60 / day, offsets, '2026-01-05');
    expect(fine.map(({ at: moment }) => new Date(moment * 1000).toISOString().slice(8, 16))).toEqual([
      '27T23:00',
      '28T23:00',
      '29T22:00',
      '30T22:00',
    ]);
  });
  it('says a span with the day once where it ends on the same', () => {
    expect(spanWords(at(6), at(8), board.offsets, '2026-01-05')).toBe('Mon 5 Jan 07:00 – 09:00');
    expect(spanWords(at(6), at(30), board.offsets, '2026-01-05')).toBe('Mon 5 Jan 07:00 – Tue 6 Jan 07:00');
    expect(momentWords(at(6), board.offsets, '2025-12-31')).toBe('Mon 5 Jan 2026 07:00');
  });
});

describe('on paper', () => {
  const layout = layoutOf(board, 'machines');
  const sheets = (from: number, to: number, most = 14 * day) => sheetsOf(layout, { room: 105, from, to, most });
  const places = (all: ReturnType<typeof sheets>) => all.map(({ top, height }) => ({ top, height }));

  it('rows run on over sheets, and a head does not stand alone at the foot of one', () => {
    // Heads of 30 px; S1 40 px, W1 and P1 28 px: 30+40 | 30+28 | 30+28 where a sheet holds 105 px.
    expect(places(sheets(at(0), at(48)))).toEqual([
      { top: 0, height: 70 },
      { top: 70, height: 58 },
      { top: 128, height: 58 },
    ]);
  });

  it('a longer time than one sheet bears runs on over sheets side by side, the same rows on each', () => {
    // On S1 it is sawn 06:00-08:00 and 07:00-09:00.
    expect(sheets(at(6), at(9), 2 * hour).filter(({ top }) => top === 0)).toEqual([
      { top: 0, height: 70, from: at(6), to: at(7.5) },
      { top: 0, height: 70, from: at(7.5), to: at(9) },
    ]);
  });

  it('a sheet on which nothing is done is left out, unless all are', () => {
    expect(places(sheets(at(6), at(8)))).toEqual([{ top: 0, height: 70 }]);
    expect(sheets(at(-9), at(-8)).length).toBe(3);
  });
});

describe('the address', () => {
  it('names picked steps, and leaves out what the version does not have', () => {
    expect(pickWords(board, [1, 2])).toBe('work/1:20,planned/2:10');
    expect(pickedOf(board, 'work/1:20,planned/9:10,work/1:99')).toEqual([1]);
    expect(pickWords(board, [])).toBeUndefined();
  });
});
