import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ask, TestAnswer } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from './ledger.test-support.ts';
import { LedgerModel, loose, mirrored } from './ledgermodel.test-support.ts';

let ledger: LedgerTest;
let maker: Ask;
beforeAll(async () => {
  ledger = await ledgerTest();
  maker = await ledger.test.as(['planner', 'buyer']);
  for (const [path, body] of [
    ['/items', { code: 'FRAME', supply: 'make', unit: 'pcs' }],
    ['/vendors', { code: 'KRAFT' }],
  ] as const)
    expect(await maker('POST', path, body)).toMatchObject({ status: 201 });
});
afterAll(() => ledger.test.close());

const place = fc.constantFrom('A', 'B', 'C');
const box = fc.constantFrom('', 'C1', 'C2');
const told = fc
  .record({
    lot: fc.constantFrom('', '', 'L1'),
    serial: fc.constantFrom('', '', '', 'S1', 'S2'),
    container: fc.oneof(fc.constant(''), box),
    owner: fc.constantFrom('', '', '', 'KRAFT'),
    qty: fc.integer({ min: 1, max: 9 }),
  })
  .map((goods) => ({ ...goods, qty: goods.serial === '' ? goods.qty : 1 }));
const nth = fc.nat(20);
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('find' as const), to: place, goods: told }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      from: place,
      to: place,
      goods: told,
      into: fc.option(box),
      sure: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constant('scrap' as const), from: place, goods: told, sure: fc.boolean() }),
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('carry' as const), box: fc.constantFrom('C1', 'C2'), to: place }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('issue' as const), from: place, goods: told }) },
  fc.record({ kind: fc.constant('return' as const), to: place, goods: told }),
  fc.record({ kind: fc.constant('receive' as const), to: place, goods: told }),
  fc.record({ kind: fc.constant('give back' as const), nth }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), nth, sure: fc.boolean() }) },
  fc.record({ kind: fc.constant('write' as const), at: place, qty: fc.integer({ min: -3, max: 20 }) }),
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** An item with an order that draws it and a line that brings it, and what is done with it, here and in the model. */
async function plant() {
  const item = await ledger.fresh();
  for (const [path, body] of [
    ['/work-orders', { number: `MO-${item}`, item: 'FRAME', qty: 1, state: 'released' }],
    ['/work-materials', { work_order: `MO-${item}`, item, qty: 10_000 }],
    ['/purchase-lines', { order_no: `PO-${item}`, line: 1, vendor: 'KRAFT', item, qty: 10_000 }],
  ] as const)
    expect(await maker('POST', path, body)).toMatchObject({ status: 201 });
  const model = new LedgerModel();
  const boxed = (name: string) => (name === '' ? '' : `${item}-${name}`);
  const post = (path: string, body: object): Promise<TestAnswer> => ledger.keeper('POST', path, body);

  /** What the ledger answered, and whether the model would have it. */
  async function both(done: Act): Promise<readonly [TestAnswer, boolean]> {
    switch (done.kind) {
      case 'find':
      case 'move':
      case 'scrap': {
        const { qty, ...goods } = { ...done.goods, container: boxed(done.goods.container) };
        const from = done.kind === 'find' ? null : done.from;
        const to = done.kind === 'scrap' ? null : done.to;
        const into = done.kind === 'move' && done.into !== null ? boxed(done.into) : goods.container;
        const sure = done.kind !== 'find' && done.sure;
        const legs = [
          ...(from === null ? [] : [{ at: from, ...goods, qty: -qty }]),
          ...(to === null ? [] : [{ at: to, ...goods, container: into, qty }]),
        ];
        const body = {
          act: done.kind === 'find' ? 'adjust' : done.kind,
          item,
          ...goods,
          from,
          to,
          qty,
          to_container: into,
        };
        const path = `/movements?confirm=far-more${sure ? ',negative' : ''}`;
        const answer = await post(path, { ...body, reason: 'model' });
        const may = !(from === to && goods.container === into) && model.post(legs, sure);
        if (may) model.movements.push({ id: answer.body.movement?.id, legs, byHand: true, back: false });
        return [answer, may];
      }
      case 'carry': {
        const content = model.content(boxed(done.box));
        const answer = await post(`/containers/${boxed(done.box)}/move`, { to: done.to });
        const legs = content.flatMap((one) => [
          { ...one, qty: -one.qty },
          { ...one, at: done.to },
        ]);
        return [answer, content.length > 0 && content[0]?.at !== done.to && model.post(legs, true)];
      }
      case 'issue': {
        const { lot, serial, qty } = done.goods;
        const line = { item, location: done.from, lot, serial, qty };
        return [await post(`/pick-lists/MO-${item}/issue`, { lines: [line] }), model.issue(done.from, done.goods, qty)];
      }
      case 'return': {
        const { lot, serial, qty } = done.goods;
        const body = { item, location: done.to, lot, serial, qty };
        return [await post(`/pick-lists/MO-${item}/return`, body), model.giveBack(done.to, done.goods, qty)];
      }
      case 'receive': {
        const { lot, qty } = done.goods;
        const answer = await post('/receipts', { line: `PO-${item}/1`, qty, lot, to: done.to });
        const legs = [{ ...loose, lot, at: done.to, qty }];
        const may = model.post(legs);
        model.receipts.push({ id: answer.body.receipt?.id, legs, back: false });
        return [answer, may];
      }
      case 'give back': {
        const receipt = model.receipts[done.nth % Math.max(1, model.receipts.length)];
        const answer = await post(`/receipts/${receipt?.id ?? 0}/take-back`, { reason: 'model' });
        const may = receipt !== undefined && !receipt.back && model.post(mirrored(receipt.legs));
        if (may) receipt.back = true;
        return [answer, may];
      }
      case 'reverse': {
        const wrong = model.movements[done.nth % Math.max(1, model.movements.length)];
        const confirmed = done.sure ? '?confirm=negative' : '';
        const answer = await post(`/movements/${wrong?.id ?? 0}/reverse${confirmed}`, { reason: 'model' });
        const legs = mirrored(wrong?.legs ?? []);
        const may = wrong !== undefined && wrong.byHand && !wrong.back && model.post(legs, done.sure);
        if (may) {
          wrong.back = true;
          model.movements.push({ id: answer.body.movement?.id, legs, byHand: false, back: true });
        }
        return [answer, may];
      }
      case 'write': {
        await rawly(
          ledger.test.db,
          `insert into stock (site, item, location, qty) values ('PLANT', '${item}', '${done.at}', ${done.qty})
           on conflict (site, item, location, lot, serial, container, owner) do update set qty = excluded.qty`,
        );
        const more = done.qty - model.qty(done.at, loose);
        return [
          { status: 201, body: {}, headers: {}, raw: Buffer.of() },
          model.post([{ ...loose, at: done.at, qty: more }], true),
        ];
      }
    }
  }

  const standing = async () => {
    const { rows } = await sql<{ what: string }>`
      select concat(concat_ws('|', location, lot, serial, container, owner), ': ', qty::float8) as what
      from stock where item = ${item} and qty <> 0`.execute(ledger.test.db);
    return rows.map(({ what }) => what).toSorted();
  };
  return { both, standing, model };
}

it('whatever is done by hand, with lots, pieces, containers and goods of partners, issued, received and taken back, is as a model in memory says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 40, size: 'max' }), async (acts) => {
      const { both, standing, model } = await plant();
      for (const [n, done] of acts.entries()) {
        const [{ status, body }, may] = await both(done);
        const said = status === 201 || (status >= 400 && status < 500 && !may) ? '' : (body.detail ?? body.title);
        expect([n, done.kind, status === 201, said]).toEqual([n, done.kind, may, '']);
      }
      expect(await standing()).toEqual(model.standing());
    }),
    { numRuns: 12 },
  );
  expect(await ledger.differences()).toEqual([]);
});
