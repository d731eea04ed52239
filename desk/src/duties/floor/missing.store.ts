/** The material that dispatched work waits for, by the one rule of clear to build, and what took it since it was clear. */
import { sql, type Transaction } from 'kysely';
import { decimalOf } from '../../house/amounts.ts';
import { instantAt, todayAt, wallClock } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { lackSentence } from '../cleartobuild/cleartobuild.messages.ts';
import { materialLacking } from '../cleartobuild/cleartobuild.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { goneWords } from './floor.messages.ts';

type Tx = Transaction<Tables>;

/** What is not there now. Quantities in the item's unit. */
export interface Missing {
  readonly item: string;
  readonly name: string | null;
  readonly qty: number;
  readonly unit: string;
  /** The supply that brings it: "purchase/PO-1/2", "work/MO-7"; null: nothing does. */
  readonly from: string | null;
  readonly at: string | null;
  /** It is sure to be there when its step begins, by the plan. */
  readonly by_start: boolean;
  readonly text: string;
}

interface MissingAt {
  /** The step that draws it; 0: it is needed where the order begins. */
  readonly seq: number;
  readonly missing: Missing;
}

interface Version {
  readonly id: number;
  readonly number: number;
  readonly made_at: string;
  readonly now: string;
}

/**
 * By the number of the order, what comes last at the end. Of an order that is released, what took it since the plan is told.
 */
export async function missingFor(
  tx: Tx,
  site: Site,
  version: Version,
  rows: readonly { readonly order: string; readonly order_state: string; readonly starts: string }[],
): Promise<ReadonlyMap<string, readonly MissingAt[]>> {
  const last = rows.reduce((latest, { starts }) => (starts > latest ? starts : latest), '');
  if (last === '') return new Map();
  const { clock, items, drawn } = await materialLacking(tx, site, version, last);
  const orders = new Map(rows.map((row) => [row.order, row.order_state]));
  const lacking = [...orders].flatMap(([order, state]) => {
    const { lacks = [], waitsFor = [] } = drawn.get(`work/${order}`) ?? {};
    return lacks.map((lack) => ({ order, lack, byStart: !waitsFor.includes(lack), released: state !== 'firm' }));
  });
  const gone = await goneSince(tx, site.code, version.made_at, [...new Set(lacking.map(({ lack }) => lack.what))]);
  const today = todayAt(site);
  const comesAt = kept((comes: number) => {
    const at = instantAt(clock.epoch + comes);
    return { at, day: wallClock(site.zone, at).slice(0, 10) };
  });
  const told = lacking.map(({ order, lack, byStart, released }) => {
    const seen = items.get(lack.what);
    const { at, day } = lack.comes === undefined ? { at: null, day: null } : comesAt(lack.comes);
    const qty = decimalOf(lack.qty, seen?.decimals ?? 0);
    const unit = seen?.unit ?? '';
    const by = lack.by ?? null;
    const { kind, what, why, held } = lack;
    const said = lackSentence({ kind, what, why, qty, unit, day, by, who: held[0]?.who ?? null }, today);
    const left = released ? (gone.get(lack.what) ?? []) : [];
    const missing: Missing = {
      item: lack.what,
      name: seen?.name ?? null,
      qty,
      unit,
      from: by,
      at,
      by_start: byStart,
      text: left.reduce((text, one) => `${text} ${goneWords({ ...one, unit, plan: version.number })}`, said),
    };
    return { order, seq: lack.seq ?? 0, missing };
  });
  return groupedBy(
    told.sort((a, b) => byText(a.missing.at ?? '~', b.missing.at ?? '~')),
    (one) => one.order,
  );
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of many that ask for few different ones each is made once. */
function kept<From, To>(make: (of: From) => To): (of: From) => To {
  const made = new Map<From, To>();
  return (of) => {
    const one = made.get(of) ?? make(of);
    made.set(of, one);
    return one;
  };
}

const waysOut = ['scrap', 'adjustment', 'aside'] as const;

interface Gone {
  /** `aside`: to a place that nothing is planned from. */
  readonly way: (typeof waysOut)[number];
  readonly qty: number;
}

/** What left the usable stock of items since an instant, as no order was to draw it: scrapped, corrected, put aside; less what came back so. */
async function goneSince(
  tx: Tx,
  site: string,
  since: string,
  items: readonly string[],
): Promise<ReadonlyMap<string, readonly Gone[]>> {
  if (items.length === 0) return new Map();
  const { rows } = await sql<Gone & { item: string }>`
    select item, way, sum(case when was then qty else -qty end) as qty from (
      select m.item, m.qty, coalesce(f.usable, false) as was, coalesce(t.usable, false) as stays,
        case when coalesce(f.usable, false) then case when t.id is null then m.to_kind else 'aside' end
          else case when f.id is null then m.from_kind else 'aside' end end as way
      from movements m
      left join locations f on f.site = m.site and f.code = m.from_location
      left join locations t on t.site = m.site and t.code = m.to_location
      where m.site = ${site} and m.item = any(${[...items]}::text[]) and m.posted_at > ${since}::timestamptz and m.owner = ''
    ) as moved
    where was <> stays and way = any(${[...waysOut]}::text[])
    group by item, way having sum(case when was then qty else -qty end) > 0 order by item, way`.execute(tx);
  return groupedBy(rows, (row) => row.item);
}
