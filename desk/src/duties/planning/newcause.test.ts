import { describe, expect, it } from 'vitest';
import { secondsOf } from '../../house/clock.ts';
import {
  type Behind,
  behindOf,
  cameBefore,
  drawnIn,
  laterFor,
  type Peg,
  pegsCalled,
  withoutWhatStood,
} from './newcause.ts';
import { laterWords, whyWords } from './orderchanges.messages.ts';
import { causesCalled, changesBetween, type Root, type Seen } from './orderchanges.ts';

const monday = secondsOf('2026-11-02T06:00:00Z');
/** "4 FRAME stock/L1 > demand/SO-20/1", there on Monday, or at a moment behind it. */
const plan = (lines: readonly string[]): readonly Peg[] =>
  lines.map((line) => {
    const [qty = '', item = '', supply = '', , consumer = '', at = monday] = line.split(' ');
    return { qty: Number(qty), item, supply, consumer, at: Number(at) };
  });
const seen = (late: number, root: Root | null): Seen => ({
  demand: 'SO-20/1',
  item: 'BIKE',
  due: '2026-11-05T16:00:00.000Z',
  promised: null,
  delivered: `2026-11-0${5 + late}T16:00:00.000Z`,
  lateSeconds: late * 86_400,
  reasons: root ? [root] : [],
});
const vendor: Root = { kind: 'lead-time', what: 'buy/3', seconds: 3600, text: '4 FRAME from KRAFT arrive Sat.' };
const welder: Root = {
  kind: 'machine-busy',
  what: 'W1',
  seconds: 3600,
  text: 'W1 is busy until Fri with step 30 of work/MO-9.',
  behind: { order: 'work/MO-9', seq: 30 },
};
const why = (before: readonly Peg[], after: readonly Peg[], root: Root, rush?: Behind['rush']): string => {
  const [change] = changesBetween([seen(0, null)], [seen(2, root)]);
  return whyWords(change!, { ...behindOf(drawnIn(before), drawnIn(after))(change!), ...(rush ? { rush } : {}) });
};

describe('a new cause', () => {
  const had = plan(['4 FRAME stock/L1 > planned/1', '4 BIKE planned/1 > demand/SO-20/1']);

  it('says who takes the material that the order had, through what is made of it', () => {
    const lost = plan([
      '4 FRAME stock/L1 > planned/7',
      '4 BIKE planned/7 > demand/SO-31/1',
      '4 FRAME buy/3 > planned/8',
      '4 BIKE planned/8 > demand/SO-20/1',
    ]);
    expect(why(had, lost, vendor)).toBe('New cause: SO-31/1 takes the 4 FRAME it had. 4 FRAME from KRAFT arrive Sat.');
  });

  it('names a rush order as one, with who approved it and when', () => {
    const rush = new Map([['SO-31/1', { by: 'Sue Park', on: 'Sun 29 Nov' }]]);
    const lost = plan([
      '4 FRAME stock/L1 > planned/7',
      '4 BIKE planned/7 > demand/SO-31/1',
      '4 FRAME buy/3 > planned/1',
    ]);
    expect(why(had, lost.concat(plan(['4 BIKE planned/1 > demand/SO-20/1'])), vendor, rush)).toBe(
      'New cause: SO-31/1 takes the 4 FRAME it had. 4 FRAME from KRAFT arrive Sat. SO-31/1 is a rush order, approved by Sue Park on Sun 29 Nov.',
    );
    const first = plan(['4 FRAME work/MO-9 > planned/1', '1 BIKE planned/1 > demand/SO-31/1']);
    expect(why(plan([]), first, welder, rush)).toMatch(
      /That work is for SO-31\/1\. SO-31\/1 is a rush order, approved by Sue Park on Sun 29 Nov\.$/,
    );
  });

  it('counts of a shared order only the part that another takes, and a broken number of pieces is no number for people', () => {
    const lost = plan([
      '6 FRAME stock/L1 > planned/7',
      '1 BIKE planned/7 > demand/SO-20/1',
      '3 BIKE planned/7 > demand/SO-31/1',
      '3 FRAME buy/3 > planned/8',
      '3 BIKE planned/8 > demand/SO-20/1',
    ]);
    // Of the 6 frames of planned/7 a quarter, 1.5, is still its own; it had 4.
    expect(why(had, lost, vendor)).toMatch(/SO-31\/1 takes some of the FRAME it had/);
  });

  it('tells of several who lost it no more in all than the other gained', () => {
    const two = plan(['4 FRAME stock/L1 > demand/SO-20/1', '4 FRAME stock/L1 > demand/SO-21/1']);
    const lost = plan(['5 FRAME stock/L1 > demand/SO-31/1', '4 FRAME buy/3 > demand/SO-20/1']);
    // 5 of 8: two and a half of each four.
    expect(why(two, lost, { ...vendor, what: 'FRAME' })).toMatch(/SO-31\/1 takes some of the FRAME it had/);
  });

  it.each<[string, readonly string[]]>([
    ['it has other stock instead', ['4 FRAME stock/L2 > planned/1', '4 BIKE planned/1 > demand/SO-20/1']],
    ['nobody else draws on it', ['4 FRAME buy/3 > planned/1', '4 BIKE planned/1 > demand/SO-20/1']],
  ])('names nobody where %s', (_, pegs) => {
    const after = plan([...pegs, '4 FRAME stock/L9 > demand/SO-31/1']);
    expect(why(had, after, vendor)).toBe('New cause: 4 FRAME from KRAFT arrive Sat.');
  });

  it.each<[string, readonly string[], Root, string]>([
    ['where it buys as much and waits for a machine', ['4 FRAME purchase/PO-1 > planned/1'], welder, 'W1 is busy'],
    [
      'where it waits for another item',
      ['4 FRAME purchase/PO-1 > planned/1', '8 TYRE buy/5 > planned/1'],
      { ...vendor, what: 'buy/5' },
      '4 FRAME from',
    ],
  ])('names nobody who takes what it had %s', (_, pegs, root, begins) => {
    const lost = plan([
      ...pegs,
      '4 BIKE planned/1 > demand/SO-20/1',
      '4 FRAME stock/L1 > planned/7',
      '4 BIKE planned/7 > demand/SO-31/1',
    ]);
    expect(why(had, lost, root)).toMatch(new RegExp(`^New cause: ${begins}`));
  });

  it('says who takes what it had where it is made for it now, on a machine that is busy', () => {
    const lost = plan([
      '4 FRAME planned/8 > planned/1',
      '4 BIKE planned/1 > demand/SO-20/1',
      '4 FRAME stock/L1 > planned/7',
      '4 BIKE planned/7 > demand/SO-31/1',
    ]);
    expect(why(had, lost, welder)).toMatch(/^New cause: SO-31\/1 takes the 4 FRAME it had\. W1 is busy/);
  });

  it('says for whom the machine works first', () => {
    const after = plan(['4 FRAME work/MO-9 > planned/1', '1 BIKE planned/1 > demand/SO-31/1']);
    expect(why(plan([]), after, welder)).toBe(
      'New cause: W1 is busy until Fri with step 30 of work/MO-9. That work is for SO-31/1.',
    );
    const own = plan(['4 FRAME work/MO-9 > demand/SO-20/1']);
    expect(why(plan([]), own, welder)).toBe('New cause: W1 is busy until Fri with step 30 of work/MO-9.');
  });
});

