/** What a vendor promised of a purchase line, in its order, and whether it was kept. Shown beside the line on any page. */
import type { Answering } from '../../web/api.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { useOne } from '../../web/queries.ts';
import { purchasePromises } from './promises.contract.ts';
import {
  keptWords,
  meansWords,
  measureWords,
  movedWords,
  splitWords,
  stoodBefore,
  wayWords,
} from './promises.messages.ts';
import classes from './promises.module.css';

export type LinePromises = Answering<typeof purchasePromises>;
type Given = LinePromises['promises'][number];

/** Asked again when a promise, its line, its vendor or an offer changes. */
const madeOf = ['purchase_promises', 'purchase_lines', 'vendors', 'sources', 'receipts'];

/** `line` as lists call it: "PO-1/2". */
export const usePromises = (line: string, enabled = true) =>
  useOne(purchasePromises, { query: { line } }, { kinds: madeOf, enabled });

export function PromisesOf({ line }: { readonly line: string }) {
  const { data, error, refetch } = usePromises(line);
  if (error) return <Problem of={error} retry={() => void refetch()} />;
  if (!data) return <Progress doing="Reading what was promised" />;
  return (
    <>
      <Facts
        of={[
          ['Required', moment(data.required)],
          ['Ship by', moment(data.ship_by)],
          ['Promised', data.promised ? <DateSaid key="promised" of={{ ...data, date: data.promised }} /> : null],
          ['Usable by that', moment(data.usable)],
          ['Estimated', moment(data.estimated)],
          ['Shipped', data.shipped_at ? <Shipped key="shipped" of={data} /> : null],
        ]}
      />
      {data.parts.map(({ of, part, qty, at, who, reason }) => (
        <p key={at + (of ?? part)} className="dim">
          {splitWords({ of, part, qty: quantityText(qty) })}, <When at={at} time /> by {who}
          {reason ? `: ${reason}` : null}
        </p>
      ))}
      <h3 className={classes.head}>Promises</h3>
      {data.promises.length === 0 ? (
        <Empty
          title="Nothing was promised yet."
          text="The first date that the vendor gives is his acknowledgement. c on the hot list logs what he says."
        />
      ) : (
        <ol className={classes.said} aria-label="Promises in their order">
          {data.promises.map((one, place) => (
            <Promised key={one.id} of={one} first={place === 0} />
          ))}
        </ol>
      )}
      {data.on_time.length === 0 ? null : (
        <>
          <h3 className={classes.head}>On time</h3>
          <ul className={classes.said} aria-label="On time">
            {data.on_time.map((one) => (
              <li key={one.measure}>
                {measureWords[one.measure]}, <When at={one.at_dock} /> at our dock: <Kept of={one} />
                {one.asked_by_us ? <span className="dim"> · moved because we asked</span> : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const moment = (at: string | null) => (at === null ? null : <When at={at} time />);

/** "Wed 18 Nov, 17:00 leaves the vendor". */
function DateSaid({ of }: { readonly of: Pick<Given, 'date' | 'means' | 'means_said'> }) {
  return (
    <>
      <When at={of.date} time /> {meansWords[of.means]}
      {of.means_said || of.means === 'usable' ? null : <span className="dim"> (as his promises mean)</span>}
    </>
  );
}

function Shipped({ of }: { readonly of: LinePromises }) {
  return (
    <>
      <When at={of.shipped_at} time />
      {of.shipped_note ? ` · ${of.shipped_note}` : <span className="dim"> · no document</span>}
    </>
  );
}

function Promised({ of, first }: { readonly of: Given; readonly first: boolean }) {
  return (
    <li>
      {of.date === null ? 'Taken back' : <DateSaid of={of} />}
      {of.later_days === null ? null : <span className="dim"> · {movedWords(of.later_days)}</span>}
      {of.asked_by_us ? <span className="dim"> · we asked for it</span> : null}
      <p className="dim">
        {first ? 'First date given · ' : null}
        {of.of === null ? null : `${of.of}, who had the line then · `}
        {of.given_by ? `${of.given_by}, ` : null}
        {of.how === null ? stoodBefore : wayWords[of.how]} · <When at={of.at} time /> by {of.by}
      </p>
    </li>
  );
}

/** Late to a promise is marked apart: only late to need is red. */
function Kept({ of }: { readonly of: LinePromises['on_time'][number] }) {
  const broken = of.state === 'late' || of.state === 'overdue';
  return (
    <span className={broken ? classes.broken : undefined}>
      {broken ? <span aria-hidden="true">△ </span> : null}
      {keptWords(of)}
    </span>
  );
}
