/** What a delivery is of, and by when it is to be there, in the words of its list and its phone. */
import type { Answering } from '../../web/api.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { Between, Until, When } from '../../web/kit/marks.tsx';
import type { listDeliveries } from './deliveries.contract.ts';
import classes from './deliveries.module.css';
import { fetchedFrom, isOpen } from './deliveries.ts';

export type Delivery = Answering<typeof listDeliveries>['rows'][number];

/** When one of these is written somewhere, deliveries are asked for again. */
export const kinds = ['deliveries', 'plan_versions', 'work_orders', 'work_steps', 'locations'];
/** What a delivery that is made, taken, there or returned changes. */
export const written = ['deliveries', 'kits', 'stock', 'movements', 'allocations', 'receipts', 'work_orders'];

export const fromText = ({ lines }: Pick<Delivery, 'lines'>): string => fetchedFrom(lines).join(', ');
export const goodsText = ({ lines }: Pick<Delivery, 'lines'>): string =>
  lines.map((line) => `${quantityText(line.qty)} ${line.unit} of ${line.item}`).join(', ');
/** What it is for. */
export const stepText = (row: Delivery): string =>
  row.order === null ? `card ${row.source_key}` : `${row.order}${row.seq > 0 ? ` step ${row.seq}` : ''}`;

export function ByWhen({ of: row }: { of: Delivery }) {
  if (row.latest === null) return <span className="dim">no plan says when</span>;
  if (row.urgency === 'late')
    return (
      <span className={classes.late}>
        ▲ late, by <When at={row.latest} time />
      </span>
    );
  if (!isOpen(row.state) || row.earliest === null)
    return (
      <span>
        by <When at={row.latest} time />
      </span>
    );
  return (
    <span className={row.urgency === 'early' ? 'dim' : undefined}>
      <Between from={row.earliest} to={row.latest} />
      {row.urgency === 'early' ? ', not before' : ''}
    </span>
  );
}

export function Goods({ of: row }: { of: Delivery }) {
  return (
    <ul className={classes.goods} aria-label="Goods">
      {row.lines.map((line) => (
        <li key={`${line.item} ${line.lot} ${line.location}`}>
          <span>
            <strong>{line.item}</strong> {line.item_name ?? ''}
            {line.lot === '' ? '' : `, lot ${line.lot}`}
            <span className="dim"> from {line.location}</span> <Until day={line.expires} />
          </span>
          <span className="figures">
            {quantityText(line.qty)} {line.unit}
          </span>
        </li>
      ))}
    </ul>
  );
}
