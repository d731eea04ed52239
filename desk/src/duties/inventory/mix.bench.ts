/** All that moves or binds stock, by whoever may do it, at random: any of it may be refused, none may end in an error. */
import { sql } from 'kysely';
import type { Database } from '../../server/database/database.ts';

/** Two keepers: who counts again is another. */
export type By = 'keeper' | 'other' | 'planner' | 'supervisor';

export interface Said {
  readonly status: number;
  /** Of what the answers hold, what the next request needs. */
  readonly body: {
    readonly code?: string;
    readonly id?: number;
    readonly movement?: { readonly id: number };
    readonly receipt?: { readonly id: number };
    readonly holders?: readonly { readonly id: number }[];
    readonly lines?: readonly { readonly line: number }[];
    readonly rows?: readonly { readonly count: number | null }[];
  };
}
export type MixedAsk<Answer extends Said> = (
  by: By,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
) => Promise<Answer>;

export interface Among {
  readonly items: readonly string[];
  readonly places: readonly string[];
}

const [order, purchase] = ['MIX-MO', 'MIX-PO'];
const plenty = 1_000_000;

/** An order that draws all of these items and a purchase line that brings each, of more than any load takes. */
export const mixedRecords = (
  { items }: Among,
  unit: string,
): readonly (readonly [path: string, rows: readonly object[]])[] => [
  ['/items', [{ code: 'MIX-FRAME', supply: 'make', unit }]],
  ['/vendors', [{ code: 'MIX-VENDOR' }]],
  ['/work-orders', [{ number: order, item: 'MIX-FRAME', qty: 1, state: 'released' }]],
  ['/work-materials', items.map((item) => ({ work_order: order, item, qty: plenty }))],
  [
    '/purchase-lines',
    items.map((item, n) => ({ order_no: purchase, line: n + 1, vendor: 'MIX-VENDOR', item, qty: plenty })),
  ],
];

type Random = (below: number) => number;
const one = (random: Random, words: readonly string[]): string => words[random(words.length)] ?? '';

/** One thing that somebody does, with all the requests it takes; answers what each of them was answered. */
export async function mixedTurn<Answer extends Said>(
  asked: MixedAsk<Answer>,
  random: Random,
  among: Among,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const ask: MixedAsk<Answer> = async (...what) => {
    const answer = await asked(...what);
    answers.push(answer);
    return answer;
  };
  const kind = random(20);
  if (kind < 9) await moves(ask, random, among);
  else if (kind < 12) await reserves(ask, random, among);
  else if (kind < 15) await issues(ask, random, among);
  else if (kind < 18) await receives(ask, random, among);
  else await counts(ask, random, among);
  return answers;
}

/** Some of it of one piece and one container, some of it taken back. */
async function moves<Answer extends Said>(
  ask: MixedAsk<Answer>,
  random: Random,
  { items, places }: Among,
): Promise<void> {
  const [item, from, to] = [one(random, items), one(random, places), one(random, places)];
  const piece = random(4) === 0 ? { serial: `S-${random(5)}`, qty: 1 } : { qty: 1 + random(4) };
  const container = `C-${random(4)}`;
  const kind = random(10);
  if (kind === 9) {
    await ask('keeper', 'POST', `/containers/${container}/move`, { to });
    return;
  }
  const what =
    kind < 3
      ? { act: 'adjust', to, ...piece, qty: 1 }
      : kind < 6
        ? { act: 'move', from, to, ...piece }
        : kind < 7
          ? { act: 'scrap', from, ...piece }
          : kind < 8
            ? { act: 'move', from, to: from, to_container: container, qty: 1 }
            : { act: 'adjust', to, qty: 1, container };
  const [by, confirmed] = random(4) === 0 ? (['supervisor', '?confirm=allocated'] as const) : (['keeper', ''] as const);
  const { status, body } = await ask(by, 'POST', `/movements${confirmed}`, { item, reason: 'mix', ...what });
  if (status === 201 && random(6) === 0)
    await ask('keeper', 'POST', `/movements/${body.movement?.id}/reverse`, { reason: 'mix' });
}

/** And releases some of what is reserved, by whomever. */
async function reserves<Answer extends Said>(
  ask: MixedAsk<Answer>,
  random: Random,
  { items, places }: Among,
): Promise<void> {
  const item = one(random, items);
  const location = random(2) === 0 ? null : one(random, places);
  await ask('planner', 'POST', '/allocations/reserve', { item, location, qty: 1 + random(3), for: order });
  if (random(3) > 0) return;
  const { body } = await ask('planner', 'GET', `/free-stock?item=${item}`);
  const held = body.holders?.[0];
  if (held) await ask('planner', 'POST', `/allocations/${held.id}/release`, { reason: 'mix' });
}

/** In the order in which the lines come; some of it comes back. */
async function issues<Answer extends Said>(
  ask: MixedAsk<Answer>,
  random: Random,
  { items, places }: Among,
): Promise<void> {
  const line = () => ({ item: one(random, items), location: one(random, places), qty: 1 + random(3) });
  await ask('keeper', 'POST', `/pick-lists/${order}/issue`, { lines: random(2) === 0 ? [line()] : [line(), line()] });
  if (random(3) === 0) await ask('other', 'POST', `/pick-lists/${order}/return`, line());
}

async function receives<Answer extends Said>(
  ask: MixedAsk<Answer>,
  random: Random,
  { items, places }: Among,
): Promise<void> {
  const line = `${purchase}/${1 + random(items.length)}`;
  const { status, body } = await ask('keeper', 'POST', '/receipts', {
    line,
    qty: 1 + random(4),
    to: one(random, places),
  });
  if (status === 201 && random(3) === 0)
    await ask('other', 'POST', `/receipts/${body.receipt?.id}/take-back`, { reason: 'mix' });
}

/** Some bins of an item, counted, counted again by another where that is asked for, and approved, while the rest goes on. */
async function counts<Answer extends Said>(ask: MixedAsk<Answer>, random: Random, { items }: Among): Promise<void> {
  const bins = { items: [one(random, items)], most: 3 };
  const { status, body } = await ask('keeper', 'POST', '/count-sheets', bins);
  if (status !== 201) return;
  for (const by of ['keeper', 'other'] as const) {
    const { lines } = (await ask(by, 'GET', `/count-sheets/${body.id}/to-count`)).body;
    for (const { line } of lines ?? []) await ask(by, 'POST', `/count-lines/${line}/counts`, { qty: random(12) });
  }
  const { rows } = (await ask('supervisor', 'GET', `/count-sheets/${body.id}`)).body;
  const counted = (rows ?? []).flatMap(({ count }) => count ?? []);
  const sure = '/counts/approve?confirm=negative,stands-apart,allocated';
  if (counted.length > 0) await ask('supervisor', 'POST', sure, { counts: counted, reason: 'mix' });
  // Of what is not approved nothing changes; left open, its bins would be on no other sheet.
  await ask('keeper', 'POST', `/count-sheets/${body.id}/end`, { reason: 'mix' });
}

/** As PostgreSQL counts them, also those after which a request was done again by itself. */
export async function deadlocksIn(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select deadlocks as n from pg_stat_database where datname = current_database()`.execute(db);
  return rows[0]?.n ?? Number.NaN;
}
