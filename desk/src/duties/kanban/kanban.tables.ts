/** What was done about kanban cards: facts, never changed. The state of a card is read from the acts since its last call. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';
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
  /** Of what was sent. */
  delivery: string | null;
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
  from_location: string;
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
  filled_at: string | null;
  filled_by: string | null;
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
