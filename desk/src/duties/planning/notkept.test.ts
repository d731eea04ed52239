import { type Plan, type Problem, plan, qty, ratio } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { planInZone } from './frozenzone.ts';
import { isLater, strayedFrom, strayedOf } from './leftout.ts';
import { NotKeptBy } from './notkept.ts';
import { withStrayed } from './planning.messages.ts';

const monday = Date.UTC(2026, 0, 5) / 86_400_000;
const hour = 3600;

/** One saw; board A, of wood that comes on Monday before work, is sawn then from 8 to 10. */
const shop = (more: Partial<Problem> = {}): Problem => {
  const of = sawShop({ A: at(0, 10) });
  return {
    ...of,
    machines: [{ id: 'S1', workCentre: 'SAW', capacity: 1 }],
    items: [...of.items, { ...of.items[0]!, id: 'WOOD', supply: 'buy' }],
    components: [{ parent: 'BOARD', component: 'WOOD', qtyPer: ratio(1) }],
    purchaseLines: [woodAt(7)],
    ...more,
  };
};
const woodAt = (hours: number): Problem['purchaseLines'][number] => ({
  id: 'P1',
  item: 'WOOD',
  vendor: 'V',
  qty: qty(1),
  estimated: at(0, hours),
});
const calendars = (problem: Problem): Problem['calendars'] =>
  problem.calendars.map((one) => ({ ...one, exceptions: [{ day: monday, windows: [] }] }));

describe('what does not let a published order stand', () => {
  const published = plan(shop());
  const rows: readonly [string, Partial<Problem>, object | undefined][] = [
    ['is nothing where all is as it was', {}, undefined],
    ['is an hour that has passed', { now: at(0, 9) }, { kind: 'passed', what: 'S1', seconds: hour }],
    // The two hours are worked on Tuesday from 8 to 10.
    [
      'is a day that is closed now',
      { calendars: calendars(shop()) },
      { kind: 'closed', what: 'S1', seconds: 24 * hour },
    ],
    [
      'is a machine that is down',
      { machines: [{ id: 'S1', workCentre: 'SAW', capacity: 1, downtime: [{ from: at(0, 9), to: at(0, 12) }] }] },
      { kind: 'down', what: 'S1', seconds: 4 * hour },
    ],
    [
      'is wood that comes after it is to be sawn',
      { purchaseLines: [woodAt(11)] },
      { kind: 'arrives', what: 'purchase/P1', seconds: 3 * hour },
    ],
    [
      'is what of several puts it off most',
      { now: at(0, 9), purchaseLines: [woodAt(11)] },
      { kind: 'arrives', what: 'purchase/P1' },
    ],
  ];
  it.each(rows)('%s', (_, more, found) => {
    const said = new NotKeptBy(shop(more), published).line('A');
    if (found) expect(said).toMatchObject(found);
    else expect(said).toBeUndefined();
  });
});

describe('what is said of a line that was left out and ships at another time', () => {
  const instant = (second: number) => new Date(Date.UTC(2026, 0, 5) + second * 1000).toISOString();
  const said = (problem: Problem, published: Plan): readonly string[] => {
    const made = { ...plan(problem), messages: [] };
    const strayed = strayedFrom(problem, published, made, { lines: new Set(['A']) });
    return withStrayed(
      made,
      { lines: strayed, work: [] },
      new NotKeptBy(problem, published),
      instant,
      'UTC',
    ).messages.map((row) => row.text);
  };

  it('names the machine that is closed, not the work itself', () => {
    expect(said(shop({ calendars: calendars(shop()) }), plan(shop()))).toEqual([
      'A was left out and is held as published, for Mon 5 Jan 10:00, but ships Tue 6 Jan 10:00: S1 is closed while step 10 of the planned order of BOARD was to run on it, Mon 5 Jan 08:00 to Mon 5 Jan 10:00.',
    ]);
  });

  it('tells also that it ships before its time', () => {
    const published = plan(shop({ now: at(0, 9) }));
    expect(strayedFrom(shop(), published, plan(shop()), { lines: new Set(['A']) }).map(isLater)).toEqual([false]);
    expect(said(shop(), published)).toEqual([
      'A was left out and is held as published, for Mon 5 Jan 11:00, but ships Mon 5 Jan 10:00, before that: what it waits for is there sooner. Maybe ship it on its day, or tell the customer.',
    ]);
  });
});

describe('what is said of a work order that was left out and stands elsewhere than published', () => {
  /** Boards of one family: of those that follow each other only the first is set up for. */
  const boards = (orders: readonly string[], more: Partial<Problem> = {}): Problem => {
    const of = sawShop({});
    return {
      ...of,
      machines: [{ id: 'S1', workCentre: 'SAW', capacity: 1 }],
      operations: of.operations.map((step) => ({ ...step, family: 'OAK' })),
      workOrders: orders.map((id, n) => ({
        id,
        item: 'BOARD',
        state: 'firm',
        qty: qty(1),
        qtyOpen: qty(1),
        due: at(0, 10 + n),
      })),
      ...more,
    };
  };
  const published = plan(boards(['MO-1', 'MO-2']));
  const leftOut = { until: at(0, 0), held: new Set(['MO-2']), lines: new Set<string>() };
  const said = (problem: Problem): readonly string[] => {
    const { plan: made } = planInZone(problem, published, leftOut, { work: 500 });
    const strayed = strayedOf(problem, published, made, leftOut);
    const instant = (second: number) => new Date(Date.UTC(2026, 0, 5) + second * 1000).toISOString();
    const notKept = new NotKeptBy(problem, published);
    return withStrayed({ ...made, messages: [] }, strayed, notKept, instant, 'UTC').messages.map((row) => row.text);
  };

  it('is nothing where it stands as published', () => {
    expect(published.operations.map(({ order, start, setup }) => [order, start, setup])).toEqual([
      ['work/MO-1', at(0, 8), hour],
      ['work/MO-2', at(0, 10), 0],
    ]);
    expect(said(boards(['MO-1', 'MO-2']))).toEqual([]);
  });

  it('tells that it begins sooner, and that its set-up is why', () => {
    expect(said(boards(['MO-2']))).toEqual([
      'Step 10 of MO-2, which was left out and is held as published, for Mon 5 Jan 10:00, begins Mon 5 Jan 09:00 on S1, 1.0 h sooner: its set-up takes 1.0 h more, which what stood before it was to save. Maybe tell the floor.',
    ]);
  });

  it('tells what forbids its place', () => {
    const down = { id: 'S1', workCentre: 'SAW', capacity: 1, downtime: [{ from: at(0, 9), to: at(0, 12) }] };
    expect(said(boards(['MO-1', 'MO-2'], { machines: [down] }))).toEqual([
      'Step 10 of MO-2, which was left out and is held as published, for Mon 5 Jan 10:00, begins Mon 5 Jan 13:00 on S1, 3.0 h later: S1 is down while step 10 of work/MO-2 was to run on it, Mon 5 Jan 10:00 to Mon 5 Jan 11:00. Maybe tell the floor.',
    ]);
  });
});
