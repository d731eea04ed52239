/**
 * Steps and pegs of versions. They never change once a version is kept, so those of the versions that were asked about last stay
 * read: the published one is held against each that follows it.
 */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { namesIn } from './called.store.ts';
import type { Names } from './called.ts';
import type { Step } from './comparison.ts';
import { type Peg, pegsCalled } from './newcause.ts';

type Tx = Transaction<Tables>;

/** `made_at`: two databases have no versions of one id made at one moment. */
export interface KeptVersion {
  readonly id: number;
  readonly made_at: string;
}

/** Versions in memory at once. */
const most = 8;

function readOnce<Rows>(read: (tx: Tx, id: number) => Promise<Rows>): (tx: Tx, version: KeptVersion) => Promise<Rows> {
  const known = new Map<string, Rows>();
  return async (tx, { id, made_at }) => {
    const name = `${id} ${made_at}`;
    const rows = known.get(name) ?? (await read(tx, id));
    known.delete(name);
    known.set(name, rows);
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size > most) known.delete(oldest);
    return rows;
  };
}

type Columns<Row> = { readonly [Name in keyof Row]-?: readonly Exclude<Row[Name], undefined>[] | null };

/** As it was made. In columns: ten thousand rows are read four times as fast. */
export const stepsOf = readOnce(async (tx, version): Promise<readonly Step[]> => {
  const { rows } = await sql<Columns<Step>>`
    select json_agg(order_id) as "order", json_agg(item) as item, json_agg(seq) as seq, json_agg(part) as part,
      json_agg(machine) as machine, json_agg(crew) as crew, json_agg(extract(epoch from starts)::int8) as start,
      json_agg(extract(epoch from ends)::int8) as "end", json_agg(setup_seconds) as setup, json_agg(run_seconds) as run
    from plan_steps where version = ${version}`.execute(tx);
  const { order, item, seq, part, machine, crew, start, end, setup, run } = rows[0]!;
  return (order ?? []).map((name, n) => ({
    order: name,
    item: item![n]!,
    seq: seq![n]!,
    part: part![n]!,
    machine: machine![n] ?? undefined,
    crew: crew![n] ?? undefined,
    start: start![n]!,
    end: end![n]!,
    setup: setup![n]!,
    run: run![n]!,
  }));
});

/** In columns, as `stepsOf`. */
const pegsAsMade = readOnce(async (tx, version): Promise<readonly Peg[]> => {
  const { rows } = await sql<Columns<Peg>>`
    select json_agg(supply) as supply, json_agg(consumer) as consumer, json_agg(item) as item, json_agg(qty) as qty,
      json_agg(extract(epoch from at)::int8) as at
    from plan_pegs where version = ${version}`.execute(tx);
  const { supply, consumer, item, qty, at } = rows[0]!;
  return (supply ?? []).map((name, n) => ({
    supply: name,
    consumer: consumer![n]!,
    item: item![n]!,
    qty: qty![n]!,
    at: at![n]!,
  }));
});

/** With its orders as they are called since. */
export async function pegsOf(tx: Tx, version: KeptVersion, named?: Names['called']): Promise<readonly Peg[]> {
  const called = named ?? (await namesIn(tx, version.id)).called;
  const pegs = await pegsAsMade(tx, version);
  const stand = pegs.every(({ supply, consumer }) => called(supply) === supply && called(consumer) === consumer);
  return stand ? pegs : pegsCalled(pegs, called);
}
