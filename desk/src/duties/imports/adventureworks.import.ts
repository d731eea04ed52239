/**
 * AdventureWorks' CSV files: products, bills with their dates, work centres from Location, routings from the
 * manufacturing instructions (XML) of the product models, vendors and their offers, open purchase orders, inventory by
 * location and bin. There are no sales orders: demand is generated, the same for the same data.
 *
 * What the data leaves open is decided here and said in the notes: Availability is hours a week of one machine; a
 * vendor's minimum counts in the item's own unit; a make item without instructions takes its days to manufacture.
 */
import type { Cell } from '../../house/cells.ts';
import { dayNumber, instantAt } from '../../house/clock.ts';
import { readCsv } from './csv.import.ts';
import { generateDemand } from './generated.ts';
import { instantIn } from './instants.ts';
import { type Instruction, readInstructions } from './instructions.import.ts';
import { Draft, type Origin, type Reading } from './sheets.ts';

/** The plant stands in Bothell, Washington. */
const zone = 'America/Los_Angeles';

export interface SourceRow {
  readonly origin: Origin;
  readonly at: (head: string) => string;
}

export function readAdventureWorks(
  files: ReadonlyMap<string, Uint8Array>,
  options: { readonly now?: string } = {},
): Reading {
  const draft = new Draft();
  const rows = (table: string): readonly SourceRow[] => rowsOf(draft, files, table);
  const now = options.now === undefined ? undefined : instantIn(zone, options.now);
  const works = new Works(draft, rows);
  works.write();
  if (now !== undefined) generateDemand(draft, works.sold(), rows('Sales.Store'), now);
  else draft.notes.push('No demand was generated: nobody said what time it is. Maybe say it: 2025-09-21T06:00.');
  return draft.reading({ code: 'ADVENTURE', zone, currency: 'USD', dueTime: '17:00', now });
}

function rowsOf(draft: Draft, files: ReadonlyMap<string, Uint8Array>, table: string): readonly SourceRow[] {
  const file = `${table}.csv`;
  const bytes = files.get(file);
  if (!bytes) {
    draft.faults.push({ file, text: `${file} is missing.` });
    return [];
  }
  const read = readCsv(bytes, file);
  if ('fault' in read) {
    draft.faults.push({ file, row: read.row, text: read.fault });
    return [];
  }
  const { head, rows, firstRow } = read.sheet;
  const column = new Map(head.map((name, at) => [name, at]));
  return rows.flatMap((cells, at) =>
    cells.length === 0
      ? []
      : [
          {
            origin: { file, row: firstRow + at },
            at: (name: string) => String(cells[column.get(name) ?? -1] ?? '').trim(),
          },
        ],
  );
}

/** "2025-09-21 00:00:00.000" to its day; empty stays empty. */
const dayOf = (text: string): string => text.slice(0, 10);
/** The day before: their end dates are the first day on which a line no longer counts. */
const lastDay = (text: string): string =>
  text === '' ? '' : instantAt((dayNumber(dayOf(text)) - 1) * 86_400).slice(0, 10);

class Works {
  private readonly products: ReadonlyMap<string, SourceRow>;
  private readonly instructions = new Map<string, readonly Instruction[]>();
  private readonly centres = new Map<string, SourceRow>();

  constructor(
    private readonly draft: Draft,
    private readonly rows: (table: string) => readonly SourceRow[],
  ) {
    this.products = new Map(rows('Production.Product').map((row) => [row.at('ProductID'), row]));
    for (const row of rows('Production.ProductModel')) {
      if (row.at('Instructions') === '') continue;
      const read = readInstructions(row.at('Instructions'));
      if ('fault' in read)
        draft.faults.push({ ...row.origin, column: 'Instructions', value: row.at('Name'), text: read.fault });
      else this.instructions.set(row.at('ProductModelID'), read.instructions);
    }
  }

