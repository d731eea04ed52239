import { describe, expect, it } from 'vitest';
import {
  behind,
  filtered,
  grouped,
  type LatestContact,
  type ListedRow,
  type Moment,
  type Move,
  needsWord,
  placeOf,
  type Seen,
  seenRows,
} from './listing.ts';
import { hotterBy, usualRule } from './ranking.ts';
import { asItStands, type Now, standingRows } from './since.ts';
import { effectOf, moveToTop } from './toprow.ts';

const moment: Moment = { now: '2026-11-24T10:00:00Z', today: '2026-11-23T23:00:00Z', tomorrow: '2026-11-24T23:00:00Z' };

const row = (ref: string, more: Partial<ListedRow> = {}): ListedRow => ({
  kind: 'operation',
  ref,
  item: 'FRAME',
  item_name: null,
  qty: 1,
  unit: 'pcs',
  need: '2026-11-20T16:00:00Z',
  needAt: 0,
  promised: null,
  estimated: null,
  late_days: 1,
  critical_ratio: null,
  ratio_time: null,
  ratio_work: null,
  past_promise: false,
  priority: 3,
  partner: null,
  partner_name: null,
  phone: null,
  work_centre: 'WELD',
  machine: null,
  money: 0,
  hurts: 0,
  hurting: [],
  owner: null,
  root: null,
  blocked_by: null,
  changed: null,
  ...more,
});
const line = (ref: string, more: Partial<ListedRow> = {}): ListedRow =>
  row(ref, { kind: 'customer_line', work_centre: null, partner: 'MILLER', hurts: 1, hurting: [ref], ...more });
const move = (ref: string, more: Partial<Move> = {}): Move => ({
  kind: 'operation',
  ref,
  work_centre: 'WELD',
  reason: 'the customer waits at the gate',
  effect: '',
  expires: '2026-11-25T00:00:00Z',
  moved_at: '2026-11-24T09:00:00Z',
  changed_by: 'jb',
  ...more,
});
const contact = (more: Partial<LatestContact> = {}): LatestContact => ({
  id: 1,
  about_kind: 'operation',
  ref: 'A/10',
  with_whom: 'Anna',
  said: 'it comes',
  new_date: null,
  next_action: null,
  next_at: null,
  changed_at: '2026-11-20T09:00:00Z',
  changed_by: 'jb',
  ...more,
});
const seen = (rows: readonly ListedRow[], moves: readonly Move[] = [], contacts: readonly LatestContact[] = []) =>
  seenRows(
    {
      rows,
      moves: new Map(moves.map((one) => [`${one.kind} ${one.ref}`, one])),
      contacts: new Map(contacts.map((one) => [`${one.about_kind} ${one.ref}`, one])),
    },
    moment,
  );
const refs = (rows: readonly { readonly ref: string }[]) => rows.map(({ ref }) => ref);

describe('what was moved to the top', () => {
  it('comes before all, the latest move first', () => {
    const moves = [move('C/10'), move('B/10', { moved_at: '2026-11-24T09:30:00Z' })];
    expect(refs(seen([row('A/10'), row('B/10'), row('C/10')], moves))).toEqual(['B/10', 'C/10', 'A/10']);
  });

  it('falls back to its place when it expires', () => {
    const past = move('B/10', { expires: '2026-11-24T10:00:00Z' });
    expect(refs(seen([row('A/10'), row('B/10')], [past]))).toEqual(['A/10', 'B/10']);
  });

  it('says whom it passes in its own line, and the late customers that they carry', () => {
    const rows = seen([
      row('A/10', { hurting: ['SO-1/1', 'SO-2/1'] }),
      row('P/10', { work_centre: 'PAINT', hurting: ['SO-9/1'] }),
      line('SO-1/1'),
      row('B/10', { hurting: ['SO-2/1'] }),
      row('C/10', { hurting: ['SO-2/1'] }),
    ]);
    const last = rows[4];
    if (!last) throw new Error('no last row');
    // SO-2/1 waits for C/10 itself: it is not among those delayed.
    expect(effectOf(rows, last, 2.5)).toEqual({
      place: 'at WELD',
      passed: 2,
      first: ['A/10', 'B/10'],
      orders: 1,
      hours: 2.5,
    });
  });

  it.each([
    { rule: 'a fourth in one line is refused', held: 3, expires: '2026-11-25T00:00:00Z', code: 'three-already' },
    { rule: 'an expiry gone by is refused', held: 0, expires: '2026-11-24T10:00:00Z', code: 'expiry-past' },
    { rule: 'an expiry beyond two weeks is refused', held: 0, expires: '2026-12-09T00:00:00Z', code: 'expiry-far' },
    { rule: 'a third is accepted', held: 2, expires: '2026-11-25T00:00:00Z', code: undefined },
  ])('$rule', ({ held, expires, code }) => {
    const [one] = seen([row('A/10')]);
    if (!one) throw new Error('no row');
    const decision = moveToTop(
      one,
      ['X', 'Y', 'Z'].slice(0, held).map((ref) => move(ref)),
      { now: moment.now, expires },
    );
    expect(decision.kind === 'refuse' ? decision.code : undefined).toBe(code);
  });
});

