/**
 * frePPLe's Django fixtures (JSON). An item at each location becomes an item; a shipment between locations a step done
 * outside that draws the item at its origin; a resource a machine, or a crew where it works beside another; confirmed
 * purchase, distribution and manufacturing orders open lines and firm work orders. `features` says by model and field
 * what was honoured and what was refused, with counts.
 */
import type { Cell } from '../../house/cells.ts';
import { decimalsIn } from './decimals.ts';
import { type Feature, Fixture, type FixtureRow } from './fixture.ts';
import { FixtureCalendars } from './fixturecalendars.ts';
import { FixturePlaces, type Place, type Way } from './fixtureplaces.ts';
import { FixtureRoles } from './fixtureroles.ts';
import { instantIn } from './instants.ts';
import { Draft, type Origin, type Reading } from './sheets.ts';

export interface FreppleReading extends Reading {
  readonly features: readonly Feature[];
}

/** Steps at once of a work centre that stands for "no machine": it only keeps the location's hours. */
const noMachine = 1000;
const zone = 'UTC';

export function readFrepple(
  files: ReadonlyMap<string, Uint8Array>,
  options: { readonly now?: string } = {},
): FreppleReading {
  const draft = new Draft();
  const [file, bytes] = [...files].find(([name]) => name.endsWith('.json')) ?? ['the folder', undefined];
  const fixture = new Fixture(file, bytes ? contentOf(file, bytes, draft) : []);
  if (!bytes) draft.faults.push({ file, text: 'There is no .json file. A frePPLe fixture is one JSON file.' });
  const current = fixture
    .rows('parameter')
    .find((row) => row.name === 'currentdate')
    ?.text('value');
  const said = options.now ?? current;
  const now = said === undefined ? undefined : instantIn(zone, said);
  if (now !== undefined) new World(fixture, draft, now).write();
  else if (bytes && draft.faults.length === 0 && fixture.faults.length === 0)
    draft.faults.push({
      file,
      field: 'now',
      ...(said === undefined ? {} : { value: said }),
      text:
        said === undefined
          ? `Nobody says what time it is: ${file} has no parameter "currentdate". Maybe say it: 2026-01-05T06:00.`
          : `"${said}" is no time. Maybe 2026-01-05T06:00.`,
    });
  draft.faults.push(...fixture.faults);
  // Without a time nothing was read, so nothing was refused either.
  const features = now === undefined ? [] : fixture.features();
  for (const one of features)
    if (!one.honoured) draft.notes.push(`refused: ${one.model}.${one.field} ×${one.count}: ${one.why}`);
  const honoured = features.filter((one) => one.honoured).map((one) => `${one.model}.${one.field} ×${one.count}`);
  if (honoured.length > 0) draft.notes.push(`honoured: ${honoured.join(', ')}`);
  return { ...draft.reading({ code: 'FREPPLE', zone, currency: 'USD', dueTime: '00:00', now }), features };
}

function contentOf(file: string, bytes: Uint8Array, draft: Draft): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    draft.faults.push({ file, text: `${file} is not JSON: ${error.message}.` });
    return [];
  }
}

class World {
  private readonly roles: FixtureRoles;
  private readonly calendars: FixtureCalendars;
  private readonly places: FixturePlaces;
  private readonly operations: ReadonlyMap<string, FixtureRow>;
  /** Sub-operations of a routing in sequence. */
  private readonly parts = new Map<string, FixtureRow[]>();
  private readonly produced = new Map<FixtureRow, string>();
  private readonly available: ReadonlyMap<string, string | undefined>;

  constructor(
    private readonly fixture: Fixture,
    private readonly draft: Draft,
    now: string,
  ) {
    this.operations = new Map(fixture.rows('operation').map((row) => [row.name, row]));
    for (const row of this.operations.values()) {
      const owner = row.text('owner');
      if (owner !== undefined) this.parts.set(owner, [...(this.parts.get(owner) ?? []), row]);
    }
    for (const list of this.parts.values())
      list.sort((a, b) => (a.number('priority') ?? 1) - (b.number('priority') ?? 1));
    this.available = new Map(fixture.rows('location').map((row) => [row.name, row.text('available')]));
    this.roles = new FixtureRoles(fixture);
    this.calendars = new FixtureCalendars(fixture, draft, now);
    this.findProducts();
    this.places = new FixturePlaces(fixture, this.produced, this.consumption());
  }