describe('what stood there before', () => {
  const tubing: Root = { kind: 'purchase-late', what: 'purchase/PO-1', seconds: 7200, text: 'PO-1 arrives Wed.' };
  const drawn = (at: number) =>
    plan([
      `4 TUBE purchase/PO-1 > work/MO-9 ${at}`,
      '4 BIKE work/MO-9 > demand/SO-20/1',
      '4 TUBE stock/L1 > work/MO-7',
    ]);
  const [wednesday, thursday] = [monday + 2 * 86_400, monday + 3 * 86_400];
  const told = (before: readonly Peg[], after: readonly Peg[], reasons: readonly Root[], later?: string) => {
    const [found] = changesBetween([seen(0, null)], [{ ...seen(2, null), reasons }]);
    return whyWords(withoutWhatStood(drawnIn(before), drawnIn(after))(found!), later === undefined ? {} : { later });
  };

  it.each<[string, readonly Peg[], readonly Peg[], readonly Root[], string]>([
    [
      'is no new cause: the next is, though it explains less',
      drawn(wednesday),
      drawn(wednesday),
      [tubing, welder],
      'New cause: W1 is busy until Fri with step 30 of work/MO-9.',
    ],
    [
      'is the cause where nothing else is',
      drawn(wednesday),
      drawn(wednesday),
      [tubing],
      'In time before with the same: PO-1 arrives Wed.',
    ],
    [
      'did not where it comes later now',
      drawn(wednesday),
      drawn(thursday),
      [tubing, welder],
      'New cause: PO-1 arrives Wed.',
    ],
    [
      'did not where the order drew on something else',
      plan(['4 TUBE stock/L1 > work/MO-9', '4 BIKE work/MO-9 > demand/SO-20/1']),
      drawn(wednesday),
      [tubing, welder],
      'New cause: PO-1 arrives Wed.',
    ],
  ])('%s', (_, before, after, reasons, words) => {
    expect(told(before, after, reasons)).toBe(words);
  });

  it('of an order that is saved is no other, where what it draws on comes no sooner', () => {
    const [found] = changesBetween([{ ...seen(2, null), reasons: [tubing] }], [seen(0, null)]);
    const told = withoutWhatStood(drawnIn(drawn(wednesday)), drawnIn(drawn(wednesday)))(found!);
    expect(whyWords(told)).toBe('What held it up does so no more: PO-1 arrives Wed.');
    const [late] = changesBetween([{ ...seen(2, null), reasons: [tubing] }], [{ ...seen(1, null), reasons: [] }]);
    expect(whyWords(withoutWhatStood(drawnIn(drawn(wednesday)), drawnIn(drawn(wednesday)))(late!))).toBe(
      'Same cause as before, for less long: PO-1 arrives Wed.',
    );
    const [both] = changesBetween([{ ...seen(2, null), reasons: [tubing, welder] }], [seen(0, null)]);
    expect(whyWords(withoutWhatStood(drawnIn(drawn(wednesday)), drawnIn(drawn(wednesday)))(both!))).toMatch(
      /^No longer: (?!PO-1)/,
    );
  });

  it('stands the same once its planned order is made firm: causes, who goes first and pegs are renamed alike', () => {
    const frozen: Root = { kind: 'frozen', what: 'planned/1', seconds: 7200, text: 'Step 10 is frozen.' };
    const pegs = plan(['1 BIKE planned/1 > demand/SO-20/1', '2 FRAME work/MO-9 > planned/1']);
    const firm = (name: string): string => (name === 'planned/1' ? 'work/MO-7' : name);
    for (const called of [(name: string) => name, firm]) {
      const [found] = changesBetween(
        causesCalled([seen(0, null)], called),
        causesCalled([{ ...seen(2, null), reasons: [frozen] }], called),
      );
      const drawn = pegsCalled(pegs, called);
      expect(whyWords(withoutWhatStood(drawnIn(drawn), drawnIn(drawn))(found!))).toBe(
        'In time before with the same: Step 10 is frozen.',
      );
    }
    const busy = { ...welder, behind: { order: 'planned/1', seq: 30 } };
    expect(causesCalled([seen(2, busy)], firm)[0]?.reasons[0]?.behind?.order).toBe('work/MO-7');
  });

  it('of an order that is saved is no more, though it drew on it and still does', () => {
    const [found] = changesBetween([{ ...seen(2, null), reasons: [tubing] }], [seen(0, null)]);
    expect(withoutWhatStood(drawnIn(drawn(thursday)), drawnIn(drawn(wednesday)))(found!)).toBe(found);
    expect(whyWords(found!)).toBe('No longer: PO-1 arrives Wed.');
  });

  it('is told with when it was to come, where it comes later', () => {
    const comes = cameBefore(drawnIn(drawn(wednesday)), drawnIn(drawn(thursday)));
    expect([
      comes('SO-20/1', 'purchase/PO-1'),
      comes('SO-20/1', 'stock/L1'),
      comes('SO-21/1', 'purchase/PO-1'),
    ]).toEqual([wednesday, undefined, undefined]);
    const [found] = changesBetween(
      [{ ...seen(1, null), reasons: [tubing] }],
      [{ ...seen(2, null), reasons: [tubing] }],
    );
    expect(whyWords(found!, { came: 'Tue 3 Nov 06:00' })).toBe(
      'PO-1 arrives Wed. It was to come Tue 3 Nov 06:00 before.',
    );
    // It comes as it did; the order only draws on it later.
    const root = { ...tubing, text: 'PO-1 arrives 3 Nov 06:00.' };
    expect(whyWords({ ...found!, root }, { came: 'Tue 3 Nov 06:00' })).toBe(
      'Same cause as before: PO-1 arrives 3 Nov 06:00.',
    );
  });

  it('goes behind the step of its own work that begins later, which took the time there was', () => {
    const step = (order: string, seq: number, was: number, is: number) => ({ order, seq, was, is });
    const hour = 3600;
    const steps = [
      step('work/MO-9', 20, 50 * hour, 60 * hour),
      step('work/MO-9', 10, 40 * hour, 45 * hour),
      step('work/MO-9', 5, 30 * hour, 30 * hour),
      step('work/MO-7', 10, 10 * hour, 90 * hour),
    ];
    const later = laterFor(
      (order) => steps.filter((one) => one.order === order),
      drawnIn(drawn(wednesday)),
    )('SO-20/1')!;
    expect(later).toEqual(steps[1]);
    const words = laterWords(later, (second) => `at ${second / hour}`);
    expect(words).toBe('Step 10 of work/MO-9 begins at 45, and began at 40 before.');
    expect(told(drawn(wednesday), drawn(wednesday), [tubing], words)).toBe(`${words} As before: PO-1 arrives Wed.`);
  });
});
