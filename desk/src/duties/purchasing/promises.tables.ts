/**
 * What vendors promised of purchase lines, which is only ever added. The promise in force stands on the line too, whichever of the two
 * is written: a promise that is kept goes into its line, and who writes the line's date or its meaning himself (a form, a paste, an
 * import) makes a promise by that. As receipts and the received quantity do (`../receiving/receiving.tables.ts`).
 */
import type { Generated } from 'kysely';
import { type PromiseMeans, promiseMeanings } from '../../house/promisemeans.ts';
import type { TableMigration } from '../../server/database/columns.ts';
import type { PromiseWay } from './promises.ts';

export interface PurchasePromisesTable {
  id: Generated<number>;
  site: string;
  /** Null: the line is gone, and is known by its name alone. */
  purchase_line: number | null;
  order_no: string;
  line: number;
  /** Null: the promise was taken back. */
  date: string | null;
  /** Null: nobody said; as the vendor's promises mean. */
  means: PromiseMeans | null;
  /** Whose word it is, by the number of his record, and of how much, as the line said then. Null: kept before these were. */
  vendor: Generated<number | null>;
  qty: Generated<number | null>;
  /** The vendor's person. */
  given_by: string | null;
  /** Null: it stood on the line before promises were kept; nobody knows how it came. */
  how: PromiseWay | null;
  contact: number | null;
  /** We asked for another date, so it is no delay of the vendor's. */
  asked_by_us: Generated<boolean>;
  at: Generated<string>;
  who: Generated<string>;
  via: Generated<string>;
}

/** As they were when the table was made; `vendor-links` added one. */
const firstWays = ['call', 'mail', 'visit', 'message', 'acknowledgement', 'import', 'typed'];

const oneOf = (words: readonly string[]): string => words.map((one) => `'${one}'`).join(', ');
const means = `text check (promise_means in (${oneOf(promiseMeanings)}))`;

const table = `
alter table vendors add column promise_means ${means};
alter table purchase_lines add column promise_means ${means}, add column shipped_at timestamptz, add column shipped_note text;

create table purchase_promises (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  purchase_line bigint references purchase_lines (id) on delete set null,
  order_no text not null,
  line integer not null,
  date timestamptz,
  means text check (means in (${oneOf(promiseMeanings)})),
  given_by text,
  how text check (how in (${oneOf(firstWays)})),
  contact bigint references contacts (id),
  asked_by_us boolean not null default false,
  at timestamptz not null default clock_timestamp(),
  who text not null default '',
  via text not null default ''
);
create index on purchase_promises (purchase_line, id);
create index on purchase_promises (site, order_no, line, id) where purchase_line is null;

insert into purchase_promises (site, purchase_line, order_no, line, date, at, who, via)
select site, id, order_no, line, promised, changed_at, changed_by, 'database' from purchase_lines where promised is not null order by id;`;

const added = `
create function purchase_promise_made() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  new.who := writer();
  new.via := coalesce(nullif(current_setting('hotlist.via', true), ''), 'database');
  return new;
end $$;
create trigger made before insert on purchase_promises for each row execute function purchase_promise_made();

-- A line that is deleted leaves what was promised of it: typed again, as by the way back from a deletion, it is its line's once more.
create function purchase_promise_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'purchase_line'];
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'a vendor''s promise is never changed: keep the next one' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on purchase_promises for each row execute function purchase_promise_kept();
create trigger never_emptied before truncate on purchase_promises for each statement execute function refuse_change();
create trigger audited_insert after insert on purchase_promises referencing new table as new_rows
  for each statement execute function audit_rows();
create trigger announced after insert on purchase_promises for each statement execute function announce_change();

create function purchase_promise_stands() returns trigger language plpgsql as $$
begin
  update purchase_lines set promised = new.date, promise_means = new.means
  where id = new.purchase_line and (promised, promise_means) is distinct from (new.date, new.means);
  return null;
end $$;
create trigger stands after insert on purchase_promises for each row execute function purchase_promise_stands();`;

/** What a written line says that its last promise does not. */
const written = (lines: string, last: string): string => `
    insert into purchase_promises (site, purchase_line, order_no, line, date, means, how)
    select l.site, l.id, l.order_no, l.line, l.promised, l.promise_means,
      coalesce(nullif(current_setting('hotlist.way', true), ''), 'typed')
    from (${lines} offset 0) l
    left join lateral (select p.date, p.means from purchase_promises p where ${last} order by p.id desc limit 1) last on true
    where (l.promised is not null or last.date is not null) and (l.promised, l.promise_means) is distinct from (last.date, last.means)
    order by l.id;`;

