/** The bars of one order alone, from the rows of its production sheet. Pure; instants as text. */
import type { SheetRow, StepRow, SupplyRow } from './productionsheet.ts';

export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly kind: 'step' | 'purchase' | 'order';
  readonly critical: boolean;
  readonly late: boolean;
}

/**
 * Earliest first, as material flows into the work. What has no dates (stock, steps that are done) has no bar. A
 * purchase on its way is drawn from now until it arrives, if it sets the date or comes too late: the rest is in the tree.
 */
export function barsOf(rows: readonly SheetRow[], now: string): readonly Bar[] {
  const items = new Map(rows.flatMap((row) => (row.type === 'item' ? [[row.id, row.name ?? row.item]] : [])));
  const suppliesWithSteps = new Set(rows.flatMap((row) => (row.type === 'step' && row.starts ? [row.parent] : [])));
  return rows
    .flatMap((row): Bar[] => {
      if (row.type === 'step') return stepBar(row);
      if (row.type !== 'supply' || row.again || suppliesWithSteps.has(row.id)) return [];
      return supplyBar(row, items.get(row.parent ?? '') ?? '', now);
    })
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1));
}

function stepBar(row: StepRow): Bar[] {
  if (row.starts === null || row.ends === null) return [];
  const where = row.machine ?? row.workCentre ?? 'outside';
  return [
    {
      id: row.id,
      label: `${row.seq} ${row.name ?? ''} · ${where}`,
      from: row.starts,
      to: row.ends,
      kind: 'step',
      critical: row.critical,
      late: false,
    },
  ];
}

function supplyBar(row: SupplyRow, item: string, now: string): Bar[] {
  if (row.ready === null || row.kind === 'nothing') return [];
  const bought = row.kind === 'purchase' || row.kind === 'buy';
  if (bought && row.inTime && !row.critical) return [];
  const from = row.starts ?? (row.ready > now ? now : row.ready);
  return [
    {
      id: row.id,
      label: bought ? `${item} · ${row.called}` : `${row.called} ${item}`,
      from: from > row.ready ? row.ready : from,
      to: row.ready,
      kind: bought ? 'purchase' : 'order',
      critical: row.critical,
      late: !row.inTime,
    },
  ];
}
