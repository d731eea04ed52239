/** The ledger: movements are added, balances follow by themselves. Nothing else of the code writes either. */
import { sql, type Transaction } from 'kysely';
import { inUtc } from '../../house/clock.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import { states } from '../../server/database/states.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Short } from './movements.messages.ts';
import * as say from './movements.messages.ts';
import type { Side } from './movements.ts';
import { periodClosed } from './periods.messages.ts';
import { askRoom } from './room.store.ts';
import { comesIn } from './room.ts';
import { type Bins, binsOf, countsAfter, type Seen, type Turn, turnOf } from './settled.store.ts';
import { refuseOnTheWay } from './transit.store.ts';

type Tx = Transaction<Tables>;

export type NewMovement = Moving & Whither;

/** Who brings goods to a place says whether somebody said yes to more than it holds. */
type Whither =
  | { readonly to: null; readonly overfull?: undefined }
  | {
      readonly to: string | null;
      /** Why somebody said yes to more than the place holds to which it goes; undefined: nobody did. */
      readonly overfull: string | undefined;
    };

interface Moving {
  readonly movedAt: string;
  readonly item: string;
  readonly lot: string;
  /** One piece by its number; of a serial the quantity is 1. */
  readonly serial?: string;
  /** What it is in. */
  readonly container?: string;
  /** What it is in afterwards; absent: the same. */
  readonly toContainer?: string;
  /** The partner whose goods these are; absent: ours. */
  readonly owner?: string;
  /** In the item's unit. */
  readonly qty: number;
  readonly entered?: { readonly qty: number; readonly unit: string } | null;
  /** The code of a place; where it is none, `fromKind` says what is. */
  readonly from: string | null;
  readonly fromKind?: Side | undefined;
  /** `to`: the code of a place, as `from`. */
  readonly toKind?: Side | undefined;
  readonly reason: string | null;
  readonly reference?: { readonly kind: string; readonly key: string; readonly part: string | null } | null;
  /** Somebody said yes to a balance below zero. */
  readonly negative?: boolean;
  /** The mirror of a balance below zero that goes along with its container: nobody is asked. */
  readonly along?: boolean;
  /** Somebody who may said yes to taking what is reserved for another, which releases it. */
  readonly allocated?: boolean;
  /** Somebody said yes to far more than there ever was. */
  readonly farMore?: boolean;
  /** Known already: false where that place holds whatever comes. */
  readonly bounded?: boolean;
  readonly reverses?: number;
}

/** What the database adds to a movement that it posts. */
export interface PostedNow {
  readonly id: number;
  readonly moved_at: string;
  readonly posted_at: string;
  readonly by: string;
  readonly via: string;
  readonly from_kind: Side;
  readonly to_kind: Side;
  readonly opened_by: string | null;
}

/** Posts a movement and answers its number; its balances follow. Asks when one would fall below zero or a place would hold more than it can, and nobody confirmed that. */
export async function post(tx: Tx, site: string, one: NewMovement): Promise<number> {
  return (await postAt(tx, site, one, await turnOf(tx, one))).posted.id;
}

/** As `postedAt`; of goods on the way nothing but their transfers takes. */
export async function postAt(tx: Tx, site: string, one: NewMovement, turn: Turn) {
  const [roomed = one] = await withRoom(tx, site, [one]);
  const done = await postedAt(tx, site, roomed, turn);
  if (done.posted.from_kind === 'transit' && one.reference?.kind !== 'transfer') await refuseOnTheWay(tx, site, one);
  return done;
}

/** What goes to one place, with the reason for which more is put there than it holds, where that is so. */
async function withRoom(tx: Tx, site: string, all: readonly NewMovement[]): Promise<readonly NewMovement[]> {
  const [first] = all;
  if (!first) return all;
  const { from, to, overfull, bounded } = first;
  const comes = to !== null && bounded !== false && all.every(comesIn);
  const over = comes && (await askRoom(tx, site, { from, to }, all, overfull));
  return all.map((one) => ({
    ...one,
    overfull: over ? overfull : undefined,
    reason: over ? [...new Set([one.reason, overfull])].filter(Boolean).join('; ') : one.reason,
  }));
}

