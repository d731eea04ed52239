import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ask, TestAnswer, TestApp } from '../../server/test-app.ts';
import { mixedAct } from './ledger.bench.ts';
import { type LedgerTest, ledgerTest } from './ledger.test-support.ts';

let test: TestApp;
let put: LedgerTest['put'];
let differences: LedgerTest['differences'];
let planner: Ask;
beforeAll(async () => {
  ({ test, put, differences, planner } = await ledgerTest());
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/work-orders', [{ number: 'MO-1', item: 'FRAME', qty: 1, state: 'released' }]);
});
afterAll(() => test.close());

const among = { items: ['BOLT', 'NUT'], places: ['A', 'B', 'C', 'Q'] };
const seconds = 20;

/** The same each time: what many do at once differs enough. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

it('twenty seconds of all that moves and is reserved, by many at once: no deadlock, every balance the sum of its movements, nothing lost', async () => {
  const roles = ['storekeeper', 'supervisor'] as const;
  const keepers = [await test.as(roles), await test.as(roles), await test.as(roles)];
  const end = performance.now() + seconds * 1000;
  const client = async (n: number): Promise<TestAnswer[]> => {
    const random = dice(n + 1);
    const answers: TestAnswer[] = [];
    while (performance.now() < end) {
      const { path, body } = mixedAct(random, among);
      const item = among.items[random(2)];
      const what = random(12);
      answers.push(
        what === 0
          ? await planner('POST', '/allocations/reserve', {
              item,
              location: among.places[random(3)],
              qty: 1,
              for: 'MO-1',
            })
          : await keepers[n % 3]!('POST', what < 4 ? `${path}?confirm=allocated` : path, body),
      );
    }
    return answers;
  };
  const answers = (await Promise.all(Array.from({ length: 12 }, (_, n) => client(n)))).flat();

  const said = (status: number) => answers.filter((one) => one.status === status);
  expect(answers.filter(({ status }) => ![201, 409, 422].includes(status)).map(({ body }) => body)).toEqual([]);
  expect(said(409).filter(({ body }) => body.code === 'busy')).toEqual([]);
  const numbers = said(201).flatMap(
    ({ body }): number[] => body.movements ?? (body.movement ? [body.movement.id] : []),
  );
  expect(numbers.length).toBeGreaterThan(0);
  const kept = new Set((await test.db.selectFrom('movements').select('id').execute()).map(({ id }) => id));
  expect(numbers.filter((id) => !kept.has(id))).toEqual([]);
  expect(await differences()).toEqual([]);
});
