/** The phone of who sends goods to customers: which line, then how much of it from where. */
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import styles from '../../web/kit/phone.module.css';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { Shipping, shippingKinds } from './panel.page.tsx';
import { linesToShip } from './shipping.contract.ts';
import classes from './shipping.module.css';

export default function ShipPhone() {
  const { order, line } = useParams({ strict: false }) as { readonly order?: string; readonly line?: string };
  useEffect(() => {
    document.title = 'Ship · Hotlist';
  }, []);
  return (
    <main id="page" className={styles.phone}>
      {order && line ? (
        <>
          <h1>
            {order}/{line}
          </h1>
          <Shipping key={`${order} ${line}`} order={order} line={Number(line)} open />
          <PageLink className={styles.line} to={pageAt('/ship')}>
            Another line
          </PageLink>
        </>
      ) : (
        <Choose />
      )}
    </main>
  );
}

function Choose() {
  const list = useOne(linesToShip, {}, { kinds: shippingKinds });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Progress doing="Reading what is to go out" />;
  const { rows, total } = list.data;
  if (rows.length === 0)
    return <Empty title="Nothing is to go out." text="Open customer lines stand here until all of them is shipped." />;
  const ready = rows.filter((row) => row.there > 0);
  const waiting = rows.filter((row) => row.there <= 0);
  return (
    <>
      <h1>Which line?</h1>
      <Lines of={ready} label="Goods are there" />
      {waiting.length > 0 ? (
        <>
          <h2>Nothing of it is there</h2>
          <Lines of={waiting} label="Nothing of it is there" />
        </>
      ) : null}
      {total > rows.length ? (
        <p>
          The first {rows.length} of {total} lines. The others stand with their orders.
        </p>
      ) : null}
    </>
  );
}

type Row = Parameters<typeof rowKey>[0];
const rowKey = (row: {
  readonly order_no: string;
  readonly line: number;
  readonly customer: string;
  readonly customer_name: string | null;
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly open: number;
  readonly there: number;
  readonly due: string;
}): string => `${row.order_no}/${row.line}`;

function Lines({ of: rows, label }: { of: readonly Row[]; label: string }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)}>
          <PageLink
            className={styles.line}
            to={pageAt('/ship/$order/$line', { order: row.order_no, line: String(row.line) })}
          >
            <span>
              <strong>{rowKey(row)}</strong> {row.customer_name ?? row.customer}
              <span className={classes.what}>
                {row.item_name ?? row.item} <When at={row.due} />
              </span>
            </span>
            <span className={`figures ${classes.amount}`}>
              {quantityText(row.open)} {row.unit}
              <span className={classes.what}>{quantityText(row.there)} there</span>
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