  write(): void {
    this.writeCentres();
    this.writeItems();
    this.writeBills();
    this.writeRoutings();
    this.writeVendors();
    this.writePurchases();
    this.writeInventory();
  }

  /** What can be sold today: finished goods whose sale has not ended. */
  sold(): readonly { code: string; price: string; origin: Origin }[] {
    return [...this.products.values()]
      .filter(
        (row) =>
          row.at('FinishedGoodsFlag') === '1' && row.at('SellEndDate') === '' && row.at('DiscontinuedDate') === '',
      )
      .map((row) => ({ code: row.at('ProductNumber'), price: row.at('ListPrice'), origin: row.origin }));
  }

  /** The item's code, or a fault at the row that names a product that is not there. */
  private item(row: SourceRow, head: string): string | undefined {
    const product = this.products.get(row.at(head));
    if (!product)
      this.draft.faults.push({
        ...row.origin,
        column: head,
        value: row.at(head),
        text: `There is no product ${row.at(head)}.`,
      });
    return product?.at('ProductNumber');
  }

  private writeCentres(): void {
    for (const row of this.rows('Production.Location')) {
      const code = row.at('LocationID');
      this.draft.mention('locations', code, { code, name: row.at('Name') }, row.origin);
      const hours = Number(row.at('Availability'));
      if (!(hours > 0)) continue;
      this.centres.set(code, row);
      const week = `WEEK-${row.at('Availability')}`;
      this.draft.mention(
        'calendars',
        week,
        { code: week, name: `${hours} hours a week`, week: `Mon-Fri 00:00-${clock(hours / 5)}` },
        row.origin,
      );
      this.draft.add(
        'work_centres',
        { code, name: row.at('Name'), calendar: week, hour_cost: row.at('CostRate') },
        row.origin,
      );
      this.draft.add('machines', { code: `${code}-1`, name: row.at('Name'), work_centre: code }, row.origin);
    }
    this.draft.notes.push(
      `${this.centres.size} locations with Availability are work centres of one machine, their hours a week spread over Monday to Friday.`,
    );
  }

  private writeItems(): void {
    const units = new Map<string, string>();
    for (const row of this.rows('Production.BillOfMaterials'))
      units.set(row.at('ComponentID'), row.at('UnitMeasureCode'));
    for (const row of this.rows('Production.UnitMeasure'))
      this.draft.mention(
        'units',
        row.at('UnitMeasureCode'),
        { code: row.at('UnitMeasureCode'), name: row.at('Name'), decimals: 2 },
        row.origin,
      );
    const without: string[] = [];
    for (const [id, row] of this.products) {
      const make = row.at('MakeFlag') === '1';
      const steps = this.instructions.get(row.at('ProductModelID'));
      if (make && !steps) without.push(row.at('ProductNumber'));
      if (!make && steps)
        this.draft.notes.push(
          `${row.at('ProductNumber')} has manufacturing instructions and is bought; they were not used.`,
        );
      const whole = (units.get(id) ?? 'EA') === 'EA';
      this.draft.add(
        'items',
        {
          code: row.at('ProductNumber'),
          name: row.at('Name'),
          supply: make ? 'make' : 'buy',
          unit: units.get(id) ?? 'EA',
          safety_stock: row.at('SafetyStockLevel'),
          lot_min: whole ? 1 : 0,
          lot_multiple: whole ? 1 : 0,
          lead_days: make ? row.at('DaysToManufacture') : undefined,
          unit_cost: row.at('StandardCost'),
        },
        row.origin,
      );
    }
    this.draft.notes.push(
      `${without.length} make items have no routing and take their days to manufacture: ${without.join(', ')}`,
    );
  }

