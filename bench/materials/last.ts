/** The last pieces, which two hundred clients want at once, twice as many as there are. */
import { itemOf, site } from '../../desk/src/duties/inventory/ledger.bench.ts';
import type { Database } from '../../desk/src/server/database/database.ts';
import { atMost, type Figure } from '../figure.ts';
import { type Answered, client, type Desk, expectDone, found, milliseconds } from './load.ts';

const clients = 200;
const lot = 'LAST';
const [shelf, other] = ['BP-199', 'BP-200'];

/** The figure of the longest wait, once as many were served as there are pieces, and the others told that there are none. */
function longestWait(words: string, answers: readonly Answered[]): Figure {
  answers.forEach((one) => expectDone(one, [409]));
  const served = answers.filter(({ status }) => status === 201).length;
  if (served !== clients / 2) throw new Error(`${words}: ${served} were served`);
  return atMost(words, Math.max(...milliseconds(answers)) / 1000, 's', 2);
}

const atOnce = (desk: Desk, path: string, body: (n: number) => object): Promise<readonly Answered[]> =>
  Promise.all(Array.from({ length: clients }, (_, n) => client(desk)('POST', path, body(n))));

export async function lastPiecesMoved(keeper: Desk): Promise<Figure> {
  const item = itemOf(7776);
  expectDone(await client(keeper)('POST', '/movements', found(item, shelf, clients / 2, { lot })));
  const move = { act: 'move', item, lot, from: shelf, to: other, qty: 1 };
  return longestWait(
    '200 clients move the last 100 pieces, the longest wait',
    await atOnce(keeper, '/movements', () => move),
  );
}

/** Of four items, each at two places; each client wants one piece wherever it is free, for one of the orders there are. */
export async function lastPiecesReserved(keeper: Desk, planner: Desk, db: Database): Promise<Figure> {
  const wanted = [0, 1, 2, 3].map((n) => itemOf(7770 + n));
  const pieces = clients / 2 / wanted.length;
  for (const item of wanted)
    for (const [at, qty] of [
      [shelf, pieces - 7],
      [other, 7],
    ] as const)
      expectDone(await client(keeper)('POST', '/movements', found(item, at, qty, { lot })));
  const orders = await db
    .selectFrom('work_orders')
    .select('number')
    .where('site', '=', site)
    .where('state', 'in', ['firm', 'released', 'started'])
    .orderBy('number')
    .execute();
  const answers = await atOnce(planner, '/allocations/reserve', (n) => ({
    item: wanted[n % wanted.length],
    lot,
    qty: 1,
    for: orders[(n >> 2) % orders.length]?.number,
  }));
  const figure = longestWait('200 clients reserve the last 100 of 4 items, the longest wait', answers);
  const reserved = await db
    .selectFrom('allocations')
    .select(({ fn }) => ['item', 'location', fn.sum<number>('qty').as('qty')])
    .where('site', '=', site)
    .where('lot', '=', lot)
    .groupBy(['item', 'location'])
    .orderBy('item')
    .orderBy('location')
    .execute();
  const there = wanted.flatMap((item) => [`18 ${item} ${shelf}`, `7 ${item} ${other}`]);
  const bound = reserved.map(({ item, location, qty }) => `${qty} ${item} ${location}`);
  if (String(bound) !== String(there))
    throw new Error(`reserved was ${bound.join(', ')}, and there is ${there.join(', ')}`);
  return figure;
}
