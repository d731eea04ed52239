/** What was done about kanban cards: facts, never changed. The state of a card is read from the acts since its last call. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';
import type { State } from '../requisitions/requisitions.ts';
import type { CardAct, CardState } from './kanban.ts';

export interface KanbanActsTable {
  id: Generated<number>;
  site: string;
  loop: string;
  bin: number;
  act: CardAct;
  /** Of a call: how much, and when it is to be there. */
  qty: number | null;
  due: string | null;
  /** Of a call: what was to fill it, a location or a vendor, however the loop is changed later. */
  from_location: string | null;
  vendor: string | null;
  /** Of what was sent. */
  delivery: string | null;
  /** Of what was asked for. */
  requisition: number | null;
  /** Why it is full after all, or why nothing was asked for. */
  note: string | null;
  at: string;
  person: string;
  who: string;
}

export interface KanbanCardsView {
  site: string;
  loop: string;
  bin: number;
  card: string;
  item: string;
  area: string;
  from_location: string | null;
  vendor: string | null;
  active_from: string | null;
  replenish_minutes: number;
  bin_qty: number;
  qty: number;
  state: CardState;
  call: number | null;
  called_at: string | null;
  called_by: string | null;
  due: string | null;
  delivery: string | null;
  taken_by: string | null;
  returned: string | null;
  requisition: number | null;
  /** Its number. */
  asked: string | null;
  asked_state: State | null;
  /** The last that was done about it, and why. */
  asked_by: string | null;
  asked_reason: string | null;
  order: string | null;
  expected: string | null;
  /** Why nothing was asked for. */
  refused: string | null;
  filled_at: string | null;
  filled_by: string | null;
  /** Where what came for it still lies, where that is not its area. */
  came_to: string | null;
}

export const kanbanTables: TableMigration = {
  name: 'kanban',
  sql: `
create table kanban_acts (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  loop text not null,
  bin integer not null check (bin > 0),
  act text not null check (act in ('called', 'sent', 'filled')),
  qty numeric(18,6) check (qty > 0),
  due timestamptz,
  delivery text,
  note text,
  at timestamptz not null,
  person text not null,
  who text not null,
  card text not null generated always as (loop || '/' || bin::text) stored,
  check ((act = 'called') = (qty is not null and due is not null)),
  check ((act = 'sent') = (delivery is not null)),
  foreign key (site, loop) references kanban_loops (site, code) on update cascade,
  foreign key (site, delivery) references deliveries (site, number) on update cascade
);
create index on kanban_acts (site, loop, bin, id);

-- A new code of a loop travels through by its key; nothing else ever changes.
create function kanban_act_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'loop', 'delivery', 'card'];
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'what was done about a kanban card is never changed: scan it again' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on kanban_acts for each row execute function kanban_act_kept();
create trigger never_emptied before truncate on kanban_acts for each statement execute function refuse_change();
create trigger announced after insert on kanban_acts for each statement execute function announce_change();
${logged('kanban_acts', { called: 'card' })}

create view kanban_cards as
select l.site, l.code as loop, n.bin, concat(l.code, '/', n.bin) as card, l.item, l.area, l.from_location, l.active_from, l.replenish_minutes, l.bin_qty,
  case when open.is then c.qty else l.bin_qty end as qty,
  case when not open.is then 'full' when d.id is not null and d.returned_at is null then 'on the way' else 'empty' end as state,
  c.id as call, c.at as called_at, c.who as called_by, c.due, s.delivery, d.taken_by, d.reason as returned, done.at as filled_at, done.who as filled_by
from kanban_loops l cross join lateral generate_series(1, l.bins) as n (bin)
left join lateral (select id, at, who, qty, due from kanban_acts a
  where a.site = l.site and a.loop = l.code and a.bin = n.bin and a.act = 'called' order by id desc limit 1) c on true
left join lateral (select delivery from kanban_acts a
  where a.site = l.site and a.loop = l.code and a.bin = n.bin and a.act = 'sent' and a.id > c.id order by id desc limit 1) s on true
left join deliveries d on d.site = l.site and d.number = s.delivery
left join lateral (select at, who from kanban_acts a
  where a.site = l.site and a.loop = l.code and a.bin = n.bin and a.act = 'filled' and a.id > c.id order by id limit 1) f on true
cross join lateral (select coalesce(f.at, d.delivered_at) as at, coalesce(f.who, d.delivered_by) as who) done
cross join lateral (select c.id is not null and done.at is null as "is") open;`,
};

