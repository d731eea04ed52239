/**
 * Items at locations. frePPLe plans an item at each location; our items are planned at one, so an item that stands at
 * several becomes one item for each, "chair @ shop 1". What brings an item to a location (make, buy, ship) is one way
 * of ours: the one with the best priority; the others are refused and named.
 */
import type { Fixture, FixtureRow } from './fixture.ts';

export interface Place {
  readonly item: string;
  readonly location: string;
}

export type Way =
  | { readonly kind: 'make'; readonly row: FixtureRow }
  | { readonly kind: 'buy'; readonly row: FixtureRow }
  | { readonly kind: 'ship'; readonly row: FixtureRow; readonly origin: string };

export class FixturePlaces {
  private readonly found = new Map<string, Place>();
  private readonly locationsOf = new Map<string, Set<string>>();
  private readonly makers = new Map<string, FixtureRow[]>();
  private readonly owners: ReadonlyMap<string, string | undefined>;
  private readonly items: ReadonlySet<string>;
  private readonly only: string | undefined;

  constructor(
    private readonly fixture: Fixture,
    /** What each operation that makes something makes. */
    made: ReadonlyMap<FixtureRow, string>,
    consumed: readonly Place[],
  ) {
    this.owners = new Map(fixture.rows('item').map((row) => [row.name, row.text('owner')]));
    this.items = new Set(this.owners.keys());
    const locations = fixture.rows('location').map((row) => row.name);
    this.only = locations.length === 1 ? locations[0] : undefined;
    for (const [row, item] of made) {
      const place = this.at(item, row.text('location'));
      this.makers.set(keyOf(place), [...(this.makers.get(keyOf(place)) ?? []), row]);
    }
    for (const place of consumed) this.at(place.item, place.location);
    for (const row of fixture.rows('buffer')) this.at(row.text('item') ?? '', row.text('location'));
    for (const row of fixture.rows('demand')) this.at(row.text('item') ?? '', row.text('location'));
    for (const row of fixture.rows('operationplan'))
      if (row.text('item')) this.at(row.text('item') ?? '', row.text('destination') ?? row.text('location'));
    for (const row of fixture.rows('itemsupplier'))
      if (row.text('location')) this.at(row.text('item') ?? '', row.text('location'));
    // Every origin of a shipment is a place of its own, and may itself be shipped to.
    for (let before = -1; before !== this.found.size; ) {
      before = this.found.size;
      for (const place of this.all()) for (const row of this.shipments(place)) this.at(place.item, row.text('origin'));
    }
  }

  all(): readonly Place[] {
    return [...this.found.values()];
  }

  /** The code of an item at a location; the item's own name where it stands at one location only. */
  code(item: string, location: string | undefined): string {
    const name = item.trim();
    return (this.locationsOf.get(item)?.size ?? 0) > 1 ? `${name} @ ${location ?? this.only ?? ''}` : name;
  }

  wayTo(place: Place): Way | undefined {
    const ways: Way[] = [
      ...(this.makers.get(keyOf(place)) ?? []).map((row): Way => ({ kind: 'make', row })),
      ...this.fixture
        .rows('itemsupplier')
        .filter((row) => row.text('item') === place.item && (row.text('location') ?? place.location) === place.location)
        .map((row): Way => ({ kind: 'buy', row })),
      ...this.shipments(place).map((row): Way => ({ kind: 'ship', row, origin: row.text('origin') ?? '' })),
    ];
    const rank = (way: Way): number => way.row.number('priority') ?? 1;
    const [best, ...others] = ways.toSorted((a, b) => rank(a) - rank(b));
    for (const other of others) {
      if (other.kind === 'buy' && best?.kind === 'buy') continue;
      this.fixture.refuse(
        other.row,
        'priority',
        `an item has one way to come; another way of bringing ${place.item} to ${place.location} is left out`,
      );
    }
    return best;
  }

  private at(item: string, location: string | undefined): Place {
    const place = { item, location: location ?? this.only ?? '' };
    const key = keyOf(place);
    const known = this.found.get(key);
    if (known) return known;
    this.found.set(key, place);
    this.locationsOf.set(item, (this.locationsOf.get(item) ?? new Set()).add(place.location));
    return place;
  }

  /** Shipments to a place, of the item or of a group that it belongs to, where nothing nearer is said. */
  private shipments(place: Place): readonly FixtureRow[] {
    for (
      let item: string | undefined = place.item, depth = 0;
      item !== undefined && depth < 20;
      item = this.owners.get(item), depth++
    ) {
      const rows = this.fixture
        .rows('itemdistribution')
        .filter((row) => row.text('item') === item && row.text('location') === place.location);
      if (rows.length > 0) return rows;
    }
    return [];
  }

  isItem(name: string): boolean {
    return this.items.has(name);
  }
}

const keyOf = (place: Place): string => `${place.item}\n${place.location}`;
