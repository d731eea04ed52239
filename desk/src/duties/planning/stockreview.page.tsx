/** Planning's view of materials: what the coming days wait for; stock that is too much; safety stocks reviewed and proposed. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Answering } from '../../web/api.ts';
import { countText, moneyText, quantityText } from '../../web/kit/formats.ts';
import { LateDays, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import requests from '../../web/kit/requests.module.css';
import { Decide } from '../../web/kit/requests.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { StaleNote } from '../../web/plan/StaleNote.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import classes from './planning.module.css';
import {
  approveMinMax,
  listMinMax,
  proposeMinMax,
  refuseMinMax,
  shortageDays,
  stockReview,
} from './stockreview.contract.ts';
import { troubleWords } from './stockreview.messages.ts';

const kinds = ['plan_runs', 'stock', 'movements', 'purchase_lines', 'items', 'safety_proposals', 'safety_decisions'];

const Item = ({ of: { item, item_name } }: { of: { item: string; item_name: string | null } }) => (
  <th scope="row">
    <PageLink to={pageAt('/items/$code', { code: item })}>{item}</PageLink>
    <span className={classes.name}>{item_name}</span>
  </th>
);

const Heads = ({ of }: { of: readonly string[] }) => (
  <thead>
    <tr>
      {of.map((head) => (
        <th key={head} scope="col">
          {head}
        </th>
      ))}
    </tr>
  </thead>
);

/** "work/MO-1" is MO-1, "purchase/PO-1/1" is PO-1/1; what is only planned has no name that anybody knows. */
const called = (name: string): string =>
  name.startsWith('work/') || name.startsWith('purchase/') ? name.slice(name.indexOf('/') + 1) : 'planned';