/**
 * Posts a movement at its turn, with the counts that saw already what it says. What was counted stands: there its opposite is
 * posted beside it, so that it is known and changes nothing.
 */
async function postedAt(
  tx: Tx,
  site: string,
  one: NewMovement,
  turn: Turn,
): Promise<{ readonly posted: PostedNow; readonly seen: readonly Seen[] }> {
  const first = await put(tx, site, one, turn, binsOf(one));
  if (first.posted) {
    for (const count of first.seen) await put(tx, site, oppositeOf(one, count));
    return { posted: first.posted, seen: first.seen };
  }
  const { seen } = first;
  // What it will take is brought first, so that nothing falls below zero in between.
  for (const count of seen.filter((each) => leaves(one, each.location))) await put(tx, site, oppositeOf(one, count));
  const { posted } = await put(tx, site, one);
  if (!posted) throw new Error('a movement was posted without a number');
  const late = (await countsAfter(tx, site, one, turn)).filter((now) =>
    seen.every((known) => known.count !== now.count),
  );
  for (const count of [...late, ...seen.filter((each) => !leaves(one, each.location))])
    await put(tx, site, oppositeOf(one, count));
  return { posted, seen: [...seen, ...late] };
}

/** Whether a movement takes from the bin at a place: what stands there in a container is none. */
const leaves = ({ from, container = '' }: NewMovement, location: string): boolean =>
  location === from && container === '';

/** At the place of a count, of its moment or of the movement's where that is later. */
function oppositeOf(one: NewMovement, { location, balance, count, sheet, at }: Seen): NewMovement {
  const left = leaves(one, location);
  return {
    movedAt: inUtc(at) > inUtc(one.movedAt) ? at : one.movedAt,
    item: one.item,
    lot: one.lot,
    qty: one.qty,
    from: left ? null : location,
    to: left ? location : null,
    reason: say.countedAlready(left),
    reference: { kind: 'count', key: sheet, part: String(count) },
    negative: balance !== null && balance < 0,
    overfull: undefined,
  };
}

const afterAll: Turn = { at: 'infinity', seen: 0, count: 0 };

/** Posts unless a count of these bins saw it already; answers the counts, also those that were settled at this very moment. */
async function put(
  tx: Tx,
  site: string,
  one: NewMovement,
  { at, seen, count }: Turn = afterAll,
  [from, to]: Bins = [null, null],
): Promise<{ readonly posted: PostedNow | undefined; readonly seen: readonly Seen[] }> {
  const rows = await told(one, tx, async () => {
    const answered = await sql<
      PostedNow & Seen & { readonly id: number | null }
    >`/* prepared */ select * from post_movement(
      ${JSON.stringify(rowOf(site, one))}::jsonb, ${from}, ${to}, ${at}::timestamptz, ${seen}::bigint, ${count}::bigint)`.execute(
      tx,
    );
    return answered.rows;
  });
  return { posted: rows.find(({ id }) => id !== null), seen: rows.filter(({ id }) => id === null) };
}

/** A movement as it is read, of what somebody posted just now: nobody can have taken it back yet. */
export const readAs = (one: NewMovement, unit: string, by: string, { opened_by, ...posted }: PostedNow) => {
  const { site: _, ...row } = rowOf('', one);
  const { reference_part: __, ...told } = row;
  return { ...told, unit, ...posted, by, reversed_by: null, opened_by };
};

/** Somebody's yes to taking what is reserved is told to the database for what is posted within, and for nothing after it. */
async function told<T>({ allocated = false }: { readonly allocated?: boolean }, tx: Tx, posting: () => Promise<T>) {
  const say_ = (word: string) => sql`select set_config('hotlist.allocated', ${word}, true)`.execute(tx);
  try {
    if (allocated) await say_('yes');
    const done = await posting();
    if (allocated) await say_('');
    return done;
  } catch (error) {
    throw refusedByLedger(error) ?? error;
  }
}

