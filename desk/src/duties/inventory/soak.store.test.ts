import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ask, TestAnswer, TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest } from './ledger.test-support.ts';
import { type By, deadlocksIn, mixedRecords, mixedTurn } from './mix.bench.ts';

let test: TestApp;
let differences: LedgerTest['differences'];
let by: Record<By, Ask>;
const among = { items: ['BOLT', 'NUT'], places: ['A', 'B', 'C', 'Q'] };
beforeAll(async () => {
  const ledger = await ledgerTest();
  ({ test, differences } = ledger);
  by = {
    keeper: await test.as(['storekeeper']),
    other: await test.as(['storekeeper']),
    planner: ledger.planner,
    supervisor: await test.as(['storekeeper', 'supervisor']),
  };
  const maker = await test.as(['planner', 'buyer']);
  for (const [path, rows] of mixedRecords(among, 'pcs'))
    for (const row of rows) expect(await maker('POST', path, row)).toMatchObject({ status: 201 });
});
afterAll(() => test.close());

const seconds = 20;

/** The same each time: what many do at once differs enough. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

it('twenty seconds of all that moves, is reserved, issued, received and counted, by many at once: no deadlock, every balance the sum of its movements, nothing lost', async () => {
  const end = performance.now() + seconds * 1000;
  const client = async (n: number): Promise<TestAnswer[]> => {
    const random = dice(n + 1);
    const answers: TestAnswer[] = [];
    while (performance.now() < end)
      answers.push(...(await mixedTurn((who, method, path, body) => by[who](method, path, body), random, among)));
    return answers;
  };
  const answers = (await Promise.all(Array.from({ length: 12 }, (_, n) => client(n)))).flat();

  // 404: a reservation that another released meanwhile.
  expect(answers.filter(({ status }) => ![200, 201, 404, 409, 422].includes(status)).map(({ body }) => body)).toEqual(
    [],
  );
  expect(answers.filter(({ body }) => body.code === 'busy')).toEqual([]);
  expect(await deadlocksIn(test.db)).toBe(0);
  const numbers = answers.flatMap(({ status, body }): number[] =>
    status !== 201
      ? []
      : (body.movements ?? [body.movement?.id ?? body.movement ?? body.receipt?.movement ?? []].flat()),
  );
  expect(numbers.length).toBeGreaterThan(0);
  const kept = new Set((await test.db.selectFrom('movements').select('id').execute()).map(({ id }) => id));
  expect(numbers.filter((id) => !kept.has(id))).toEqual([]);
  expect(await differences()).toEqual([]);
});
