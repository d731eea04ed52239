/** Safety stock, least and most by use and lead time: reviewed, proposed, approved by somebody else. */
import { Button } from '@mantine/core';
import type { Answering } from '../../web/api.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import requests from '../../web/kit/requests.module.css';
import { Decide, RequestList, type RequestsProps } from '../../web/kit/requests.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import classes from './planning.module.css';
import { approveMinMax, listMinMax, proposeMinMax, refuseMinMax, waitingMinMax } from './stockreview.contract.ts';
import { leftOutWords, standsWords } from './stockreview.messages.ts';

export const kinds = [
  'plan_runs',
  'stock',
  'movements',
  'purchase_lines',
  'items',
  'safety_proposals',
  'safety_decisions',
];

export const Item = ({ of: { item, item_name } }: { of: { item: string; item_name: string | null } }) => (
  <th scope="row">
    <PageLink to={pageAt('/items/$code', { code: item })}>{item}</PageLink>
    <span className={classes.name}>{item_name}</span>
  </th>
);

export const Heads = ({ of }: { of: readonly string[] }) => (
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

type Review = Answering<typeof listMinMax>;

export function SafetyStocks() {
  const list = useOne(listMinMax, {}, { kinds });
  const propose = useWrite(proposeMinMax, { kinds });
  const may = useMay('plan.run');
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Progress doing="Reckoning with use and lead time" />;
  const { rows, waiting, days } = list.data;
  if (days < 2)
    return (
      <section aria-label="Safety stock">
        <h2>Safety stock</h2>
        <p>The ledger knows no two days of use yet; from then on what to keep is reckoned here by use and lead time.</p>
      </section>
    );
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
        times nothing runs out. The least is the mean use of the lead time more: there it is ordered anew; the most is a
        lot more, by the lot rules of the item. On hand is what is usable now; what expired, is held back or is on the
        way is named and not counted. Nothing is set before a supervisor approves it.
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
        <Heads
          of={[
            'Item',
            'On hand',
            'Days of stock',
            'A day',
            'Deviation',
            'Lead days',
            'Set',
            'Would be',
            'Least (reorder point)',
            'Most',
          ]}
        />
        <tbody>
          {rows.map((row) => (
            <tr key={row.item}>
              <Item of={row} />
              <td>
                {quantityText(row.on_hand)} {row.unit}
                {row.stands === null ? null : <strong> {standsWords[row.stands]}</strong>}
                {leftOutWords(row) === '' ? null : <span className={classes.leftOut}>{leftOutWords(row)}</span>}
              </td>
              <td>{quantityText(row.days_of_stock, 1)}</td>
              <td>
                {quantityText(row.mean, 3)} {row.unit}
              </td>
              <td>{quantityText(row.deviation, 3)}</td>
              <td>{quantityText(row.lead_days, 1)}</td>
              <td>{quantityText(row.set)}</td>
              <td>{row.differs ? <strong>{quantityText(row.safety)}</strong> : quantityText(row.safety)}</td>
              <td>{quantityText(row.reorder)}</td>
              <td>{row.most === null ? 'as needed' : quantityText(row.most)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const useWaitingMinMax = () => useOne(waitingMinMax, {}, { kinds });

/** Each to be decided with a thumb. */
export const MinMaxRequests = (shown: Omit<RequestsProps, 'waiting'>) => (
  <RequestList of={useWaitingMinMax()} label="Safety stocks" card={(row) => <Proposal of={row} />} {...shown} />
);

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