  private writeBills(): void {
    let tops = 0;
    const parents = new Set<string>();
    for (const row of this.rows('Production.BillOfMaterials')) {
      if (row.at('ProductAssemblyID') === '') {
        tops++;
        continue;
      }
      const [parent, component] = [this.item(row, 'ProductAssemblyID'), this.item(row, 'ComponentID')];
      if (parent === undefined || component === undefined) continue;
      if (row.at('EndDate') === '') parents.add(row.at('ProductAssemblyID'));
      this.draft.add(
        'components',
        {
          parent,
          component,
          qty_per: row.at('PerAssemblyQty'),
          valid_from: dayOf(row.at('StartDate')),
          valid_to: lastDay(row.at('EndDate')),
        },
        row.origin,
      );
    }
    this.draft.notes.push(
      `${tops} bill lines without ProductAssemblyID mark products at the top of a tree; they hold no component.`,
    );
    const bare = [...this.products]
      .filter(([id, row]) => row.at('MakeFlag') === '1' && !parents.has(id))
      .map(([, row]) => row.at('ProductNumber'));
    if (bare.length > 0) this.draft.notes.push(`make items without a bill in force: ${bare.join(', ')}`);
  }

  private writeRoutings(): void {
    const wrong = new Set<string>();
    for (const row of this.products.values()) {
      if (row.at('MakeFlag') !== '1') continue;
      (this.instructions.get(row.at('ProductModelID')) ?? []).forEach((step, at) => {
        const centre = this.centres.has(step.location) ? step.location : step.spoken;
        if (centre !== step.location && !wrong.has(`${row.at('ProductModelID')}/${at}`)) {
          wrong.add(`${row.at('ProductModelID')}/${at}`);
          this.draft.notes.push(
            `Production.ProductModel.csv: model ${row.at('ProductModelID')}, step ${at + 1} names location ${step.location}, which is no work centre; its text speaks of ${centre ?? 'none'}, which was taken.`,
          );
        }
        if (centre === undefined)
          this.draft.faults.push({
            ...row.origin,
            column: 'Instructions',
            value: step.location,
            text: `Step ${at + 1} of ${row.at('ProductNumber')} names no work centre.`,
          });
        else this.draft.add('routing_steps', stepOf(row.at('ProductNumber'), 10 * (at + 1), centre, step), row.origin);
      });
    }
  }

  private writeVendors(): void {
    const active = new Map<string, SourceRow>();
    for (const row of this.rows('Purchasing.Vendor')) {
      active.set(row.at('BusinessEntityID'), row);
      this.draft.add(
        'vendors',
        {
          code: row.at('AccountNumber'),
          name: row.at('Name'),
          note: row.at('ActiveFlag') === '1' ? undefined : 'not active',
        },
        row.origin,
      );
    }
    const offers = new Map<string, { row: SourceRow; vendor: SourceRow; item: string }[]>();
    const inactive = new Map<string, string[]>();
    let foreign = 0;
    for (const row of this.rows('Purchasing.ProductVendor')) {
      const [item, vendor] = [this.item(row, 'ProductID'), active.get(row.at('BusinessEntityID'))];
      if (!vendor)
        this.draft.faults.push({
          ...row.origin,
          column: 'BusinessEntityID',
          value: row.at('BusinessEntityID'),
          text: `There is no vendor ${row.at('BusinessEntityID')}.`,
        });
      if (!vendor || item === undefined) continue;
      if (row.at('UnitMeasureCode') !== 'EA') foreign++;
      offers.set(item, [...(offers.get(item) ?? []), { row, vendor, item }]);
    }
    for (const list of offers.values()) {
      const best = list.toSorted(
        (a, b) =>
          rank(a.vendor) - rank(b.vendor) ||
          Number(a.row.at('AverageLeadTime')) - Number(b.row.at('AverageLeadTime')) ||
          Number(a.row.at('BusinessEntityID')) - Number(b.row.at('BusinessEntityID')),
      );
      best.forEach(({ row, vendor, item }, at) => {
        if (vendor.at('ActiveFlag') !== '1' && at > 0) {
          inactive.set(vendor.at('AccountNumber'), [...(inactive.get(vendor.at('AccountNumber')) ?? []), item]);
          return;
        }
        this.draft.add(
          'sources',
          {
            item,
            vendor: vendor.at('AccountNumber'),
            rank: at + 1,
            transit_days: row.at('AverageLeadTime'),
            order_min: row.at('MinOrderQty'),
            unit_cost: row.at('StandardPrice'),
          },
          row.origin,
        );
      });
    }
    for (const [vendor, items] of inactive)
      this.draft.notes.push(
        `${vendor} is not active; its offers of ${items.join(', ')} were left out, others deliver them.`,
      );
    if (foreign > 0)
      this.draft.notes.push(
        `${foreign} offers are in units such as CTN or GAL without a factor; their minimum counts in the item's own unit.`,
      );
  }