/** What stands of each bin; `expected`: when what was ordered for it is there. */
const cards = (
  expected: string,
): string => `select l.site, l.code as loop, n.bin, concat(l.code, '/', n.bin) as card, l.item, l.area,
  case when open.is then c.from_location else l.from_location end as from_location, case when open.is then c.vendor else l.vendor end as vendor,
  l.active_from, l.replenish_minutes, l.bin_qty, case when open.is then c.qty else l.bin_qty end as qty,
  case when not open.is then 'full' when d.id is not null and d.returned_at is null or r.now = 'ordered' then 'on the way' else 'empty' end as state,
  c.id as call, c.at as called_at, c.who as called_by, c.due, w.delivery, d.taken_by, d.reason as returned,
  r.id as requisition, r.number as asked, r.now as asked_state, ra.who as asked_by, ra.reason as asked_reason,
  case when r.order_no is not null then concat(r.order_no, '/', r.order_line) end as "order", ${expected} as expected,
  case when w.act = 'refused' then w.note end as refused, done.at as filled_at, done.who as filled_by,
  case when came.location <> l.area and exists (select from stock s where s.site = l.site and s.item = l.item and s.location = came.location and s.qty > 0)
    then came.location end as came_to
from kanban_loops l join sites on sites.code = l.site cross join lateral generate_series(1, l.bins) as n (bin)
left join lateral (select id, at, who, qty, due, from_location, vendor from kanban_acts a
  where a.site = l.site and a.loop = l.code and a.bin = n.bin and a.act = 'called' order by id desc limit 1) c on true
left join lateral (select act, delivery, requisition, note from kanban_acts a
  where a.site = l.site and a.loop = l.code and a.bin = n.bin and a.act in ('sent', 'asked', 'refused') and a.id > c.id order by id desc limit 1) w on true
left join deliveries d on d.site = l.site and d.number = w.delivery
left join requisitions_now r on r.id = w.requisition
left join lateral (select who, reason from requisition_acts a where a.requisition = r.id order by id desc limit 1) ra on true
left join purchase_lines p on p.site = r.site and p.order_no = r.order_no and p.line = r.order_line
left join lateral (
  -- A receipt written into its line itself has the moment of the server alone.
  select coalesce(m.moved_at, least(x.posted_at, coalesce(sites.pinned_now, x.posted_at))) as at, x."by" as who, m.to_location as location
  from receipts x left join movements m on m.id = x.movement
  where r.now = 'received' and p.received > 0 and x.purchase_line = p.id and x.qty > 0
    and not exists (select from receipts b where b.reverses = x.id) order by x.id desc limit 1) came_in on true
left join lateral (
  select m.moved_at as at, m."by" as who, m.to_location as location from movements m
  where r.now = 'transferred' and m.site = r.site and m.reference_kind = 'requisition' and m.reference_key = r.number
    and m.reverses is null and not exists (select from movements b where b.reverses = m.id) order by m.id desc limit 1) moved on true
cross join lateral (select coalesce(came_in.at, moved.at) as at, coalesce(came_in.who, moved.who) as who,
  coalesce(came_in.location, moved.location) as location) came
left join lateral (select at, who from kanban_acts a
  where a.site = l.site and a.loop = l.code and a.bin = n.bin and a.act = 'filled' and a.id > c.id order by id limit 1) f on true
cross join lateral (select coalesce(f.at, d.delivered_at, came.at) as at, coalesce(f.who, d.delivered_by, came.who) as who) done
cross join lateral (select c.id is not null and done.at is null as "is") open;`;

/**
 * A vendor fills bins too: by a requisition that the call makes. A call keeps what was to fill it. Of what was bought the bin is full
 * when it was received or served from stock; where its line was closed and nothing came, it is empty still.
 */
export const kanbanBought: TableMigration = {
  name: 'kanban-bought',
  sql: `
alter table kanban_acts add column from_location text, add column vendor text, add column requisition bigint references requisitions (id);
create index on kanban_acts (requisition) where requisition is not null;
alter table kanban_acts disable trigger user;
update kanban_acts a set from_location = l.from_location from kanban_loops l where l.site = a.site and l.code = a.loop and a.act = 'called';
alter table kanban_acts enable trigger user;
alter table kanban_acts drop constraint kanban_acts_act_check,
  add check (act in ('called', 'sent', 'asked', 'refused', 'filled')),
  add check (num_nonnulls(from_location, vendor) = case act when 'called' then 1 else 0 end),
  add check ((act = 'asked') = (requisition is not null)),
  add check (act <> 'refused' or note is not null),
  add foreign key (site, from_location) references locations (site, code) on update cascade,
  add foreign key (site, vendor) references vendors (site, code) on update cascade;

create or replace function kanban_act_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'loop', 'delivery', 'card', 'from_location', 'vendor'];
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'what was done about a kanban card is never changed: scan it again' using errcode = 'insufficient_privilege';
end $$;

drop view kanban_cards;
create view kanban_cards as
${cards('coalesce(p.estimated, p.promised, p.required)')}`,
};

/** Of what a vendor promised to ship, or for our dock, what comes after it is counted. */
export const kanbanPromised: TableMigration = {
  name: 'kanban-promised',
  sql: `create or replace view kanban_cards as
${cards(
  'coalesce(p.estimated, promise_usable(p.site, p.vendor, p.item, p.promised, p.shipped_at, coalesce(p.promise_means, (select v.promise_means from vendors v where v.site = p.site and v.code = p.vendor))), p.required)',
)}`,
};
