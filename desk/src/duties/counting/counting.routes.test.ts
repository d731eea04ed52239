import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantNow, setNow, type TestPerson } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest } from '../inventory/ledger.test-support.ts';
import { sheetPdf } from './sheet.print.ts';

let ledger: LedgerTest;
let [ann, bob]: TestPerson[] = [];
let boss: TestPerson;
let supervisor: Ask;
let places = 0;
beforeAll(async () => {
  ledger = await ledgerTest();
  [ann, bob, boss] = (await Promise.all([
    ledger.test.person(['storekeeper']),
    ledger.test.person(['storekeeper']),
    ledger.test.person(['supervisor']),
  ])) as [TestPerson, TestPerson, TestPerson];
  supervisor = boss.ask;
});
afterAll(() => ledger.test.close());

const asked = (who: TestPerson | undefined): Ask => {
  if (!who) throw new Error('nobody');
  return who.ask;
};

/** A location that nobody else counts, with so much of an item on it. */
async function bin(qty: number, more: { item?: string; lot?: string } = {}) {
  places += 1;
  const location = `P-${String(places).padStart(2, '0')}`;
  await ledger.put('/locations', [{ code: location }]);
  const item = more.item ?? (await ledger.fresh());
  await put(item, location, qty, more.lot);
  return { item, location };
}
const put = async (item: string, location: string, qty: number, lot = '', more = {}) =>
  expect(
    await asked(ann)('POST', '/movements?confirm=far-more', {
      act: 'adjust',
      item,
      to: location,
      lot,
      qty,
      reason: 'found',
      ...more,
    }),
  ).toMatchObject({ status: 201 });

const idOf = async (item: string): Promise<number> =>
  (await ledger.test.db.selectFrom('items').select('id').where('code', '=', item).executeTakeFirstOrThrow()).id;

async function sheetOf(...locations: string[]) {
  const made = await asked(ann)('POST', '/count-sheets', { locations });
  expect(made).toMatchObject({ status: 201 });
  const { lines } = (await asked(ann)('GET', `/count-sheets/${made.body.id}/to-count`)).body;
  return {
    id: made.body.id as number,
    sheet: made.body.sheet as string,
    lines: lines as { line: number; lot: string; without: string | null }[],
  };
}
const count = (who: TestPerson | undefined, line: number | undefined, qty: number, more = {}) =>
  asked(who)('POST', `/count-lines/${line}/counts`, { qty, ...more });
const review = async (ask: Ask, id: number) => (await ask('GET', `/count-sheets/${id}`)).body;
const countsOf = async (id: number): Promise<number[]> =>
  (await review(supervisor, id)).rows.map(({ count }: { count: number }) => count);

