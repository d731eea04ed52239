/** Which calendar a machine keeps, of records: its own, else its work centre's. Pure. Of a problem the engine says it. */
import type { Row } from '../../house/kind.ts';
import { maybe } from './rows.ts';

export function calendarsKept(workCentres: readonly Row[]): (machine: Row) => string | undefined {
  const centres = new Map(workCentres.map((row) => [row.code, maybe(row.calendar)]));
  return (machine) => maybe(machine.calendar) ?? centres.get(machine.work_centre ?? null);
}