// No nested loops over both: the plan is kept from a statement of one row to one of many.
const promisedWritten = (create: string, inserted: string): string => `
${create} function promised_written() returns trigger language plpgsql set enable_nestloop to off as $$
begin
  if tg_op = 'INSERT' then ${written(
    inserted,
    'p.purchase_line is null and p.site = l.site and p.order_no = l.order_no and p.line = l.line',
  )}
  else ${written(
    `select n.* from new_rows n join old_rows o on o.id = n.id
      where (n.promised, n.promise_means) is distinct from (o.promised, o.promise_means)`,
    'p.purchase_line = l.id',
  )}
  end if;
  return null;
end $$;`;
const inserted = 'select n.* from new_rows n where n.promised is not null';
const writtenLinesPromise = `${promisedWritten('create', inserted)}
create trigger promised_insert after insert on purchase_lines referencing new table as new_rows
  for each statement execute function promised_written();
create trigger promised_update after update on purchase_lines referencing old table as old_rows new table as new_rows
  for each statement execute function promised_written();`;

/** `workdaysAfter` and `promisedFor` in SQL; `purchasing.store.test.ts` holds each pair to one answer. */
const usable = `
create function workdays_after(moment timestamptz, days integer, zone text) returns timestamptz language sql stable as $$
  select case when days <= 0 then moment else (
    select (date_trunc('week', wall)::date + place / 5 * 7 + place % 5 + wall::time) at time zone zone
    from (select moment at time zone zone as wall) plant,
      lateral (select least(extract(isodow from wall)::integer, 5) - 1 + days as place) week) end $$;

create function promise_usable(of_site text, of_vendor text, of_item text, promised timestamptz, shipped timestamptz, means text)
returns timestamptz language sql stable as $$
  select case
    when promised is null then null
    when means = 'ship' then workdays_after(coalesce(shipped, promised) + make_interval(secs => coalesce(round(o.transit_days * 86400), 0)), coalesce(o.dock_days, 0), s.zone)
    when means = 'dock' then workdays_after(promised, coalesce(o.dock_days, 0), s.zone)
    else promised end
  from sites s left join lateral (
    select transit_days, dock_days from sources where site = of_site and item = of_item and vendor = of_vendor order by rank limit 1) o on true
  where s.code = of_site $$;`;

export const purchasePromises: TableMigration = {
  name: 'purchase-promises',
  sql: [table, added, writtenLinesPromise, usable].join('\n'),
};

/** A part that is split off a line is no word of the vendor's: what was promised before is read by what it was a part of. */
export const partsPromiseNothing: TableMigration = {
  name: 'parts-promise-nothing',
  sql: promisedWritten(
    'create or replace',
    `${inserted} and coalesce(current_setting('hotlist.splitting', true), '') <> 'yes'`,
  ),
};

/** A promise that a written line made needs no way back to it: an import of many lines took nearly twice as long. */
export const promisesOfMany: TableMigration = {
  name: 'promises-of-many',
  sql: `drop trigger stands on purchase_promises;
create trigger stands after insert on purchase_promises for each row when (pg_trigger_depth() = 0)
  execute function purchase_promise_stands();`,
};

/** A contact may be the vendor's paper that acknowledges the order. */
export const acknowledgingContacts: TableMigration = {
  name: 'acknowledging-contacts',
  sql: `alter table contacts drop constraint contacts_channel_check,
  add check (channel in ('call', 'mail', 'visit', 'message', 'acknowledgement'));`,
};

/** Of whom a promise is, and of how much: a line may be given to another vendor, or ask for more. Unknown of what was kept before. */
export const promisesOfWhom: TableMigration = {
  name: 'promises-of-whom',
  sql: `
alter table purchase_promises add column vendor bigint, add column qty numeric(18,6);
create or replace function purchase_promise_made() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  new.who := writer();
  new.via := coalesce(nullif(current_setting('hotlist.via', true), ''), 'database');
  select v.id, l.qty into new.vendor, new.qty
    from purchase_lines l join vendors v on v.site = l.site and v.code = l.vendor where l.id = new.purchase_line;
  return new;
end $$;`,
};

/** `workdaysAfter` before a moment too, and `dockedAt` in SQL; `purchasing.store.test.ts` holds each pair to one answer. */
export const promisesDocked: TableMigration = {
  name: 'promises-docked',
  sql: `
create or replace function workdays_after(moment timestamptz, days integer, zone text) returns timestamptz language sql stable as $$
  select case when days = 0 then moment else (
    select (date_trunc('week', wall)::date + floor(place / 5.0)::integer * 7 + (place % 5 + 5) % 5 + wall::time) at time zone zone
    from (select moment at time zone zone as wall) plant,
      lateral (select least(extract(isodow from wall)::integer - 1, case when days > 0 then 4 else 5 end) + days as place) week) end $$;

create function promise_docked(of_site text, of_vendor text, of_item text, moment timestamptz, means text)
returns timestamptz language sql stable as $$
  select case means
    when 'usable' then workdays_after(moment, -coalesce(o.dock_days, 0), s.zone)
    when 'ship' then moment + make_interval(secs => coalesce(round(o.transit_days * 86400), 0))
    else moment end
  from sites s left join lateral (
    select transit_days, dock_days from sources where site = of_site and item = of_item and vendor = of_vendor order by rank limit 1) o on true
  where s.code = of_site $$;`,
};