describe('a sheet', () => {
  it('is blind: what the book says is in no answer to who counts, until all lines are counted', async () => {
    const [one, two] = [await bin(4711), await bin(4712)];
    const sheet = await sheetOf(one.location, two.location);
    const answers = [
      (await asked(ann)('GET', `/count-sheets/${sheet.id}/to-count`)).raw,
      (await count(ann, sheet.lines[0]?.line, 4711)).raw,
      (await asked(bob)('GET', `/count-sheets/${sheet.id}`)).raw,
      (await asked(ann)('GET', '/count-sheets')).raw,
      (await asked(ann)('GET', '/count-programme')).raw,
      (await asked(ann)('GET', `/count-sheets/${sheet.id}/paper`)).raw,
    ].map(String);
    for (const answer of answers) expect(answer).not.toMatch(/4711|4712/);
    expect(await review(asked(bob), sheet.id)).toMatchObject({
      blind: true,
      rows: [{ book: null, counted: null }, {}],
    });
    expect(await review(supervisor, sheet.id)).toMatchObject({
      blind: false,
      rows: [{ book: 4711, counted: 4711 }, {}],
    });
    const early = await asked(bob)('POST', '/counts/approve', { counts: (await countsOf(sheet.id)).slice(0, 1) });
    expect(early.body.detail).toMatch(/still being counted/);
    await count(ann, sheet.lines[1]?.line, 4712);
    expect(await review(asked(bob), sheet.id)).toMatchObject({
      blind: false,
      rows: [{ book: 4711, difference: 0, barred: null }, {}],
    });
  });

  it('says of a bin without what it is counted, and more than the book beside that is asked before it stands', async () => {
    const { item, location } = await bin(1);
    await put(item, location, 918, '', { container: 'PALLET-1' });
    await put(item, location, 1, '', { serial: 'S-1' });
    const without = 'without what stands in PALLET-1, 1 piece by serial';
    const sheet = await sheetOf(location);
    expect(sheet.lines).toMatchObject([{ without }]);
    expect(String((await asked(ann)('GET', `/count-sheets/${sheet.id}/to-count`)).raw)).not.toMatch(/918/);
    // He sees the pallet and counts it too; the second does so as well.
    await count(ann, sheet.lines[0]?.line, 919);
    await count(bob, sheet.lines[0]?.line, 919);
    expect((await review(supervisor, sheet.id)).rows).toMatchObject([
      { without, book: 1, difference: 918, barred: null },
    ]);
    const counts = await countsOf(sheet.id);
    expect(await supervisor('POST', '/counts/approve', { counts })).toMatchObject({
      status: 409,
      body: {
        code: 'stands-apart',
        detail: expect.stringMatching(/^918 pcs more than the book .* without what stands in PALLET-1/),
        values: { confirm: 'stands-apart' },
      },
    });
    const sure = '/counts/approve?confirm=stands-apart';
    expect(await supervisor('POST', sure, { counts })).toMatchObject({ status: 422, body: { code: 'reason-missing' } });
    expect(await ledger.balance(item, location)).toBe(1);
    expect(await supervisor('POST', sure, { counts, reason: 'a second pallet came' })).toMatchObject({ status: 201 });
  });

  it('is due for a container that is full as for any other bin, not as one with nothing left', async () => {
    const { item, location } = await bin(5);
    const moved = { act: 'move', item, from: location, to: location, to_container: 'PALLET-2', qty: 5 };
    expect(await asked(ann)('POST', '/movements', moved)).toMatchObject({ status: 201 });
    const { raw, body } = await asked(ann)('GET', '/count-programme?days=60');
    const row = body.rows.find((one: { item: string }) => one.item === item);
    expect([row?.why ?? '', String(raw).includes('nothing is left')]).toEqual([
      expect.not.stringMatching(/nothing/),
      false,
    ]);
  });

  it('stands with a line for each lot; what lies there beside them is added, once', async () => {
    const { item, location } = await bin(5, { lot: 'L1' });
    await put(item, location, 6, 'L2');
    const sheet = await sheetOf(location);
    expect(sheet.lines.map(({ lot }) => lot)).toEqual(['L1', 'L2']);
    const found = { location, item, lot: 'L3', qty: 2 };
    expect(await asked(ann)('POST', `/count-sheets/${sheet.id}/found`, found)).toMatchObject({ status: 201 });
    const twice = await asked(ann)('POST', `/count-sheets/${sheet.id}/found`, found);
    expect(twice.body.detail).toMatch(/stands on this sheet already/);
    for (const [at, qty] of [5, 6].entries()) await count(ann, sheet.lines[at]?.line, qty);
    // Two where none should be are beyond any tolerance: another counts them.
    const lines = (await asked(bob)('GET', `/count-sheets/${sheet.id}/to-count`)).body.lines;
    expect(lines.map(({ lot, state }: { lot: string; state: string }) => [lot, state])).toEqual([
      ['L1', 'counted'],
      ['L2', 'counted'],
      ['L3', 'again'],
    ]);
  });

  it('leaves out what stands on an open one, also where two make it at the same moment', async () => {
    const { location } = await bin(5);
    const both = await Promise.all(
      [ann, bob].map((who) => asked(who)('POST', '/count-sheets', { locations: [location] })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect(both.find(({ status }) => status === 422)?.body.detail).toMatch(/on open sheets already: CS-\d+/);
  });

  it('from the programme has what is due with why; by classes what is of them', async () => {
    const { item, location } = await bin(5);
    const due = (await asked(ann)('GET', '/count-programme?days=60')).body.rows;
    const mine = due.find((row: { item: string }) => row.item === item);
    expect(mine).toMatchObject({ location, class: 'C', why: 'C, never counted', sheet: null });
    const made = await asked(ann)('POST', '/count-sheets', { due_until: mine.day });
    expect(made.status).toBe(201);
    const again = (await asked(ann)('GET', '/count-programme?days=60')).body.rows;
    expect(again.find((row: { item: string }) => row.item === item).sheet).toBe(made.body.sheet);
    await asked(ann)('POST', `/count-sheets/${made.body.id}/end`, { reason: 'a test' });
    const chosen = await asked(ann)('POST', '/count-sheets', { locations: [location], classes: ['A'] });
    expect(chosen.body.detail).toMatch(/nothing to count by this choice/);
  });

  it.each([
    ['less than nothing', { qty: -1 }, /-1 of .* cannot lie there. Maybe type what is there: 0 when the bin is empty/],
    ['half a piece', { qty: 1.5 }, /no whole number of pcs/],
    ['a unit without a factor', { qty: 1, unit: 'box' }, /Nothing says how many pcs/],
    ['a unit that is not there', { qty: 1, unit: 'heap' }, /There is no unit heap/],
    ['a moment to come', { qty: 1, at: '2026-11-04T08:00:00Z' }, /Nothing is counted before its time/],
  ])('refuses in a sentence: %s', async (_, body, says) => {
    const { location } = await bin(5);
    const sheet = await sheetOf(location);
    const answer = await asked(ann)('POST', `/count-lines/${sheet.lines[0]?.line}/counts`, body);
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringMatching(says)]);
  });

  it.each([
    ['a location that was deleted', { locations: ['GONE'] }, /There is no location GONE. Maybe it was deleted/],
    ['an item that is not there', { items: ['NONE'] }, /There is no item NONE/],
    ['nothing chosen', {}, /Say what is to be counted/],
  ])('is not made of %s', async (_, body, says) => {
    expect((await asked(ann)('POST', '/count-sheets', body)).body.detail).toMatch(says);
  });

  it('is counted in another unit by its exact factor, kept as it was typed', async () => {
    const { location } = await bin(24, { item: 'BOLT' });
    const sheet = await sheetOf(location);
    expect(await count(ann, sheet.lines[0]?.line, 2, { unit: 'box' })).toMatchObject({ status: 201 });
    expect((await review(supervisor, sheet.id)).rows).toMatchObject([{ counted: 24, difference: 0 }]);
  });

  it('on paper has where and what, and nothing of what should be', async () => {
    const line = {
      line: 1,
      location: 'A-01',
      item: 'BOLT',
      item_name: 'Bolt',
      lot: 'L9',
      unit: 'pcs',
      units: [],
      state: 'open' as const,
      without: 'without what stands in PALLET-1',
    };
    const sheet = {
      id: 7,
      sheet: 'CS-7',
      note: null,
      made_at: plantNow,
      lines: [line],
      places: [{ location: 'A-02', looked: false }],
    };
    const paper = Buffer.from(await sheetPdf(sheet, { site: 'Plant', zone: 'UTC' }, { compress: false }));
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    // Texts are pieces of hex in the file, kerned.
    const text = [...paper.toString('latin1').matchAll(/<([0-9a-f]+)>/g)]
      .map(([, hex]) => Buffer.from(hex ?? '', 'hex'))
      .join('');
    expect(text).toMatch(/Count sheet CS-7.*A-01.*BOLT.*L9.*A-02.*no goods on the list/);
  });
});

