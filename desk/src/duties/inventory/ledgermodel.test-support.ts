/** What the ledger is held to, in memory: balances of one item, what is out with an order, and what may be taken back. */

/** What tells one balance from another at a place. */
export interface Told {
  readonly lot: string;
  readonly serial: string;
  readonly container: string;
  readonly owner: string;
}
export const loose = { lot: '', serial: '', container: '', owner: '' };

interface Leg extends Told {
  readonly at: string;
  readonly qty: number;
}

const key = ({ at, lot, serial, container, owner }: Omit<Leg, 'qty'>): string =>
  [at, lot, serial, container, owner].join('|');

interface Moved {
  readonly id: number;
  readonly legs: readonly Leg[];
  /** By what somebody did by hand: nothing else is taken back by its movement. */
  readonly byHand: boolean;
  back: boolean;
}

export class LedgerModel {
  #balances = new Map<string, Leg>();
  readonly #out = new Map<string, number>();
  readonly movements: Moved[] = [];
  readonly receipts: { readonly id: number; readonly legs: readonly Leg[]; back: boolean }[] = [];

  qty(at: string, told: Told): number {
    return this.#balances.get(key({ at, ...told }))?.qty ?? 0;
  }

  /** Balances as words, in their order. */
  standing(): readonly string[] {
    return [...this.#balances].map(([name, { qty }]) => `${name}: ${qty}`).toSorted();
  }

  content(container: string): readonly Leg[] {
    return [...this.#balances.values()].filter((one) => one.container === container);
  }

  /** False, and nothing done, where a balance would be drawn below zero unconfirmed, a piece be twice or a container at two places. */
  post(legs: readonly Leg[], sure = false): boolean {
    const after = new Map(this.#balances);
    for (const leg of legs) {
      const qty = (after.get(key(leg))?.qty ?? 0) + leg.qty;
      if (qty === 0) after.delete(key(leg));
      else after.set(key(leg), { ...leg, qty });
    }
    const fell = legs.some((leg) => leg.qty < 0 && (after.get(key(leg))?.qty ?? 0) < 0 && (!sure || leg.serial !== ''));
    const standing = [...after.values()];
    const pieces = standing.filter(({ serial }) => serial !== '');
    const twice = pieces.some(({ qty }) => qty > 1) || new Set(pieces.map(({ serial }) => serial)).size < pieces.length;
    const torn = legs.some(
      ({ container }) =>
        container !== '' && new Set(standing.filter((one) => one.container === container).map(({ at }) => at)).size > 1,
    );
    if (fell || twice || torn) return false;
    this.#balances = after;
    return true;
  }

  /** Loose goods first, then out of containers by their names; a piece where it stands; never another's. */
  issue(at: string, { lot, serial }: Told, qty: number): boolean {
    const ours = [...this.#balances.values()].filter(
      (one) => one.at === at && one.lot === lot && one.serial === serial && one.owner === '' && one.qty > 0,
    );
    let rest = serial === '' ? qty - this.qty(at, { ...loose, lot }) : qty;
    const taken: Leg[] = serial === '' ? [{ ...loose, at, lot, qty: -qty }] : [];
    const boxed = ours.filter(({ container }) => serial !== '' || container !== '');
    for (const box of boxed.toSorted((a, b) => (a.container < b.container ? -1 : 1))) {
      const part = Math.min(box.qty, rest);
      if (part <= 0) break;
      rest -= part;
      taken.push({ ...box, qty: -part }, ...(serial === '' ? [{ ...loose, at, lot, qty: part }] : []));
    }
    if (rest > 0 || !this.#postInOne(taken)) return false;
    this.#add(lot, serial, qty);
    return true;
  }

  giveBack(at: string, { lot, serial }: Told, qty: number): boolean {
    if ((this.#out.get(`${lot}|${serial}`) ?? 0) < qty) return false;
    if (!this.post([{ ...loose, at, lot, serial, qty }])) return false;
    this.#add(lot, serial, -qty);
    return true;
  }

  /** By one act of several movements, of which the sum counts. */
  #postInOne(legs: readonly Leg[]): boolean {
    const sums = new Map<string, Leg>();
    for (const leg of legs) sums.set(key(leg), { ...leg, qty: (sums.get(key(leg))?.qty ?? 0) + leg.qty });
    return this.post([...sums.values()]);
  }

  #add(lot: string, serial: string, qty: number): void {
    this.#out.set(`${lot}|${serial}`, (this.#out.get(`${lot}|${serial}`) ?? 0) + qty);
  }
}

/** The same the other way round. */
export const mirrored = (legs: readonly Leg[]): readonly Leg[] =>
  legs.map((leg) => ({ ...leg, qty: -leg.qty })).toReversed();
