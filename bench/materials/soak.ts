/** All that moves or binds stock, by many at once, for minutes. */
import { itemOf, placeOf } from '../../desk/src/duties/inventory/ledger.bench.ts';
import {
  type By,
  deadlocksIn,
  type MixedAsk,
  mixedRecords,
  mixedTurn,
  type Said,
} from '../../desk/src/duties/inventory/mix.bench.ts';
import type { Database } from '../../desk/src/server/database/database.ts';
import { atMost, type Figure } from '../figure.ts';
import { type Client, client, expectDone } from './load.ts';

const clients = 48;
const among = {
  items: Array.from({ length: 40 }, (_, n) => itemOf(n)),
  places: Array.from({ length: 8 }, (_, n) => placeOf(n)),
};
const random = (below: number): number => Math.floor(Math.random() * below);
type Heard = Said & { readonly ms: number; readonly of: string };

const asker =
  (by: Record<By, Client>): MixedAsk<Heard> =>
  async (who, method, path, body) => {
    const answer = await by[who](method, path, body);
    // 404: a reservation that another released meanwhile.
    expectDone(answer, [404, 409, 422]);
    return { ...answer, body: JSON.parse(answer.body) as Said['body'], of: path.split('/')[1]?.split('?')[0] ?? '' };
  };

/** Tokens of whoever takes part; the buyer, who plans too, makes what they do it for. */
export async function soaked(
  url: string,
  tokens: Record<By | 'buyer', string>,
  db: Database,
  minutes: number,
): Promise<readonly Figure[]> {
  const unit = await db.selectFrom('items').select('unit').where('code', '=', itemOf(0)).executeTakeFirstOrThrow();
  const maker = client({ url, token: tokens.buyer });
  for (const [path, rows] of mixedRecords(among, unit.unit))
    for (const row of rows) expectDone(await maker('POST', path, row));

  const before = await deadlocksIn(db);
  const end = performance.now() + minutes * 60_000;
  const one = async (): Promise<readonly Heard[]> => {
    const token = (who: By) => client({ url, token: tokens[who] });
    const ask = asker({
      keeper: token('keeper'),
      other: token('other'),
      planner: token('planner'),
      supervisor: token('supervisor'),
    });
    const heard: Heard[] = [];
    while (performance.now() < end) heard.push(...(await mixedTurn(ask, random, among)));
    return heard;
  };
  const answers = (await Promise.all(Array.from({ length: clients }, one))).flat();
  const deadlocks = (await deadlocksIn(db)) - before;
  const [longest] = answers.toSorted((a, b) => b.ms - a.ms);
  return [
    atMost(`deadlocks in ${minutes} minutes of mixed load, ${answers.length} answers`, deadlocks, '', 0),
    atMost('told to try again', answers.filter(({ body }) => body.code === 'busy').length, '', 0),
    atMost(`its longest wait, of ${longest?.of}`, (longest?.ms ?? Number.NaN) / 1000, 's', 2),
  ];
}