/** Posts by one statement what moves as one, in a container, to one place; below zero back from it. No count is of what stands in one. */
export async function carry(tx: Tx, site: string, all: readonly NewMovement[]): Promise<readonly number[]> {
  const comes = await withRoom(
    tx,
    site,
    all.filter(({ along }) => !along),
  );
  const roomed = [...comes, ...all.filter(({ along }) => along)];
  const posted = await told({ allocated: all.some((one) => one.allocated) }, tx, () =>
    tx
      .insertInto('movements')
      .values(roomed.map((one) => rowOf(site, one)))
      .returning('id')
      .execute(),
  );
  return posted.map(({ id }) => id);
}

const rowOf = (site: string, one: NewMovement) => ({
  site,
  moved_at: one.movedAt,
  item: one.item,
  lot: one.lot,
  serial: one.serial ?? '',
  container: one.container ?? '',
  to_container: one.toContainer ?? one.container ?? '',
  owner: one.owner ?? '',
  qty: one.qty,
  entered_qty: one.entered?.qty ?? null,
  entered_unit: one.entered?.unit ?? null,
  // Of a place the database knows the kind.
  from_kind: one.fromKind ?? ('adjustment' as const),
  from_location: one.from,
  to_kind: one.toKind ?? ('adjustment' as const),
  to_location: one.to,
  reason: one.reason,
  reference_kind: one.reference?.kind ?? null,
  reference_key: one.reference?.key ?? null,
  reference_part: one.reference?.part ?? null,
  confirmed: saidYesTo(one),
  reverses: one.reverses ?? null,
});

/** Every question that was answered with yes, as a request says it: `negative,overfull`; `along`: none was asked; null: none. */
const saidYesTo = ({ negative, along, allocated, overfull, farMore }: NewMovement): string | null =>
  [negative && 'negative', along && 'along', allocated && 'allocated', overfull && 'overfull', farMore && 'far-more']
    .filter(Boolean)
    .join(',') || null;

/** What the database would not have, of a movement or of a balance that somebody wrote; undefined: it was something else. */
export function refusedByLedger(error: unknown): Refusal | undefined {
  const { code, detail, constraint } = error as { code?: string; detail?: string; constraint?: string };
  if (code === states.short && detail) {
    const short = JSON.parse(detail) as Short;
    if (short.serial !== '')
      return new Refusal(422, 'no-piece', say.noPiece(short.item, short.serial, short.location, null));
    return new Refusal(409, 'negative', say.shortWords(short), { values: { confirm: 'negative', ...short } });
  }
  if (code === states.tornContainer && detail) {
    const torn = JSON.parse(detail) as { container: string; at: string; other: string };
    return new Refusal(422, 'torn-container', say.tornContainer(torn.container, torn.at, torn.other));
  }
  if (code === states.beyondCounting && detail)
    return new Refusal(
      422,
      'too-much',
      say.beyondCounting(JSON.parse(detail) as Parameters<typeof say.beyondCounting>[0]),
    );
  if (code === states.periodClosed && detail)
    return new Refusal(422, 'period-closed', periodClosed(String(JSON.parse(detail))));
  if (code === states.placeClosed && detail)
    return new Refusal(
      422,
      'place-closed',
      say.placeClosed(JSON.parse(detail) as Parameters<typeof say.placeClosed>[0]),
    );
  if (code === states.frozen && detail)
    return new Refusal(422, 'frozen', say.frozen(JSON.parse(detail) as Parameters<typeof say.frozen>[0]));
  if (constraint === 'stock_piece_at_one_place') return new Refusal(422, 'piece-elsewhere', say.pieceAtOnePlace);
  if (constraint === 'one_piece') return new Refusal(422, 'piece-elsewhere', say.onePiece);
  return undefined;
}