describe('an annual inventory', () => {
  it('looks at the places where the book has nothing too: found empty, or what lies there becomes a line', async () => {
    const { location } = await bin(5);
    await ledger.put('/locations', [
      { code: `${location}-E1` },
      { code: `${location}-E2` },
      { code: `${location}-E3` },
    ]);
    const make = (more: object) => asked(ann)('POST', '/count-sheets', { locations: [`${location}*`], ...more });
    const item = await ledger.fresh();
    const made = await make({ inventory: true });
    expect(made.body).toMatchObject({
      lines: 1,
      places: 3,
      done: expect.stringMatching(/: 1 line to count, and 3 places to look at, where the book has nothing\.$/),
    });
    const id: number = made.body.id;
    const look = (place: string, who = ann) => asked(who)('POST', `/count-sheets/${id}/looks`, { location: place });
    const left = async () => {
      const { lines, places: all } = (await asked(ann)('GET', `/count-sheets/${id}/to-count`)).body;
      const seen = all.flatMap(({ location: place, looked }: { location: string; looked: boolean }) =>
        looked ? [] : [place.slice(-2)],
      );
      return [lines.length, seen];
    };
    expect(await left()).toEqual([1, ['E1', 'E2', 'E3']]);
    // They stand on this sheet: another has nothing of them.
    expect((await make({ inventory: true })).body.code).toBe('on-sheets');
    expect((await look(`${location}-E1`)).body.done).toBe(`${location}-E1 was looked at, and is empty.`);
    expect((await look(`${location}-E1`, bob)).status).toBe(201);
    expect((await look(location)).body.detail).toMatch(/Goods were told to/);
    expect((await look('A')).body.detail).toMatch(/no place of CS-\d+ without goods/);
    const found = { location: `${location}-E2`, item, lot: '', qty: 2 };
    expect((await asked(ann)('POST', `/count-sheets/${id}/found`, found)).status).toBe(201);
    expect(await left()).toEqual([2, ['E3']]);
    await put(item, `${location}-E3`, 7);
    expect((await look(`${location}-E3`)).body.code).toBe('came-since');
    await asked(ann)('POST', `/count-sheets/${id}/found`, { ...found, location: `${location}-E3`, qty: 7 });
    const { places: all } = (await asked(ann)('GET', `/count-sheets/${id}`)).body;
    expect(all.map(({ who }: { who: string }) => who)).toEqual([ann?.name, ann?.name, ann?.name]);
    await asked(ann)('POST', `/count-sheets/${id}/end`, { reason: 'a test' });
    // Of items or classes it is no inventory of places.
    expect((await make({ inventory: true, items: [item] })).body).toMatchObject({ places: 0 });
  });
});

