/** The many customer lines of an example, made from two short tables: what sells how often, and who buys how often. */
import { Chance } from './chance.ts';

export type TextRow = Readonly<Record<string, string>>;

/** `orders` of site.json. */
export interface OrderBook {
  readonly seed: number;
  readonly lines: number;
  /** Orders are numbered on from it. */
  readonly number_from: number;
  /** Working days from the start between which the lines fall due. */
  readonly first: number;
  readonly last: number;
}

interface Article {
  readonly item: string;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly price: string;
  readonly first: number;
  readonly last: number;
}

const most = 3;

/** Lines as cells of `customer_lines`, dates still in working days. The lines of an order differ in item and share their date. */
export function orderLines(book: OrderBook, articles: readonly TextRow[], buyers: readonly TextRow[]): TextRow[] {
  const chance = new Chance(book.seed);
  const mix = articles.map((row) => articleOf(row, book));
  const lines: TextRow[] = [];
  for (let number = book.number_from; lines.length < book.lines; number++) {
    const buyer = chance.of(buyers, (row) => whole(row, 'weight'));
    const day = chance.between(book.first, book.last);
    const sold = mix.filter((article) => article.first <= day && day <= article.last);
    const chosen = new Set(
      Array.from({ length: chance.between(1, most) }, () => chance.of(sold, (article) => article.weight)),
    );
    let line = 0;
    for (const article of chosen) {
      if (lines.length === book.lines) break;
      lines.push({
        order_no: `SO-${number}`,
        line: String(++line),
        customer: buyer.customer ?? '',
        item: article.item,
        qty: String(article.from + article.step * chance.below((article.to - article.from) / article.step + 1)),
        due: `+${day}`,
        promised: `+${day}`,
        unit_price: article.price,
        reference: `PO ${String(chance.between(100, 999))}-${number % 100}`,
      });
    }
  }
  return lines;
}

function articleOf(row: TextRow, book: OrderBook): Article {
  const [from, to, step] = [whole(row, 'qty_from'), whole(row, 'qty_to'), whole(row, 'qty_step')];
  if (step < 1 || to < from || (to - from) % step !== 0)
    throw new RangeError(
      `order_mix: ${row.item} runs from ${from} to ${to}, which is not a number of steps of ${step}`,
    );
  return {
    item: row.item ?? '',
    weight: whole(row, 'weight'),
    from,
    to,
    step,
    price: row.unit_price ?? '',
    first: row.first ? whole(row, 'first') : book.first,
    last: row.last ? whole(row, 'last') : book.last,
  };
}

function whole(row: TextRow, name: string): number {
  const value = Number(row[name]);
  if (row[name] === undefined || row[name] === '' || !Number.isInteger(value) || value < 0)
    throw new RangeError(`${name} of ${row.item ?? row.customer} is "${row[name] ?? ''}", not a whole number`);
  return value;
}
