/** On the page of a version before which nothing was published: which orders are late in it, and why. */
import { LateDays, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { orderAt } from '../../web/paths.ts';
import comparison from '../planning/comparison.module.css';
import type { Seen } from './acts.page.tsx';

type InIt = NonNullable<Seen['in_it']>;

export const FirstVerdict = ({ of: { verdict, late } }: { of: Pick<InIt, 'verdict' | 'late'> }) => (
  <p className={comparison.verdict} data-tone={late > 0 ? 'late' : undefined}>
    {verdict}
  </p>
);

export function LateOrders({ of: { late, late_orders: rows } }: { of: InIt }) {
  if (late === 0) return null;
  return (
    <section aria-label="Late orders">
      <h2>Late orders, the worst first</h2>
      <table className={comparison.rows}>
        <thead>
          <tr>
            <th scope="col">Late</th>
            <th scope="col">Order</th>
            <th scope="col">Customer</th>
            <th scope="col">Item</th>
            <th scope="col">Due</th>
            <th scope="col">Ships</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.demand}>
              <td>
                <LateDays days={row.late_days} state="late" />
              </td>
              <td className={comparison.name}>
                <PageLink to={orderAt(row.demand)}>{row.demand}</PageLink>
              </td>
              <td>{row.customer}</td>
              <td>{row.item_name ?? row.item}</td>
              <td data-label="due">
                <When at={row.due} />
              </td>
              <td className={comparison.dates} data-label="ships">
                {row.ships === null ? 'never' : <When at={row.ships} time />}
              </td>
              <td className={comparison.why}>{row.why}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {late > rows.length ? <p className="dim">and {late - rows.length} more</p> : null}
    </section>
  );
}
