/** Tables of work orders, operations, work materials. Quantities and prices are exact numerics; references are codes. */
import type { RecordColumns } from '../../server/database/columns.ts';
import { recordTable } from '../../server/database/columns.ts';

export interface WorkOrdersTable extends RecordColumns {
  number: string;
  item: string;
  revision: string | null;
  qty: number;
  good: number;
  scrap: number;
  state: 'firm' | 'released' | 'started' | 'completed' | 'closed' | 'cancelled';
  due: string | null;
  order_no: string | null;
  line: number | null;
  note: string | null;
  /** What it was made of, in words that no other order of the site has. */
  origin: string | null;
}

export interface WorkStepsTable extends RecordColumns {
  work_order: string;
  seq: number;
  name: string | null;
  work_centre: string | null;
  /** Pinned to it; null: any of `machines`. */
  machine: string | null;
  /** "W2, W3": these alone; null: any of the work centre. */
  machines: string | null;
  setup_minutes: number;
  run_minutes: string;
  fixed_minutes: number;
  batch_minutes: number;
  batch_qty: number;
  teardown_minutes: number;
  transfer_qty: number;
  split_machines: number;
  gap_hours: number;
  max_gap_hours: number | null;
  setup_family: string | null;
  crew: string | null;
  crew_size: number;
  attends: 'whole' | 'setup';
  setup_crew: string | null;
  setup_crew_size: number;
  tools: string | null;
  pausable: boolean;
  outside_days: number | null;
  state: 'waiting' | 'started' | 'done';
  good: number;
  scrap: number;
  started_at: string | null;
  frozen_from: string | null;
  frozen_to: string | null;
  instructions: string | null;
}

export interface WorkMaterialsTable extends RecordColumns {
  work_order: string;
  item: string;
  seq: number;
  qty: number;
  issued: number;
}

export const workOrdersTable = recordTable(
  'work_orders',
  ['item'],
  `
  number text not null,
  item text not null,
  revision text,
  qty numeric(18,6) not null,
  good numeric(18,6) not null default 0,
  scrap numeric(18,6) not null default 0,
  state text not null default 'firm' check (state in ('firm', 'released', 'started', 'completed', 'closed', 'cancelled')),
  due timestamptz,
  order_no text,
  line integer,
  note text,
  foreign key (site, item) references items (site, code) on update cascade,
  unique (site, number)`,
);

export const workStepsTable = recordTable(
  'work_steps',
  ['work_centre', 'machine', 'crew'],
  `
  work_order text not null,
  seq integer not null,
  name text,
  work_centre text,
  machine text,
  setup_minutes numeric(18,6) not null default 0,
  run_minutes text not null default '0',
  fixed_minutes numeric(18,6) not null default 0,
  gap_hours numeric(18,6) not null default 0,
  setup_family text,
  crew text,
  crew_size integer not null default 1,
  pausable boolean not null default true,
  outside_days numeric(18,6),
  state text not null default 'waiting' check (state in ('waiting', 'started', 'done')),
  good numeric(18,6) not null default 0,
  scrap numeric(18,6) not null default 0,
  started_at timestamptz,
  frozen_from timestamptz,
  frozen_to timestamptz,
  instructions text,
  foreign key (site, work_order) references work_orders (site, number) on update cascade,
  foreign key (site, work_centre) references work_centres (site, code) on update cascade,
  foreign key (site, machine) references machines (site, code) on update cascade,
  foreign key (site, crew) references crews (site, code) on update cascade,
  unique (site, work_order, seq)`,
);

export const workMaterialsTable = recordTable(
  'work_materials',
  ['item'],
  `
  work_order text not null,
  item text not null,
  seq integer not null default 0,
  qty numeric(18,6) not null,
  issued numeric(18,6) not null default 0,
  foreign key (site, work_order) references work_orders (site, number) on update cascade,
  foreign key (site, item) references items (site, code) on update cascade,
  unique (site, work_order, item, seq)`,
);

/** What a firm order was made of stood in its note, which a person may edit. */
export const workOrderOrigins = {
  name: 'work-order-origins',
  sql: `
alter table work_orders add column origin text;
select set_config('hotlist.who', 'Hotlist', true);
update work_orders set origin = note, note = null
where id in (select min(id) from work_orders where note ~ '^planned as planned/[0-9]+ in version [0-9]+$' group by site, note);
create unique index on work_orders (site, origin);`,
};

/** On which machines of its work centre an operation may run; it was lost when an order was released, and is read from the routing again. */
export const workStepMachines = {
  name: 'work-step-machines',
  sql: `
alter table work_steps add column machines text;
select set_config('hotlist.who', 'Hotlist', true);
update work_steps s set machines = r.machines from work_orders w
join routing_steps r on r.site = w.site and r.item = w.item and r.machines is not null
where w.site = s.site and w.number = s.work_order and w.state in ('firm', 'released', 'started')
  and r.seq = s.seq and r.work_centre = s.work_centre and s.state <> 'done';`,
};
