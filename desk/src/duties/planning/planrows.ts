/** The rows of a plan's files as the engine's own rows; what stands in a cell and cannot be read is a fault with its place. */
import {
  type Delivery,
  duration,
  minor,
  type OpenedOvertime,
  type OpenWorkOrder,
  type PlannedOperation,
  type PlannedOrder,
  type PlannedPurchase,
  type Problem,
  type Qty,
  qty,
  type Second,
  second,
} from '@hotlist/engine';
import { minorDigits } from '../../house/amounts.ts';
import type { Fault } from '../../house/errors.ts';
import type { Readback } from './clockwork.ts';
import type { heads } from './planfiles.ts';
import { groupedBy } from './rows.ts';
import type { Share } from './shares.ts';

export type PlanFile = keyof typeof heads;

/** Cells by head, with the row as the person counts. */
export interface FileRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface PlanFiles {
  readonly tables: ReadonlyMap<PlanFile, readonly FileRow[]>;
  readonly summary?: Readonly<Record<string, unknown>>;
}

export class PlanRows {
  readonly faults: Fault[] = [];
  private readonly decimals: ReadonlyMap<string, number>;
  private readonly demands: ReadonlyMap<string, string>;
  private readonly named: ReadonlyMap<string, string>;
  private readonly steps: ReadonlyMap<
    string,
    readonly { readonly seq: number; readonly crew?: string; readonly setupCrew?: string }[]
  >;
  private readonly work: ReadonlyMap<string, OpenWorkOrder>;
  /** Machines that take batches. */
  private readonly ovens: ReadonlySet<string>;
  private readonly bought: ReadonlySet<string>;

  constructor(
    problem: Problem,
    private readonly files: PlanFiles,
    private readonly clock: Readback,
    called: ReadonlyMap<string, string>,
  ) {
    this.decimals = new Map(problem.items.map((item) => [item.id, item.decimals]));
    this.demands = new Map(problem.demands.map((demand) => [demand.id, demand.item]));
    this.named = new Map([...called].map(([id, name]) => [name, id]));
    this.ovens = new Set(problem.machines.flatMap(({ id, batch }) => (batch ? [id] : [])));
    this.steps = groupedBy(problem.operations, (operation) => operation.item);
    this.work = new Map(problem.workOrders.map((order) => [order.id, order]));
    this.bought = new Set(this.rows('purchases.csv').map((row) => this.text(row, 'purchase')));
  }

  itemOfDemand(id: string): string | undefined {
    return this.demands.get(id);
  }

  orders(): PlannedOrder[] {
    return this.rows('orders.csv').map((row) => {
      const id = this.orderId(this.text(row, 'order'));
      const item = this.text(row, 'item');
      const [start, end] = [this.time(row, 'orders.csv', 'start'), this.time(row, 'orders.csv', 'end')];
      const quantity = this.quantity(row, 'orders.csv', item);
      const workOrder = id.startsWith('work/') ? id.slice('work/'.length) : undefined;
      return { id, item, qty: quantity, qtyStarted: quantity, start, end, need: end, workOrder, components: [] };
    });
  }

