/** Tables of work centres, machines, downtimes, crews, workers, tools. Quantities and prices are exact numerics; references are codes. */
import type { RecordColumns } from '../../server/database/columns.ts';
import { recordTable, type TableMigration } from '../../server/database/columns.ts';

export interface WorkCentresTable extends RecordColumns {
  code: string;
  name: string | null;
  department: string | null;
  calendar: string;
  hour_cost: number | null;
}

export interface DepartmentsTable extends RecordColumns {
  code: string;
  addresses: string | null;
  note: string | null;
  /** Of its tickets and lists; null: that of the site. */
  printer: string | null;
}

export interface MachinesTable extends RecordColumns {
  code: string;
  name: string | null;
  work_centre: string;
  capacity: number;
  calendar: string | null;
  speed_percent: number;
  batch_steps: number;
  batch_units: number;
}

export interface DowntimesTable extends RecordColumns {
  machine: string;
  down_from: string;
  down_to: string;
  reason: string | null;
}

export interface CrewsTable extends RecordColumns {
  code: string;
  name: string | null;
  calendar: string;
  size: number;
}

export interface WorkersTable extends RecordColumns {
  code: string;
  name: string;
  crew: string | null;
  shift: string | null;
}

export interface ToolsTable extends RecordColumns {
  code: string;
  name: string | null;
  pieces: number;
  away_from: string | null;
  away_to: string | null;
}

export interface OvertimeWindowsTable extends RecordColumns {
  code: string;
  calendar: string | null;
  work_centre: string | null;
  /** Codes, parted by ", ". */
  machines: string | null;
  crews: string | null;
  work_from: string;
  work_to: string;
  hour_price: number;
  decided: boolean;
  reason: string | null;
}

export const workCentresTable = recordTable(
  'work_centres',
  ['calendar'],
  `
  code text not null,
  name text,
  department text,
  calendar text not null,
  hour_cost numeric(18,6),
  foreign key (site, calendar) references calendars (site, code) on update cascade,
  unique (site, code)`,
);

export const machinesTable = recordTable(
  'machines',
  ['work_centre', 'calendar'],
  `
  code text not null,
  name text,
  work_centre text not null,
  capacity integer not null default 1,
  calendar text,
  speed_percent numeric(18,6) not null default 100,
  foreign key (site, work_centre) references work_centres (site, code) on update cascade,
  foreign key (site, calendar) references calendars (site, code) on update cascade,
  unique (site, code)`,
);

export const downtimesTable = recordTable(
  'downtimes',
  [],
  `
  machine text not null,
  down_from timestamptz not null,
  down_to timestamptz not null,
  reason text,
  foreign key (site, machine) references machines (site, code) on update cascade,
  unique (site, machine, down_from)`,
);

export const crewsTable = recordTable(
  'crews',
  ['calendar'],
  `
  code text not null,
  name text,
  calendar text not null,
  size integer not null,
  foreign key (site, calendar) references calendars (site, code) on update cascade,
  unique (site, code)`,
);

export const workersTable = recordTable(
  'workers',
  ['crew'],
  `
  code text not null,
  name text not null,
  crew text,
  shift text,
  foreign key (site, crew) references crews (site, code) on update cascade,
  unique (site, code)`,
);

export const overtimeWindowsTable = recordTable(
  'overtime_windows',
  ['calendar', 'work_centre', 'crew'],
  `
  code text not null,
  calendar text,
  work_centre text,
  crew text,
  work_from timestamptz not null,
  work_to timestamptz not null,
  hour_price numeric(18,6) not null,
  decided boolean not null default false,
  foreign key (site, calendar) references calendars (site, code) on update cascade,
  foreign key (site, work_centre) references work_centres (site, code) on update cascade,
  foreign key (site, crew) references crews (site, code) on update cascade,
  unique (site, code)`,
);

/** Tools, and the steps that name them ("MOULD, JIG, JIG": two jigs). */
export const toolsTable: TableMigration = {
  name: 'tools',
  sql: `${
    recordTable(
      'tools',
      [],
      `
  code text not null,
  name text,
  pieces integer not null default 1,
  away_from timestamptz,
  away_to timestamptz,
  unique (site, code)`,
    ).sql
  }
alter table routing_steps add column tools text;
alter table work_steps add column tools text;`,
};

/** Machines that take batches, and the batch of a planned step. */
export const batchMachines: TableMigration = {
  name: 'batch-machines',
  sql: `
alter table machines add column batch_steps integer not null default 0, add column batch_units integer not null default 0;
alter table plan_steps add column batch text;`,
};

/** Overtime of single machines and of several crews, and why. */
export const overtimeOfMachines: TableMigration = {
  name: 'overtime-of-machines',
  sql: `
alter table overtime_windows drop constraint overtime_windows_site_crew_fkey;
alter table overtime_windows rename column crew to crews;
alter table overtime_windows add column machines text, add column reason text;`,
};

/** Where the dispatch lists of a department are sent. */
export const departmentsTable = recordTable(
  'departments',
  [],
  `
  code text not null,
  addresses text,
  note text,
  unique (site, code)`,
);