  write(): void {
    this.writePartners();
    this.writeResources();
    for (const place of this.places.all()) this.writeItem(place);
    this.writeStock();
    this.writeDemands();
    this.writeOrders();
    this.draft.add(
      'units',
      { code: 'PCS', name: 'pieces', decimals: decimalsIn(this.draft) },
      { file: this.fixture.file },
    );
  }

  private origin(row: FixtureRow): Origin {
    return { file: this.fixture.file, row: row.row };
  }

  /** An operation's item is its own, what its last part produces, or what a demand that names it asks for. */
  private findProducts(): void {
    const produces = new Map<string, string>();
    for (const row of this.fixture.rows('operationmaterial'))
      if ((row.number('quantity') ?? 0) > 0) produces.set(row.text('operation') ?? '', row.text('item') ?? '');
    const demanded = new Map(
      this.fixture
        .rows('demand')
        .flatMap((row) =>
          row.text('operation') ? [[row.text('operation') ?? '', row.text('item') ?? ''] as const] : [],
        ),
    );
    for (const row of this.operations.values()) {
      if (row.text('owner') !== undefined) continue;
      const parts = this.parts.get(row.name) ?? [];
      const item =
        row.text('item') ??
        produces.get(row.name) ??
        parts.map((part) => produces.get(part.name)).findLast((one) => one !== undefined) ??
        demanded.get(row.name);
      if (item === undefined) this.fixture.refuse(row, 'item', 'an operation that makes no item is not planned with');
      else this.produced.set(row, item);
    }
  }

  private consumption(): readonly Place[] {
    return this.fixture.rows('operationmaterial').flatMap((row) => {
      const operation = this.operations.get(row.text('operation') ?? '');
      return operation && (row.number('quantity') ?? 0) < 0
        ? [{ item: row.text('item') ?? '', location: operation.text('location') ?? '' }]
        : [];
    });
  }

  private writePartners(): void {
    for (const row of this.fixture.rows('customer'))
      this.draft.mention('customers', row.name, { code: row.name }, this.origin(row));
    for (const row of this.fixture.rows('supplier'))
      this.draft.mention('vendors', row.name, { code: row.name }, this.origin(row));
    for (const row of this.fixture.rows('location'))
      this.draft.mention(
        'locations',
        row.name,
        { code: row.name, name: row.text('description') ?? row.name },
        this.origin(row),
      );
  }

  private writeResources(): void {
    for (const [name, row] of this.roles.resources) {
      if (this.roles.isPool(name)) continue;
      const pool = this.roles.poolOf(name);
      const limit = row.text('maximum_calendar');
      const size = Math.floor(limit === undefined ? (row.number('maximum') ?? 1) : this.calendars.capacity(limit));
      const calendar = this.calendars.open([
        this.available.get(row.text('location') ?? ''),
        row.text('available'),
        limit,
      ]);
      if (row.text('type') === 'buckets')
        this.fixture.refuse(row, 'type', 'capacity by time bucket is planned as capacity at every instant');
      if (size < 1) {
        this.fixture.refuse(row, 'maximum', 'a resource without capacity is left out');
        continue;
      }
      if (this.roles.roleOf(name) === 'crew') this.draft.add('crews', { code: name, calendar, size }, this.origin(row));
      else {
        this.draft.mention(
          'work_centres',
          pool,
          { code: pool, calendar: this.calendars.open([this.available.get(row.text('location') ?? '')]) },
          this.origin(row),
        );
        this.draft.add(
          'machines',
          { code: name, work_centre: pool, capacity: size, calendar, speed_percent: row.number('efficiency') },
          this.origin(row),
        );
      }
    }
  }

