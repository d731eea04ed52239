/** A plant of any size as a folder of CSV, for a desk to take in; its days count from today. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plantOf } from '../engine/plant.ts';

const DAY = 86_400_000;

/** The folder's path; whoever asks clears it. */
export function companyFolder(orders: number, today: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'hotlist-plant-'));
  const { items, components, operations, machines, sources, stock, demands } = plantOf(orders);
  const midnight = today - (today % DAY);
  const at = (seconds: number): string => new Date(midnight + seconds * 1000).toISOString().slice(0, 16);
  const write = (name: string, heads: string, rows: readonly (readonly (string | number)[])[]): void =>
    writeFileSync(join(folder, name), [heads, ...rows.map((row) => row.join(','))].join('\n'));
  writeFileSync(
    join(folder, 'meta.json'),
    JSON.stringify({ now: at(0), timezone: 'UTC', calendar: { working: 'Mon-Fri 06:00-22:00' } }),
  );
  write(
    'items.csv',
    'item,kind,safety_stock,lot_min,lot_multiple',
    items.map((one) => [
      one.id,
      one.supply === 'buy' ? 'purchased' : one.makeToOrder ? 'end_mto' : 'sub',
      one.safetyStock,
      one.lot.min ?? 1,
      one.lot.multiple ?? 1,
    ]),
  );
  write(
    'bom.csv',
    'parent,component,qty_per',
    components.map((one) => [one.parent, one.component, one.qtyPer.num / one.qtyPer.den]),
  );
  write(
    'operations.csv',
    'item,seq,work_centre,setup_min,run_min_per_unit',
    operations.map((one) => [
      one.item,
      one.seq,
      one.workCentre ?? '',
      one.setup / 60,
      one.runPerUnit.num / one.runPerUnit.den / 60,
    ]),
  );
  write(
    'resources.csv',
    'resource,work_centre,capacity',
    machines.map((one) => [one.id, one.workCentre, 1]),
  );
  write(
    'demands.csv',
    'demand,item,qty,due,priority',
    demands.map((one) => [one.id, one.item, one.qty, at(one.due), one.priority]),
  );
  write(
    'suppliers.csv',
    'item,supplier,leadtime_days,moq,multiple,priority',
    sources.map((one) => [
      one.item,
      one.vendor,
      'elapsed' in one.leadTime ? one.leadTime.elapsed / 86_400 : 0,
      one.min ?? 1,
      one.multiple ?? 1,
      1,
    ]),
  );
  write(
    'onhand.csv',
    'item,qty',
    stock.map((one) => [one.item, one.qty]),
  );
  return folder;
}