/** What stands in a container, which nobody else moves until this is done. */
export async function contentOf(tx: Tx, site: string, container: string) {
  await sql`select pg_advisory_xact_lock(container_lock(${site}, ${container}))`.execute(tx);
  return tx
    .selectFrom('stock')
    .select(['item', 'location', 'lot', 'serial', 'owner', 'qty'])
    .where('site', '=', site)
    .where('container', '=', container)
    .where('qty', '<>', 0)
    .orderBy('item')
    .execute();
}

/** Movements by what is asked of them, the latest first. */
export async function movementsOf(
  tx: Tx,
  site: string,
  wish: {
    readonly id?: number;
    readonly item?: string | undefined;
    readonly location?: string | undefined;
    readonly lot?: string | undefined;
    readonly serial?: string | undefined;
    readonly container?: string | undefined;
    readonly owner?: string | undefined;
    readonly reference_kind?: string | undefined;
    readonly reference_key?: string | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
) {
  let query = tx
    .selectFrom('movements as m')
    .innerJoin('items as i', (join) => join.onRef('i.site', '=', 'm.site').onRef('i.code', '=', 'm.item'))
    .leftJoin('movements as back', 'back.reverses', 'm.id')
    .leftJoin('period_openings as o', 'o.id', 'm.opening')
    .select([
      'm.id',
      'm.moved_at',
      'm.posted_at',
      'm.item',
      'i.unit',
      'm.lot',
      'm.serial',
      'm.container',
      'm.to_container',
      'm.owner',
      'm.qty',
      'm.entered_qty',
      'm.entered_unit',
    ])
    .select(['m.from_kind', 'm.from_location', 'm.to_kind', 'm.to_location', 'm.reason'])
    .select(['m.reference_kind', 'm.reference_key', 'm.via', 'm.confirmed', 'm.reverses', 'back.id as reversed_by'])
    .select([writerNamed('m.by').as('by'), sql<string | null>`${writerNamed('o.by')}`.as('opened_by')])
    .where('m.site', '=', site);
  if (wish.id !== undefined) query = query.where('m.id', '=', wish.id);
  if (wish.item !== undefined) query = query.where('m.item', '=', wish.item);
  const { location, container } = wish;
  // Both are of the same side of a movement.
  if (location !== undefined || container !== undefined)
    query = query.where((at) =>
      at.or(
        (['from', 'to'] as const).map((side) =>
          at.and([
            ...(location === undefined ? [] : [at(`m.${side}_location`, '=', location)]),
            ...(container === undefined
              ? []
              : [at(side === 'from' ? 'm.container' : 'm.to_container', '=', container)]),
          ]),
        ),
      ),
    );
  for (const told of ['serial', 'owner'] as const) {
    const value = wish[told];
    if (value !== undefined) query = query.where(`m.${told}`, '=', value);
  }
  if (wish.lot !== undefined) query = query.where('m.lot', '=', wish.lot);
  if (wish.reference_kind !== undefined) query = query.where('m.reference_kind', '=', wish.reference_kind);
  if (wish.reference_key !== undefined) query = query.where('m.reference_key', '=', wish.reference_key);
  if (wish.before !== undefined) query = query.where('m.id', '<', wish.before);
  return query.orderBy('m.id', 'desc').limit(wish.limit).execute();
}

export async function movementOf(tx: Tx, site: string, id: number) {
  const [found] = await movementsOf(tx, site, { id, limit: 1 });
  if (!found) throw notFound('movement', String(id));
  return found;
}

/** Whoever takes a movement back goes one after the other: the second reads that it was. */
export const lockMovement = (tx: Tx, site: string, id: number) =>
  tx.selectFrom('movements').select('id').where('site', '=', site).where('id', '=', id).forUpdate().execute();

/** The first of these that is no location. */
export async function unknownPlace(
  tx: Tx,
  site: string,
  codes: readonly (string | null)[],
): Promise<string | undefined> {
  const asked = codes.filter((code) => code !== null);
  const found = await tx
    .selectFrom('locations')
    .select('code')
    .where('site', '=', site)
    .where('code', 'in', asked.length > 0 ? asked : [''])
    .execute();
  return asked.find((code) => found.every((one) => one.code !== code));
}