  operations(): PlannedOperation[] {
    const file = 'operations.csv';
    const stepOf = (row: FileRow): string => `${this.text(row, 'order')} ${this.text(row, 'seq')}`;
    const partsOf = groupedBy(
      this.rows(file).filter((row) => this.text(row, 'part_qty') !== ''),
      stepOf,
    );
    return this.rows(file).map((row) => {
      const parts = partsOf.get(stepOf(row)) ?? [];
      const order = this.orderId(this.text(row, 'order'));
      const item = this.text(row, 'item');
      const seq = this.number(row, file, 'seq');
      const open = this.work.get(order.replace(/^work\//, ''))?.operations;
      const step = (open ?? this.steps.get(item) ?? []).find((one) => one.seq === seq);
      const frozen = open?.find((one) => one.seq === seq)?.frozen !== undefined;
      const machine = this.text(row, 'resource');
      const start = this.time(row, file, 'start');
      return {
        order,
        item,
        seq,
        machine: machine || undefined,
        crew: step?.crew,
        setupCrew: step?.setupCrew,
        start,
        end: this.time(row, file, 'end'),
        setup: Math.round(this.number(row, file, 'setup_min') * 60),
        run: Math.round(this.number(row, file, 'run_min') * 60),
        ...(frozen ? { frozen } : {}),
        ...(parts.includes(row)
          ? {
              part: {
                number: parts.indexOf(row) + 1,
                of: parts.length,
                qty: this.quantity(row, file, item, 'part_qty'),
              },
            }
          : {}),
        // What starts together on a machine that takes batches is one.
        ...(this.ovens.has(machine) && !frozen ? { batch: `${machine}/${start}` } : {}),
      };
    });
  }

  purchases(): PlannedPurchase[] {
    const file = 'purchases.csv';
    return this.rows(file).map((row) => {
      const item = this.text(row, 'item');
      const arrival = this.time(row, file, 'arrival');
      return {
        id: this.buyId(this.text(row, 'purchase')),
        item,
        vendor: this.text(row, 'supplier'),
        qty: this.quantity(row, file, item),
        orderAt: this.time(row, file, 'order_date'),
        arrival,
        need: arrival,
      };
    });
  }

  deliveries(): Delivery[] {
    const file = 'deliveries.csv';
    return this.rows(file).map((row) => {
      const demand = this.demandId(this.text(row, 'demand'));
      const date = this.text(row, 'date') === '' ? undefined : this.time(row, file, 'date');
      const late = duration(Math.round(this.number(row, file, 'late_days') * 86_400));
      const reason = this.text(row, 'reason');
      // The files keep the sentence; its kind and what it names stay in the sentence.
      const reasons = reason === '' ? [] : [{ kind: 'shortage' as const, what: demand, seconds: late, text: reason }];
      return { demand, qty: this.quantity(row, file, this.text(row, 'item')), date, late, reasons };
    });
  }

  /** Which operations work in it stands as "ORDER SEQ | ORDER SEQ". */
  overtime(currency: string): OpenedOvertime[] {
    const file = 'overtime.csv';
    return this.rows(file).map((row) => ({
      window: this.text(row, 'overtime'),
      from: this.time(row, file, 'start'),
      to: this.time(row, file, 'end'),
      cost: minor(Math.round(this.number(row, file, 'cost') * 10 ** minorDigits(currency))),
      for: this.text(row, 'operations')
        .split('|')
        .map((one) => one.trim())
        .filter((one) => one !== '')
        .map((one) => {
          const at = one.lastIndexOf(' ');
          return { order: this.orderId(one.slice(0, at)), seq: Number(one.slice(at + 1)) };
        }),
    }));
  }

  /** Undefined where the file is absent. */
  shares(): readonly Share[] | undefined {
    if (!this.files.tables.has('pegging.csv')) return undefined;
    return this.rows('pegging.csv').map((row) => {
      const item = this.text(row, 'item');
      return {
        demand: this.demandId(this.text(row, 'demand')),
        supply: this.supplyId(this.text(row, 'supply')),
        item,
        qty: this.quantity(row, 'pegging.csv', item),
      };
    });
  }

  private rows(file: PlanFile): readonly FileRow[] {
    return this.files.tables.get(file) ?? [];
  }

  private text(row: FileRow, head: string): string {
    return (row.cells[head] ?? '').trim();
  }

  private number(row: FileRow, file: PlanFile, head: string): number {
    const text = this.text(row, head);
    const number = Number(text);
    if (text !== '' && Number.isFinite(number)) return number;
    this.faults.push({ file, row: row.row, column: head, value: text, text: 'is not a number.' });
    return 0;
  }

  private quantity(row: FileRow, file: PlanFile, item: string, head = 'qty'): Qty {
    const scaled = this.number(row, file, head) * 10 ** (this.decimals.get(item) ?? 0);
    const steps = Math.round(scaled);
    if (Math.abs(scaled - steps) <= 1e-6 * Math.max(1, Math.abs(steps)) && Number.isSafeInteger(steps))
      return qty(steps);
    this.faults.push({
      file,
      row: row.row,
      column: head,
      value: this.text(row, head),
      text: `is finer than the unit of ${item} is counted.`,
    });
    return qty(0);
  }

  private time(row: FileRow, file: PlanFile, head: string): Second {
    const text = this.text(row, head);
    const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[-+]\d{2}:\d{2})?$/.test(text)
      ? this.clock.second(text)
      : undefined;
    if (at !== undefined) return at;
    this.faults.push({
      file,
      row: row.row,
      column: head,
      value: text,
      text: 'is not a time. Maybe write it as 2026-01-05T06:00:00.',
    });
    return second(0);
  }

  /** Foreign plans name their orders as they like; the plan's own names say what kind of supply it is. */
  private orderId(id: string): string {
    if (id.startsWith('planned/') || id.startsWith('work/')) return id;
    return this.work.has(id) ? `work/${id}` : `planned/${id}`;
  }

  private buyId(id: string): string {
    return id.startsWith('buy/') ? id : `buy/${id}`;
  }

  private supplyId(id: string): string {
    if (/^(stock|purchase|work|planned|buy|move)\//.test(id)) return id;
    if (this.bought.has(id)) return `buy/${id}`;
    return this.orderId(id);
  }
  private demandId(name: string): string {
    return this.named.get(name) ?? name;
  }
}