describe('a row needs a word today', () => {
  it.each([
    { rule: 'when it is late and nobody spoke of it', late: 1, own: undefined, root: undefined, needs: true },
    {
      rule: 'when it is late and the last word is of another day',
      late: 1,
      own: contact(),
      root: undefined,
      needs: true,
    },
    {
      rule: 'when its next action is due today, late or not',
      late: -3,
      own: contact({ next_at: '2026-11-24T15:00:00Z' }),
      root: undefined,
      needs: true,
    },
    { rule: 'not when it is on time and nothing is due', late: 0, own: undefined, root: undefined, needs: false },
    {
      rule: 'not when somebody spoke of it today',
      late: 1,
      own: contact({ changed_at: '2026-11-24T08:00:00Z' }),
      root: undefined,
      needs: false,
    },
    {
      rule: 'not when the next word is agreed for a later day',
      late: 1,
      own: contact({ next_at: '2026-11-26T08:00:00Z' }),
      root: undefined,
      needs: false,
    },
    {
      rule: 'not when somebody spoke today of what it waits for',
      late: 1,
      own: undefined,
      root: contact({ changed_at: '2026-11-24T08:00:00Z' }),
      needs: false,
    },
  ])('$rule', ({ late, own, root, needs }) => {
    expect(needsWord({ late_days: late }, own, root, moment)).toBe(needs);
  });
});

describe('filters', () => {
  const rows = seen(
    [
      line('SO-1/1', { owner: 'JB', root: 'purchase-late purchase/PO-1/1' }),
      line('SO-2/1', { partner: 'OTHER', late_days: -1, hurting: [] }),
      row('PO-1/1', {
        kind: 'purchase_line',
        work_centre: null,
        partner: 'KRAFT',
        hurting: ['SO-1/1'],
        item_name: 'Tubing',
      }),
      row('MO-1/10', { late_days: 0 }),
    ],
    [],
    [contact({ about_kind: 'operation', ref: 'MO-1/10', next_at: '2026-11-23T08:00:00Z' })],
  );
  it.each([
    { wish: { kind: 'operation' as const }, left: ['MO-1/10'] },
    { wish: { late: true }, left: ['SO-1/1', 'PO-1/1'] },
    { wish: { customer: 'MILLER' }, left: ['SO-1/1', 'PO-1/1'] },
    { wish: { vendor: 'KRAFT' }, left: ['PO-1/1'] },
    { wish: { workCentre: 'WELD' }, left: ['MO-1/10'] },
    { wish: { owner: 'JB' }, left: ['SO-1/1'] },
    { wish: { mine: new Set(['jb']) }, left: ['SO-1/1'] },
    { wish: { calls: 'due' as const }, left: ['MO-1/10'] },
    { wish: { search: 'tubing kraft' }, left: ['PO-1/1'] },
    { wish: { search: 'tubing', vendor: 'OTHER' }, left: [] },
    { wish: {}, left: ['SO-1/1', 'SO-2/1', 'PO-1/1', 'MO-1/10'] },
  ])('$wish leaves $left', ({ wish, left }) => {
    expect(refs(filtered(rows, wish, moment))).toEqual(left);
  });
});

it('a group by root counts each late customer line once, however many rows it hurts', () => {
  const root = 'purchase-late purchase/PO-1/1';
  const rows = seen([
    row('PO-1/1', { kind: 'purchase_line', late_days: 5, hurting: ['SO-1/1', 'SO-2/1'], root }),
    line('SO-1/1', { late_days: 3, root }),
    line('SO-2/1', { late_days: 2, root }),
    line('SO-3/1', { late_days: -1, hurting: [] }),
  ]);
  const value = (ref: string) => ({ 'SO-1/1': 700, 'SO-2/1': 30 })[ref] ?? 0;
  expect(grouped(rows, 'root', value)).toMatchObject([
    { key: root, count: 3, late: 3, worst: 5, orders: 2, money: 730 },
    { key: '', count: 1, late: 0, worst: -1, orders: 0, money: 0 },
  ]);
});

describe('the next page', () => {
  const rows = [row('A/1', { late_days: 3 }), row('B/1', { late_days: 2 }), row('C/1', { late_days: 1 })].sort(
    hotterBy(usualRule),
  );
  it('goes on behind the last row', () => {
    const list = seen(rows);
    const last = list[1];
    if (!last) throw new Error('no row');
    expect(behind(list, placeOf(last), usualRule)).toBe(2);
  });
  it('goes on where the last row stood when that one is gone', () => {
    const gone = seen(rows)[1];
    if (!gone) throw new Error('no row');
    expect(behind(seen(rows.filter(({ ref }) => ref !== 'B/1')), placeOf(gone), usualRule)).toBe(1);
  });
  it('goes on where the last row stood when a new date has moved it', () => {
    const list = seen(rows);
    const last = list[1];
    if (!last) throw new Error('no row');
    const [a, , c] = rows;
    const later = seen(
      [a, row('B/1', { late_days: 9 }), c].filter((one) => one !== undefined).sort(hotterBy(usualRule)),
    );
    expect(later.map((one) => one.ref)).toEqual(['B/1', 'A/1', 'C/1']);
    expect(behind(later, placeOf(last), usualRule)).toBe(2);
  });
  it('finds every place in a long list', () => {
    const long = seen(
      Array.from({ length: 100 }, (_, n) => row(`R/${n}`, { late_days: n % 7 })).sort(hotterBy(usualRule)),
    );
    expect(long.map((one) => behind(long, placeOf(one), usualRule))).toEqual(long.map((_, n) => n + 1));
  });
  it('goes on behind a moved row that was taken back', () => {
    const [top] = seen(rows, [move('C/1')]);
    if (!top) throw new Error('no row');
    const without = seen(rows.filter(({ ref }) => ref !== 'C/1'));
    expect(behind(without, placeOf(top), usualRule)).toBe(0);
  });
});

