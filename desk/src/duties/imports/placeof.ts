/** Where the thing that the engine refuses stood in the files: what it calls a list is a kind of record here. */
import type { Problem } from '@hotlist/engine';
import type { Fault } from '../../house/errors.ts';
import { keyText, type Row } from '../../house/kind.ts';
import { kinds } from '../records/records.ts';
import type { Reading } from './sheets.ts';

const kindOf: { readonly [list in keyof Problem]?: string } = {
  items: 'items',
  components: 'components',
  operations: 'routing_steps',
  outputs: 'outputs',
  workCentres: 'work_centres',
  machines: 'machines',
  calendars: 'calendars',
  crews: 'crews',
  tools: 'tools',
  overtime: 'overtime_windows',
  changeovers: 'changeovers',
  sources: 'sources',
  stock: 'stock',
  purchaseLines: 'purchase_lines',
  workOrders: 'work_orders',
  allocations: 'allocations',
  demands: 'customer_lines',
};

/** File, sheet and row of the record called `id`, or the file and the first of the rows that belong to it; empty where no file holds it. */
export function placeOf(
  list: keyof Problem,
  id: string,
  rows: ReadonlyMap<string, readonly Row[]>,
  { origins }: Pick<Reading, 'origins'>,
): Pick<Fault, 'file' | 'sheet' | 'row'> {
  const kind = kinds.find(({ name }) => name === kindOf[list]);
  if (!kind) return {};
  const [owner] = kind.key;
  const ours = rows.get(kind.name) ?? [];
  const exact = ours.findIndex((row) => keyText(kind, row) === id);
  const at = exact >= 0 ? exact : ours.findIndex((row) => row[owner!] === id);
  const origin = origins.get(kind.name)?.[at];
  return origin ? { file: origin.file, sheet: origin.sheet, row: origin.row } : {};
}