export function ShortageDaysPage({ tools }: { tools: ReactNode }) {
  const list = useOne(shortageDays, {}, { kinds });
  const rows = list.data?.rows ?? [];
  return (
    <Page
      title="Material plan"
      counted={list.data?.version ? `${countText(rows.length, 'shortage', 'shortages')} within 14 days` : undefined}
      tools={tools}
    >
      <div className={classes.weeksBody}>
        <StaleNote />
        {list.error ? <Problem of={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending ? <Progress doing="Reading what is short" /> : null}
        {list.data && rows.length === 0 ? (
          <Empty
            title={list.data.version ? 'Nothing is short in the coming days.' : 'There is no plan yet.'}
            text="Stands here what work draws that is not there, and that nobody ordered or that comes too late, by day and area, with the order that it stops."
          />
        ) : null}
        {rows.length > 0 ? (
          <div className={classes.scroll}>
            <table className={classes.weeks} data-words>
              <caption className={classes.unseen}>What the work of the coming days waits for</caption>
              <Heads of={['Item', 'Drawn', 'Area', 'Missing', 'Comes with', 'Expected', 'Stops', 'Late']} />
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.order} ${row.supply} ${row.item}`}>
                    <Item of={row} />
                    <td>
                      <When day={row.day} />
                    </td>
                    <td>{row.area}</td>
                    <td>
                      {quantityText(row.qty)} {row.unit}
                    </td>
                    <td>{called(row.supply)}</td>
                    <td>{row.expected ? <When at={row.expected} /> : 'nobody knows'}</td>
                    <td>
                      {called(row.order)} {row.makes}
                    </td>
                    <td>
                      <LateDays days={row.late_days} state={row.late_days > 0 ? 'late' : 'fine'} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </div>
    </Page>
  );
}

export function StockReviewPage({ tools }: { tools: ReactNode }) {
  const { currency } = usePlant();
  const list = useOne(stockReview, {}, { kinds });
  const rows = list.data?.rows ?? [];
  const value = rows.reduce((sum, row) => sum + (row.trouble === 'excess' ? (row.value ?? 0) : 0), 0);
  return (
    <Page
      title="Material plan"
      counted={list.data ? `${moneyText({ minor: value, currency }, true)} more than the plan needs` : undefined}
      tools={tools}
    >
      <div className={classes.weeksBody}>
        <StaleNote />
        <SafetyStocks />
        <h2>Too much</h2>
        {list.error ? <Problem of={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending ? <Progress doing="Holding stock against the plan" /> : null}
        {list.data && rows.length === 0 ? (
          <Empty
            title="No stock is too much."
            text="Stands here what the plan does not need, what did not move in 180 days, and what expires before it is used."
          />
        ) : null}
        {rows.length > 0 ? (
          <div className={classes.scroll}>
            <table className={classes.weeks}>
              <caption className={classes.unseen}>Stock that is too much</caption>
              <Heads of={['Item', 'On hand', 'Planned need', 'Too much', 'Value', 'Why']} />
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.item} ${row.trouble}`}>
                    <Item of={row} />
                    <td>
                      {quantityText(row.on_hand)} {row.unit}
                    </td>
                    <td>{quantityText(row.needed)}</td>
                    <td>{quantityText(row.qty)}</td>
                    <td>{row.value === null ? 'not known' : moneyText({ minor: row.value, currency })}</td>
                    <td>
                      {troubleWords[row.trouble]}
                      {row.day ? (
                        <>
                          {row.trouble === 'dead' ? ' since ' : ', on '}
                          <When day={row.day} />
                        </>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </div>
    </Page>
  );
}

type Review = Answering<typeof listMinMax>;

function SafetyStocks() {
  const list = useOne(listMinMax, {}, { kinds });
  const propose = useWrite(proposeMinMax, { kinds });
  const may = useMay('plan.run');
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Progress doing="Reckoning with use and lead time" />;
  const { rows, waiting, days } = list.data;
  const differing = rows.filter((row) => row.differs && waiting.every((one) => one.item !== row.item));
  const press = () =>
    void propose.run({ body: { items: differing.map((row) => row.item) } }).then(
      ({ done }) => toast(done),
      // The refusal stands at the button.
      () => undefined,
    );
  return (
    <section aria-label="Safety stock">
      <h2>Safety stock</h2>
      <p className="dim">
        By the use of {days} days: 1.645 × the deviation of a day’s use × √ days of lead time, so that in 95 % of lead
        times nothing runs out; the reorder point is the mean use of the lead time more. Nothing is set before a
        supervisor approves it.
      </p>
      <ul className={requests.requests} aria-label="Proposals">
        {waiting.map((one) => (
          <li key={one.id}>
            <Proposal of={one} />
          </li>
        ))}
      </ul>
      {rows.length === 0 ? <p>No use of anything is known yet.</p> : <Reckoned of={rows} />}
      {propose.problem ? <Problem of={propose.problem} /> : null}
      {may && differing.length > 0 ? (
        <Button mt="sm" loading={propose.sending} onClick={press}>
          Propose {countText(differing.length, 'safety stock', 'safety stocks')}
        </Button>
      ) : null}
    </section>
  );
}

function Reckoned({ of: rows }: { of: Review['rows'] }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.weeks}>
        <caption className={classes.unseen}>Safety stocks by use and lead time</caption>
        <Heads of={['Item', 'A day', 'Deviation', 'Lead days', 'Set', 'Would be', 'Reorder point']} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.item}>
              <Item of={row} />
              <td>
                {quantityText(row.mean, 3)} {row.unit}
              </td>
              <td>{quantityText(row.deviation, 3)}</td>
              <td>{quantityText(row.lead_days, 1)}</td>
              <td>{quantityText(row.set)}</td>
              <td>{row.differs ? <strong>{quantityText(row.safety)}</strong> : quantityText(row.safety)}</td>
              <td>{quantityText(row.reorder)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Proposal({ of: one }: { of: Review['waiting'][number] }) {
  const approve = useWrite(approveMinMax, { kinds });
  const refuse = useWrite(refuseMinMax, { kinds });
  const params = { id: one.id };
  return (
    <article className={requests.card} aria-label={`Safety stock of ${one.item}`}>
      <h3>
        Safety stock of {one.item}: {quantityText(one.was)} → {quantityText(one.safety)}
      </h3>
      <p>
        {one.words}; it would be reordered at {quantityText(one.reorder)}.
      </p>
      <p className="dim">
        {one.mine ? 'You' : one.who} proposed it <When at={one.at} time />
      </p>
      <Decide
        mine={one.mine}
        approve={{ of: approve, send: () => approve.run({ params, body: {} }) }}
        refuse={{ of: refuse, send: (reason) => refuse.run({ params, body: { reason } }) }}
      />
    </article>
  );
}