  private writeItem(place: Place): void {
    const row = this.fixture.rows('item').find((one) => one.name === place.item);
    const code = this.places.code(place.item, place.location);
    const way = this.places.wayTo(place);
    const buffer = this.fixture
      .rows('buffer')
      .find((one) => one.text('item') === place.item && one.text('location') === place.location);
    const origin = row ? this.origin(row) : { file: this.fixture.file };
    if (!row)
      this.fixture.faults.push({
        file: this.fixture.file,
        column: 'item',
        value: place.item,
        text: `There is no item "${place.item}".`,
      });
    const sizes = way && way.kind !== 'buy' ? lotOf(way.row) : {};
    const fence = way?.kind === 'make' ? Math.ceil((way.row.number('fence') ?? 0) / 86_400) : 0;
    this.draft.add(
      'items',
      {
        code,
        name: row?.text('description') ?? place.item,
        supply: way && way.kind !== 'buy' ? 'make' : 'buy',
        unit: 'PCS',
        unit_cost: row?.number('cost'),
        safety_stock: buffer?.number('minimum') ?? 0,
        fence_days: fence,
        ...sizes,
      },
      origin,
    );
    if (way?.kind === 'make') this.writeRouting(code, way.row);
    if (way?.kind === 'ship') this.writeShipment(code, place, way);
    if (way?.kind === 'buy') this.writeSources(code, place);
  }

  private writeRouting(code: string, operation: FixtureRow): void {
    const type = operation.text('type') ?? 'fixed_time';
    const parts = this.parts.get(operation.name) ?? [];
    if (type === 'split' || (type === 'alternate' && parts.length > 1))
      this.fixture.refuse(operation, 'type', `${type} operations are planned by their first alternative`);
    const steps = type === 'routing' ? parts : parts.length > 0 ? parts.slice(0, 1) : [operation];
    steps.forEach((step, at) => {
      const seq = 10 * (at + 1);
      this.writeStep(code, seq, step);
      this.writeComponents(code, seq, step);
    });
  }

  private writeStep(code: string, seq: number, step: FixtureRow): void {
    const { machine, crew } = this.roles.of(step.name);
    if (machine && machine.quantity !== 1)
      this.fixture.refuse(machine.row, 'quantity', 'a step takes its machine once');
    const perPiece = step.text('type') === 'time_per' ? (step.number('duration_per') ?? 0) : 0;
    this.draft.add(
      'routing_steps',
      {
        item: code,
        seq,
        name: step.name,
        work_centre: machine ? this.roles.poolOf(machine.resource) : this.unmanned(step),
        machines: machine ? this.roles.fit(machine)?.join(', ') : undefined,
        fixed_minutes: minutes(step.number('duration') ?? 0),
        run_minutes: ratioMinutes(perPiece),
        gap_hours: (step.number('posttime') ?? 0) / 3600,
        crew: crew?.resource,
        crew_size: crew ? Math.max(1, Math.ceil(crew.quantity)) : undefined,
      },
      this.origin(step),
    );
  }

  /** Work that takes no machine still keeps the hours of its location. */
  private unmanned(step: FixtureRow): string {
    const location = step.text('location') ?? '';
    const code = `no machine @ ${location}`.slice(0, 64);
    const calendar = this.calendars.open([this.available.get(location)]);
    this.draft.mention('work_centres', code, { code, calendar }, this.origin(step));
    this.draft.mention('machines', code, { code, work_centre: code, capacity: noMachine }, this.origin(step));
    return code;
  }

  private writeComponents(code: string, seq: number, step: FixtureRow): void {
    for (const row of this.fixture.rows('operationmaterial')) {
      const quantity = row.number('quantity') ?? 0;
      if (row.text('operation') !== step.name || quantity >= 0) continue;
      if ((row.text('type') ?? 'start') !== 'start')
        this.fixture.refuse(row, 'type', 'material is drawn when its step starts');
      const component = this.places.code(row.text('item') ?? '', step.text('location'));
      this.draft.add(
        'components',
        { parent: code, component, qty_per: -quantity, seq, rank: row.number('priority') ?? 1 },
        this.origin(row),
      );
    }
  }

  private writeShipment(code: string, place: Place, way: Extract<Way, { kind: 'ship' }>): void {
    const days = (way.row.number('leadtime') ?? 0) / 86_400;
    this.draft.add(
      'routing_steps',
      { item: code, seq: 10, name: `Ship from ${way.origin}`, outside_days: days },
      this.origin(way.row),
    );
    this.draft.add(
      'components',
      { parent: code, component: this.places.code(place.item, way.origin), qty_per: 1, seq: 10 },
      this.origin(way.row),
    );
  }