describe('a difference', () => {
  it('beyond its tolerance is counted again by another, then approved by who may; it is posted at the moment of the count', async () => {
    const { item, location } = await bin(100);
    const sheet = await sheetOf(location);
    const [line] = sheet.lines;
    await count(ann, line?.line, 60);
    expect((await count(ann, line?.line, 60)).body.detail).toMatch(/counted again, by another/);
    await setNow(ledger.test.db, '2026-11-03T09:00:00.000Z');
    expect(await count(bob, line?.line, 62, { at: '2026-11-03T08:30:00Z' })).toMatchObject({ status: 201 });
    // Ten leave after it was counted.
    await asked(ann)('POST', '/movements', { act: 'move', item, from: location, to: 'B', qty: 10 });
    const counts = await countsOf(sheet.id);
    const own = await asked(bob)('POST', '/counts/approve', { counts });
    expect(own.body.detail).toMatch(/You counted .* yourself/);
    const over = await asked(ann)('POST', '/counts/approve', { counts });
    expect(over.body.detail).toMatch(/beyond the limit: a supervisor approves it/);
    expect((await review(supervisor, sheet.id)).rows).toMatchObject([
      { book: 100, counted: 62, difference: -38, moved_since: -10, within: false, barred: null },
    ]);
    expect(await supervisor('POST', '/counts/approve', { counts, reason: 'seen' })).toMatchObject({
      status: 201,
      body: { done: '1 count approved.', approved: 1, left: [] },
    });
    expect(await ledger.balance(item, location)).toBe(52);
    const moved = (await asked(ann)('GET', `/movements?item=${item}&reference_kind=count`)).body.rows;
    expect(moved).toMatchObject([
      {
        qty: 38,
        from_location: location,
        moved_at: '2026-11-03T08:30:00.000Z',
        reference_key: sheet.sheet,
        reason: 'seen',
      },
    ]);
    const back = await asked(ann)('POST', `/movements/${moved[0].id}/reverse`, { reason: 'no' });
    expect(back.body.detail).toMatch(/Maybe count that place again/);
    await setNow(ledger.test.db, plantNow);
  });

  it('an issue told after approval for before the count says so and deducts nothing there', async () => {
    const { item, location } = await bin(10);
    await ledger.put('/locations', [{ code: `${location}-TO` }]);
    const sheet = await sheetOf(location);
    await setNow(ledger.test.db, '2026-11-03T10:00:00.000Z');
    await count(ann, sheet.lines[0]?.line, 6, { at: '2026-11-03T09:00:00Z' });
    await count(bob, sheet.lines[0]?.line, 6, { at: '2026-11-03T09:05:00Z' });
    await supervisor('POST', '/counts/approve', { counts: await countsOf(sheet.id) });
    const late = { act: 'move', item, from: location, to: `${location}-TO`, qty: 4, moved_at: '2026-11-03T08:45:00Z' };
    expect((await asked(ann)('POST', '/movements', late)).body.done).toBe(
      `4 pcs of ${item} moved from ${location} to ${location}-TO. ${location} was counted after that (2026-11-03 10:05) and keeps what was counted.`,
    );
    expect([await ledger.balance(item, location), await ledger.balance(item, `${location}-TO`)]).toEqual([6, 4]);
    await setNow(ledger.test.db, plantNow);
  });

  it('that leaves less than is reserved there names who loses by it, which is a supervisor’s to say', async () => {
    const { item, location } = await bin(10);
    const beside = `${location}-B`;
    await ledger.put('/locations', [{ code: beside }]);
    await put(item, beside, 5);
    for (const [at, qty] of [
      [location, 8],
      [beside, 3],
    ] as const) {
      await ledger.put('/work-orders', [{ number: `MO-${at}`, item, qty: 1, state: 'firm' }]);
      const asks = { item, location: at, qty, for: `MO-${at}` };
      expect(await ledger.planner('POST', '/allocations/reserve', asks)).toMatchObject({ status: 201 });
    }
    const sheet = await sheetOf(location);
    for (const who of [ann, bob]) await count(who, sheet.lines[0]?.line, 7);
    expect(await review(supervisor, sheet.id)).toMatchObject({ rows: [{ losing: `MO-${location} 8` }] });
    const counts = await countsOf(sheet.id);
    expect(await supervisor('POST', '/counts/approve', { counts })).toMatchObject({
      status: 409,
      body: { code: 'allocated', detail: expect.stringContaining(`MO-${location} has 8`) },
    });
    const yes = '/counts/approve?confirm=allocated';
    const keeper = await ledger.test.person(['storekeeper']);
    expect(await keeper.ask('POST', yes, { counts, reason: 'three are gone' })).toMatchObject({ status: 403 });
    expect(await supervisor('POST', yes, { counts })).toMatchObject({ status: 422, body: { code: 'reason-missing' } });
    expect(await supervisor('POST', yes, { counts, reason: 'three are gone' })).toMatchObject({ status: 201 });
    const { spots } = (await ledger.planner('GET', `/free-stock?item=${item}&location=${location}`)).body;
    expect(spots).toMatchObject([{ there: 7, allocated: 7, free: 0 }]);
  });

  it('approved by two at once is posted once, and the second is told by whom', async () => {
    const { item, location } = await bin(10);
    const sheet = await sheetOf(location);
    for (const who of [ann, bob]) await count(who, sheet.lines[0]?.line, 7);
    const counts = await countsOf(sheet.id);
    const other = await ledger.test.person(['supervisor']);
    const both = await Promise.all([supervisor, other.ask].map((ask) => ask('POST', '/counts/approve', { counts })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect(both.find(({ status }) => status === 422)?.body.detail).toMatch(/approved already, by Person/);
    expect(await ledger.balance(item, location)).toBe(7);
  });

  it('refused is counted again; a count that was overtaken meanwhile is not approved', async () => {
    const { location } = await bin(10);
    const sheet = await sheetOf(location);
    await count(ann, sheet.lines[0]?.line, 10);
    const first = await countsOf(sheet.id);
    expect(await supervisor('POST', '/counts/again', { counts: first, reason: 'look behind the rack' })).toMatchObject({
      status: 201,
      body: { done: '1 line to be counted again.' },
    });
    await count(bob, sheet.lines[0]?.line, 10);
    expect((await supervisor('POST', '/counts/approve', { counts: first })).body.detail).toMatch(
      /counted again since you looked/,
    );
    expect(await supervisor('POST', '/counts/approve', { counts: await countsOf(sheet.id) })).toMatchObject({
      status: 201,
    });
  });

  it('of a sheet that was ended changes nothing', async () => {
    const { item, location } = await bin(10);
    const sheet = await sheetOf(location);
    await count(ann, sheet.lines[0]?.line, 10);
    const counts = await countsOf(sheet.id);
    expect((await asked(ann)('POST', `/count-sheets/${sheet.id}/end`, { reason: 'tomorrow' })).body.done).toBe(
      `Sheet ${sheet.sheet} is ended: 1 line was not approved, and nothing is posted of it.`,
    );
    expect((await supervisor('POST', '/counts/approve', { counts })).body.detail).toMatch(
      /was ended: nothing of it is posted/,
    );
    expect((await count(bob, sheet.lines[0]?.line, 3)).body.detail).toMatch(/was ended. Maybe make a new one/);
    expect(await ledger.balance(item, location)).toBe(10);
  });

  it('that leaves a balance below zero is asked and wants a reason: more left since than was counted', async () => {
    const { item, location } = await bin(10);
    const sheet = await sheetOf(location);
    for (const who of [ann, bob]) await count(who, sheet.lines[0]?.line, 3, { at: '2026-11-03T08:00:00Z' });
    await asked(ann)('POST', '/movements', {
      act: 'move',
      item,
      from: location,
      to: 'B',
      qty: 8,
      moved_at: '2026-11-03T08:30:00Z',
    });
    const counts = await countsOf(sheet.id);
    expect(await supervisor('POST', '/counts/approve', { counts })).toMatchObject({
      status: 409,
      body: { code: 'negative' },
    });
    const said = await supervisor('POST', '/counts/approve?confirm=negative', { counts, reason: 'both were seen' });
    expect(said.status).toBe(201);
    expect(await ledger.balance(item, location)).toBe(-5);
  });
});

it('accuracy is of lines, by class, location and month, and what was found more never makes up for what was missing', async () => {
  const found = [];
  for (const qty of [110, 90]) {
    const one = await bin(100);
    await ledger.planner('PATCH', `/items/${await idOf(one.item)}`, { unit_cost: 3 }, { version: 1 });
    const sheet = await sheetOf(one.location);
    for (const who of [ann, bob]) await count(who, sheet.lines[0]?.line, qty);
    await supervisor('POST', '/counts/approve', { counts: await countsOf(sheet.id) });
    found.push(one);
  }
  const before = (await asked(ann)('GET', '/count-accuracy')).body;
  const again = await sheetOf((await bin(100)).location);
  await count(ann, again.lines[0]?.line, 60);
  await supervisor('POST', '/counts/again', { counts: await countsOf(again.id), reason: 'far off' });
  const { location, class: classes, month, total, again: open } = (await asked(ann)('GET', '/count-accuracy')).body;
  // What is counted again is in no share, and is told beside them.
  expect([total.counted, open]).toEqual([before.total.counted, before.again + 1]);
  const at = (place: string | undefined) => location.find(({ name }: { name: string }) => name === place);
  // 10 more at 3.00 and 10 missing at 3.00: 30.00 each, not 0.
  expect(at(found[0]?.location)).toMatchObject({ counted: 1, right: 0, share: 0, more: 30, missing: 0 });
  expect(at(found[1]?.location)).toMatchObject({ counted: 1, right: 0, share: 0, more: 0, missing: 30 });
  expect(total).toMatchObject({ more: 30, missing: 30 });
  expect(classes.map(({ name }: { name: string }) => name)).toEqual(['C']);
  expect(month.map(({ name }: { name: string }) => name)).toEqual(['2026-11']);
  const history = await asked(ann)('GET', `/count-history?item=${found[0]?.item}&location=${found[0]?.location}`);
  expect(history.body.rows).toMatchObject([
    { counted: 110, book: 100, difference: 10, within: false, counter: bob?.name, approver: boss.name },
  ]);
  const one = found[0];
  for (const [of, bins] of [
    [`item=${one?.item}`, [one]],
    [`location=${one?.location}`, [one]],
    ['', found],
  ] as const) {
    const { rows, more } = (await asked(ann)('GET', `/count-history?${of}`)).body;
    expect(more).toBe(false);
    const named = rows.map(({ item, location }: { item: string; location: string }) => `${item} ${location}`);
    for (const bin of bins) expect(named).toContain(`${bin?.item} ${bin?.location}`);
    if (of !== '') expect(new Set(named).size).toBe(1);
  }
});

describe('rules of counting', () => {
  it('are set by a supervisor, each by itself, within their bounds', async () => {
    expect((await asked(ann)('PATCH', '/count-rules', { a_per_year: 12 })).status).toBe(403);
    expect((await supervisor('PATCH', '/count-rules', { a_share: 90, b_share: 20 })).body.detail).toMatch(
      /100 % at most/,
    );
    expect((await supervisor('PATCH', '/count-rules', { a_per_year: null })).status).toBe(400);
    expect((await supervisor('PATCH', '/count-rules', { a_per_year: 12, limit_amount: null })).status).toBe(200);
    expect((await asked(ann)('GET', '/count-rules')).body).toMatchObject({
      a_per_year: 12,
      limit_amount: null,
      b_per_year: 2,
    });
    await supervisor('PATCH', '/count-rules', { a_per_year: 4, limit_amount: 100 });
  });

  it('who only looks counts and approves nothing', async () => {
    const viewer = await ledger.test.as(['viewer']);
    for (const [path, body] of [
      ['/count-sheets', { locations: ['A'] }],
      ['/counts/approve', { counts: [1] }],
    ] as const)
      expect((await viewer('POST', path, body)).status).toBe(403);
  });
});