describe('what changed since the plan', () => {
  const days = (second: number) => second / 86_400;
  const stood = row('PO-1/1', {
    kind: 'purchase_line',
    need: '1970-01-11T00:00:00Z',
    needAt: 10 * 86_400,
    promised: '1970-01-10T00:00:00Z',
    estimated: '1970-01-13T00:00:00Z',
    late_days: 2,
  });
  const now = { over: false, fields: [], need: null, promised: null, estimated: null, priority: null } as const;
  it('a new estimate moves the row and says so', () => {
    const moved = asItStands(stood, { ...now, fields: ['estimated'], estimated: '1970-01-09T00:00:00Z' }, days);
    expect(moved).toMatchObject({
      late_days: -2,
      past_promise: false,
      estimated: '1970-01-09T00:00:00Z',
      changed: 'estimated date changed since the plan',
    });
  });
  it('a closed order leaves the list', () => {
    expect(asItStands(stood, { over: true }, days)).toBeUndefined();
  });
  it('a note changes nothing', () => {
    expect(asItStands(stood, now, days)).toBe(stood);
  });
});

describe('the list as it stands', () => {
  const days = (second: number) => second / 86_400;
  const hotter = hotterBy(usualRule);
  const purchase = (ref: string, late: number) =>
    row(ref, { kind: 'purchase_line', need: '1970-01-11T00:00:00Z', needAt: 10 * 86_400, late_days: late });
  const planned = [1, 2, 3, 4].map((n) => purchase(`PO-${n}/1`, n)).sort(hotter);
  const about = (key: string) =>
    planned.filter((one) => key === `purchase_line ${one.ref}` || key === `order ${one.ref.slice(0, 4)}`);
  const estimate = (day: number): Now => ({
    over: false,
    fields: ['estimated'],
    need: null,
    promised: null,
    estimated: `1970-01-${String(day).padStart(2, '0')}T00:00:00Z`,
    priority: null,
  });
  const refs = (now: readonly (readonly [string, Now])[]) =>
    standingRows(planned, new Map(now), about, days, hotter).map((one) => `${one.ref} ${one.late_days}`);

  it('is the planned one as long as nothing was written', () => {
    expect(standingRows(planned, new Map(), about, days, hotter)).toBe(planned);
  });
  it.each<[string, readonly (readonly [string, Now])[], readonly string[]]>([
    // Needed on the 11th.
    ['up', [['purchase_line PO-1/1', estimate(16)]], ['PO-1/1 5', 'PO-4/1 4', 'PO-3/1 3', 'PO-2/1 2']],
    ['down', [['purchase_line PO-4/1', estimate(9)]], ['PO-3/1 3', 'PO-2/1 2', 'PO-1/1 1', 'PO-4/1 -2']],
    [
      'two past each other',
      [
        ['purchase_line PO-4/1', estimate(12)],
        ['purchase_line PO-1/1', estimate(15)],
      ],
      ['PO-1/1 4', 'PO-3/1 3', 'PO-2/1 2', 'PO-4/1 1'],
    ],
    ['off when its order is over', [['order PO-3', { over: true }]], ['PO-4/1 4', 'PO-2/1 2', 'PO-1/1 1']],
    [
      'off when its order is over, though it was written itself',
      [
        ['order PO-3', { over: true }],
        ['purchase_line PO-3/1', estimate(30)],
      ],
      ['PO-4/1 4', 'PO-2/1 2', 'PO-1/1 1'],
    ],
  ])('moves what was written %s, and leaves the rest in order', (_, now, expected) => {
    expect(refs(now)).toEqual(expected);
  });
  it('makes anew only the rows of which something changed', () => {
    const [known, rows] = [new WeakMap<ListedRow, Seen>(), [row('A/10'), row('B/10')]];
    const list = (contacts: readonly LatestContact[]) =>
      seenRows(
        { rows, moves: new Map(), contacts: new Map(contacts.map((one) => [`operation ${one.ref}`, one])) },
        moment,
        known,
      );
    const [a, b] = list([]);
    const [aAgain, bAgain] = list([contact()]);
    expect([aAgain?.contact?.said, aAgain === a, bAgain === b]).toEqual(['it comes', false, true]);
  });
});