  private writePurchases(): void {
    const heads = new Map(this.rows('Purchasing.PurchaseOrderHeader').map((row) => [row.at('PurchaseOrderID'), row]));
    const vendors = new Map(
      this.rows('Purchasing.Vendor').map((row) => [row.at('BusinessEntityID'), row.at('AccountNumber')]),
    );
    const line = new Map<string, number>();
    let closed = 0;
    for (const row of this.rows('Purchasing.PurchaseOrderDetail')) {
      const order = row.at('PurchaseOrderID');
      const head = heads.get(order);
      line.set(order, (line.get(order) ?? 0) + 1);
      if (!head) {
        this.draft.faults.push({
          ...row.origin,
          column: 'PurchaseOrderID',
          value: order,
          text: `Purchase order ${order} has no header.`,
        });
        continue;
      }
      // 1 pending, 2 approved; 3 rejected, 4 complete.
      const open =
        (head.at('Status') === '1' || head.at('Status') === '2') &&
        Number(row.at('ReceivedQty')) < Number(row.at('OrderQty'));
      if (!open) {
        closed++;
        continue;
      }
      const item = this.item(row, 'ProductID');
      if (item === undefined) continue;
      this.draft.add(
        'purchase_lines',
        {
          order_no: order,
          line: line.get(order),
          vendor: vendors.get(head.at('VendorID')),
          item,
          qty: row.at('OrderQty'),
          received: row.at('ReceivedQty'),
          required: dayOf(row.at('DueDate')),
          unit_price: row.at('UnitPrice'),
        },
        row.origin,
      );
    }
    this.draft.notes.push(
      `${closed} purchase lines are complete, received or rejected; only open ones are planned with.`,
    );
  }

  private writeInventory(): void {
    for (const row of this.rows('Production.ProductInventory')) {
      const item = this.item(row, 'ProductID');
      if (item === undefined) continue;
      const [location, shelf, bin] = [row.at('LocationID'), row.at('Shelf'), row.at('Bin')];
      const code = shelf === 'N/A' || shelf === '' ? location : `${location}-${shelf}-${bin}`;
      this.draft.mention(
        'locations',
        code,
        { code, name: `location ${location}, shelf ${shelf}, bin ${bin}` },
        row.origin,
      );
      this.draft.add('stock', { item, location: code, qty: row.at('Quantity') }, row.origin);
    }
  }
}

/** Active before inactive, preferred before others. */
const rank = (vendor: SourceRow): number =>
  (vendor.at('ActiveFlag') === '1' ? 0 : 2) + (vendor.at('PreferredVendorStatus') === '1' ? 0 : 1);

function stepOf(item: string, seq: number, centre: string, step: Instruction): Record<string, Cell> {
  return {
    item,
    seq,
    name: step.name,
    work_centre: centre,
    setup_minutes: step.setupHours * 60,
    run_minutes: step.runMinutes,
    instructions: step.text,
  };
}

/** Hours of a day as HH:MM: 19.2 is 19:12. */
function clock(hours: number): string {
  const minutes = Math.min(24 * 60, Math.round(hours * 60));
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
