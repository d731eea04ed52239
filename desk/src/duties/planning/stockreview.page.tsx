/** Planning's view of materials: what the coming days wait for; stock that is too much; what `minmax.page.tsx` says of safety stocks. */
import type { ReactNode } from 'react';
import { fileAddress } from '../../web/api.ts';
import { countText, moneyText, quantityText } from '../../web/kit/formats.ts';
import { LateDays, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PaperLink } from '../../web/kit/PaperLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { StaleNote } from '../../web/plan/StaleNote.tsx';
import { useOne } from '../../web/queries.ts';
import { Heads, Item, kinds, SafetyStocks } from './minmax.page.tsx';
import { spoken } from './planning.messages.ts';
import classes from './planning.module.css';
import { shortageDays, stockReview } from './stockreview.contract.ts';
import { troubleWords, withoutArea } from './stockreview.messages.ts';

export function ShortageDaysPage({ tools }: { tools: ReactNode }) {
  const list = useOne(shortageDays, {}, { kinds });
  const rows = list.data?.rows ?? [];
  return (
    <Page
      title="Material plan"
      counted={list.data?.version ? `${countText(rows.length, 'shortage', 'shortages')} within 14 days` : undefined}
      tools={
        <>
          {tools}
          <PaperLink to={fileAddress('/shortage-paper')} tool />
        </>
      }
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
                    <td>{row.area || withoutArea}</td>
                    <td>
                      {quantityText(row.qty)} {row.unit}
                    </td>
                    <td>{spoken(row.supply)}</td>
                    <td>{row.expected ? <When at={row.expected} /> : 'nobody knows'}</td>
                    <td>
                      {spoken(row.order)} {row.makes}
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
      counted={
        list.data?.version ? `${moneyText({ minor: value, currency }, true)} more than the plan needs` : undefined
      }
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
            text={
              list.data.version
                ? 'Stands here what the plan does not need, what did not move in 180 days, and what expires before it is used.'
                : 'Nothing is planned yet: what is not needed, or not in time, is known with the first plan. What did not move in 180 days stands here without one.'
            }
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
