/** Steps that are locked where they stand, or let go, by the version that was published with it: facts, of a step the last one counts. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';

export interface StepLocksTable {
  id: Generated<number>;
  site: string;
  /** Number of the version. */
  version: number;
  /** Id of the work order, and its number at that time. */
  order_id: number;
  work_order: string;
  seq: number;
  locked: boolean;
  /** What the order was for. */
  qty: number;
  /** Id of the machine, and when, one for each part; none where it is let go. */
  places: string;
  at: Generated<string>;
}

export const stepLocksTable = {
  name: 'step-locks',
  sql: `
create table step_locks (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null,
  work_order text not null,
  seq integer not null,
  places jsonb,
  at timestamptz not null default clock_timestamp()
);
create index on step_locks (site, work_order, seq, id);
create trigger append_only before update or delete on step_locks for each row execute function refuse_change();
create trigger announced after insert on step_locks for each statement execute function announce_change();
${logged('step_locks', { called: 'work_order', without: ['at', 'work_order'] })}`,
};

/** A lock is of its order and of its machine, whatever they are called later. */
export const stepLocksOfOrders = {
  name: 'step-locks-of-orders',
  sql: `
alter table step_locks add order_id bigint, add locked boolean, add qty numeric(18,6);
drop trigger audited on step_locks;
alter table step_locks disable trigger append_only;
update step_locks l set order_id = w.id, qty = w.qty, locked = l.places is not null, places = coalesce((
    select jsonb_agg(jsonb_build_object('machine', m.id, 'from', p -> 'from', 'to', p -> 'to'))
    from jsonb_array_elements(l.places) p join machines m on m.site = l.site and m.code = p ->> 'machine'), '[]')
  from work_orders w where w.site = l.site and w.number = l.work_order;
delete from step_locks where order_id is null;
alter table step_locks enable trigger append_only;
alter table step_locks alter order_id set not null, alter locked set not null, alter qty set not null, alter places set not null;
drop index step_locks_site_work_order_seq_id_idx;
create index on step_locks (site, order_id, seq, id);
${logged('step_locks', { called: 'work_order', without: ['at', 'work_order', 'order_id', 'places', 'qty'] })}`,
};