  private writeSources(code: string, place: Place): void {
    const ranks = new Set<string>();
    for (const row of this.fixture.rows('itemsupplier')) {
      if (row.text('item') !== place.item || (row.text('location') ?? place.location) !== place.location) continue;
      const [vendor, rank] = [row.text('supplier') ?? '', Math.max(1, row.number('priority') ?? 1)];
      if (ranks.has(`${vendor}/${rank}`)) continue;
      ranks.add(`${vendor}/${rank}`);
      const days = Math.ceil(((row.number('leadtime') ?? 0) / 86_400) * 100) / 100;
      if ((row.number('fence') ?? 0) > 0) this.fixture.refuse(row, 'fence', 'a purchase has no fence');
      this.draft.add(
        'sources',
        {
          item: code,
          vendor,
          rank,
          transit_days: days,
          order_min: row.number('sizeminimum') ?? 0,
          order_multiple: row.number('sizemultiple') ?? 0,
          unit_cost: row.number('cost'),
        },
        this.origin(row),
      );
    }
  }

  private writeStock(): void {
    for (const row of this.fixture.rows('buffer')) {
      const onhand = row.number('onhand') ?? 0;
      const location = row.text('location') ?? '';
      if (onhand !== 0)
        this.draft.add(
          'stock',
          { item: this.places.code(row.text('item') ?? '', location), location, qty: onhand },
          this.origin(row),
        );
    }
  }

  private writeDemands(): void {
    for (const row of this.fixture.rows('demand')) {
      const quantity = row.number('quantity') ?? 0;
      const status = row.text('status') ?? 'open';
      const priority = row.number('priority') ?? 1;
      const smallest = row.number('minshipment');
      if (priority > 9) this.fixture.refuse(row, 'priority', 'priorities after 9 count as 9');
      const customer = row.text('customer') ?? 'CUSTOMER';
      this.draft.mention('customers', customer, { code: customer }, this.origin(row));
      const record: Record<string, Cell> = {
        order_no: row.name,
        customer,
        item: this.places.code(row.text('item') ?? '', row.text('location')),
        qty: quantity,
        due: row.text('due'),
        priority: Math.min(9, Math.max(1, priority)),
        ship_complete: smallest === undefined || smallest >= quantity,
        state: status === 'open' ? 'open' : status === 'canceled' ? 'cancelled' : 'closed',
      };
      this.draft.demandNames.set(`${row.name}/1`, row.name);
      this.draft.add('customer_lines', record, this.origin(row));
    }
  }

  private writeOrders(): void {
    for (const row of this.fixture.rows('operationplan')) {
      const [status, type] = [row.text('status') ?? 'confirmed', row.text('type')];
      if (status === 'proposed' || status === 'closed' || status === 'completed') continue;
      const number = row.text('reference') ?? row.pk;
      const quantity = row.number('quantity');
      const due = row.text('enddate');
      if (type === 'PO') {
        const item = this.places.code(row.text('item') ?? '', row.text('location'));
        this.draft.add(
          'purchase_lines',
          { order_no: number, vendor: row.text('supplier'), item, qty: quantity, promised: due },
          this.origin(row),
        );
        continue;
      }
      const operation = this.operations.get(row.text('operation') ?? '');
      const made = operation && this.produced.get(operation);
      const item =
        type === 'DO'
          ? this.places.code(row.text('item') ?? '', row.text('destination'))
          : made && this.places.code(made, operation?.text('location'));
      if (item === undefined) {
        this.fixture.refuse(row, 'type', `orders of type ${type} without an item that is made are left out`);
        continue;
      }
      row.text('origin');
      if (row.text('startdate'))
        this.fixture.refuse(row, 'startdate', 'an order in progress is planned again from its open quantity');
      this.draft.add('work_orders', { number, item, qty: quantity, state: 'firm', due }, this.origin(row));
    }
  }
}

function lotOf(row: FixtureRow): Record<string, Cell> {
  return {
    lot_min: row.number('sizeminimum') ?? 1,
    lot_multiple: row.number('sizemultiple') ?? 0,
    lot_max: row.number('sizemaximum'),
  };
}

/** Minutes with the four decimals that a cell keeps. */
const minutes = (seconds: number): number => Math.round((seconds / 60) * 10_000) / 10_000;

/** Minutes per piece as a fraction, exactly. */
function ratioMinutes(seconds: number): string {
  const thousandths = Math.round(seconds * 1000);
  return `${thousandths}/60000`;
}
