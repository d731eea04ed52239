/** Opened in place under a row: the chain to its root, what was said last, and what hangs on it. */
import { Chain } from '../../web/kit/Chain.tsx';
import { moneyText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { orderAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { type HotRow, LateShown } from './columns.tsx';
import { chain } from './hotlist.contract.ts';
import classes from './hotlist.module.css';
import { RatioSum } from './RatioSum.tsx';
import { addressOf } from './targets.tsx';

const shownAtMost = 12;

export function WhyHere({ row }: { row: HotRow }) {
  const { currency } = usePlant();
  const { kind, ref } = row;
  const { data, error, refetch } = useOne(
    chain,
    { query: { kind, ref } },
    { kinds: ['plan_runs', 'contacts', 'purchase_lines', 'customer_lines'] },
  );
  if (error) return <Problem of={error} retry={() => void refetch()} />;
  if (!data) return <Progress doing="Following the chain" />;
  const links = data.links.map((link) => ({
    name: link.name,
    to: link.to ? addressOf(link.to) : undefined,
    words: [link.words, link.vendor?.phone ? `${link.vendor.name ?? link.vendor.code}, ${link.vendor.phone}` : '']
      .filter((words) => words !== '')
      .join(' '),
    ...(link.evidence ? { evidence: link.evidence } : {}),
  }));
  const start = { name: ref, to: addressOf({ type: kind, ref }), words: links.length === 0 ? verdict(row) : '' };
  return (
    <div className={classes.why}>
      <Chain links={links[0]?.name === ref ? links : [start, ...links]} />
      {row.contact ? (
        <p>
          <span className="dim">
            <When at={row.contact.at} time /> {row.contact.by} with {row.contact.with_whom}:
          </span>{' '}
          {row.contact.said}
        </p>
      ) : null}
      {row.top ? (
        <p>
          <span className="dim">Moved to the top by {row.top.by} until </span>
          <When at={row.top.expires} time />
          <span className="dim">
            : <Said>{row.top.reason}</Said>.
          </span>{' '}
          {row.top.effect}
        </p>
      ) : null}
      {row.critical_ratio === null ? null : (
        <p>
          <span className="dim">Critical ratio</span> <RatioSum row={row} />
        </p>
      )}
      {data.hurts.length > 0 ? (
        <>
          <p>
            <strong>
              {data.hurts.length} customer {data.hurts.length === 1 ? 'line hangs' : 'lines hang'} on it
            </strong>
            {data.money > 0 ? `, ${moneyText({ minor: data.money, currency }, true)} of them late` : ', all in time'}
          </p>
          <table className={classes.hurts}>
            <tbody>
              {data.hurts.slice(0, shownAtMost).map((line) => (
                <tr key={line.ref}>
                  <td>
                    <PageLink to={orderAt(line.ref)}>{line.ref}</PageLink>
                  </td>
                  <td>{line.item_name ?? line.item}</td>
                  <td>{line.customer}</td>
                  <td>
                    <When at={line.need} />
                  </td>
                  <td>
                    <LateShown days={line.late_days} need={line.need} />
                  </td>
                  <td data-right>{moneyText({ minor: line.money, currency }, true)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {data.hurts.length > shownAtMost ? <p className="dim">and {data.hurts.length - shownAtMost} more</p> : null}
        </>
      ) : null}
    </div>
  );
}

const verdict = (row: HotRow): string =>
  row.late_days > 0 ? 'is late; the plan names no single cause' : 'is in time; nothing holds it up';
