/** Tables of bills of material, routings, changeovers. Quantities and prices are exact numerics; references are codes. */
import type { RecordColumns } from '../../server/database/columns.ts';
import { recordTable, type TableMigration } from '../../server/database/columns.ts';

export interface ComponentsTable extends RecordColumns {
  parent: string;
  component: string;
  qty_per: string;
  seq: number;
  scrap_percent: number;
  per_order: number;
  valid_from: string | null;
  valid_to: string | null;
  alternate_group: string | null;
  rank: number;
  note: string | null;
}

export interface OutputsTable extends RecordColumns {
  parent: string;
  item: string;
  qty_per: string;
  seq: number;
  note: string | null;
}

export interface RoutingStepsTable extends RecordColumns {
  item: string;
  seq: number;
  name: string | null;
  work_centre: string | null;
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
  yield_percent: number;
  instructions: string | null;
}

export interface ChangeoversTable extends RecordColumns {
  work_centre: string;
  from_family: string;
  to_family: string;
  setup_minutes: number;
}

export const componentsTable = recordTable(
  'components',
  ['component'],
  `
  parent text not null,
  component text not null,
  qty_per text not null,
  seq integer not null default 0,
  scrap_percent numeric(18,6) not null default 0,
  per_order numeric(18,6) not null default 0,
  valid_from date,
  valid_to date,
  alternate_group text,
  rank integer not null default 1,
  note text,
  foreign key (site, parent) references items (site, code) on update cascade,
  foreign key (site, component) references items (site, code) on update cascade,
  unique nulls not distinct (site, parent, component, seq, valid_from)`,
);

export const outputsTable = recordTable(
  'outputs',
  ['item'],
  `
  parent text not null,
  item text not null,
  qty_per text not null,
  seq integer not null default 0,
  note text,
  foreign key (site, parent) references items (site, code) on update cascade,
  foreign key (site, item) references items (site, code) on update cascade,
  unique (site, parent, item)`,
);

export const routingStepsTable = recordTable(
  'routing_steps',
  ['work_centre', 'crew'],
  `
  item text not null,
  seq integer not null,
  name text,
  work_centre text,
  machines text,
  setup_minutes numeric(18,6) not null default 0,
  run_minutes text not null default '0',
  fixed_minutes numeric(18,6) not null default 0,
  gap_hours numeric(18,6) not null default 0,
  setup_family text,
  crew text,
  crew_size integer not null default 1,
  pausable boolean not null default true,
  outside_days numeric(18,6),
  yield_percent numeric(18,6) not null default 100,
  instructions text,
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, work_centre) references work_centres (site, code) on update cascade,
  foreign key (site, crew) references crews (site, code) on update cascade,
  unique (site, item, seq)`,
);

export const changeoversTable = recordTable(
  'changeovers',
  [],
  `
  work_centre text not null,
  from_family text not null,
  to_family text not null,
  setup_minutes numeric(18,6) not null,
  foreign key (site, work_centre) references work_centres (site, code) on update cascade,
  unique (site, work_centre, from_family, to_family)`,
);

/** Of routing steps and of the operations that are copied from them. */
export const stepsInBatches = {
  name: 'steps-in-batches',
  sql: ['routing_steps', 'work_steps']
    .map(
      (table) => `alter table ${table} add column batch_minutes numeric(18,6) not null default 0,
  add column batch_qty numeric(18,6) not null default 0, add column teardown_minutes numeric(18,6) not null default 0;`,
    )
    .join('\n'),
};

const attendance = `add column attends text not null default 'whole' check (attends in ('whole', 'setup')),
  add column setup_crew text, add column setup_crew_size integer not null default 1,
  add foreign key (site, setup_crew) references crews (site, code) on update cascade`;

/** Steps whose set-up and run are attended differently, in routings, in work orders and in plans. */
export const attendedSetups: TableMigration = {
  name: 'attended-set-ups',
  sql: `
alter table routing_steps ${attendance};
alter table work_steps ${attendance};
alter table plan_steps add column setup_crew text, add column setup_ends timestamptz;`,
};

/** How many pieces go on to the next step together; 0: all. */
export const transferBatches = {
  name: 'transfer-batches',
  sql: ['routing_steps', 'work_steps']
    .map((table) => `alter table ${table} add column transfer_qty numeric(18,6) not null default 0;`)
    .join('\n'),
};

/** Within which time the next step must begin; empty: it may wait. */
export const longestGaps = {
  name: 'longest-gaps',
  sql: ['routing_steps', 'work_steps']
    .map((table) => `alter table ${table} add column max_gap_hours numeric(18,6);`)
    .join('\n'),
};

/** On how many machines a step may run at once, and the part of it that each row of a plan is; 0: all of it. */
export const splitSteps: TableMigration = {
  name: 'split-steps',
  sql: `
alter table routing_steps add column split_machines integer not null default 1;
alter table work_steps add column split_machines integer not null default 1;
alter table plan_steps add column part integer not null default 0, add column parts integer not null default 0,
  add column part_qty numeric(18,6), drop constraint plan_steps_pkey, add primary key (version, order_id, seq, part);`,
};
