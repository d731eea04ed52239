/** One requisition: all that is known of it, and what may be done next. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { moneyText, quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import classes from '../../web/kit/requests.module.css';
import { RequestList, type RequestsProps, WithReason } from '../../web/kit/requests.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { AskFor } from './ask.page.tsx';
import { TransferWindow } from './ordering.page.tsx';
import {
  approveRequisition,
  cancelRequisition,
  listRequisitions,
  receiveRequisition,
  rejectRequisition,
} from './requisitions.contract.ts';
import { actWords, pastWords, purposeWords, stateWords } from './requisitions.messages.ts';
import { type Requisition, requisitionKinds, wantedWords } from './wanted.page.tsx';

/** What waits for approval; nothing of what somebody else decides. */
export function useWaitingRequisitions() {
  const query = { filter: 'state:eq:submitted', sort: 'needed', limit: 50 };
  const list = useOne(listRequisitions, { query }, { kinds: [...requisitionKinds, 'approval_limits'] });
  const may = useMay('plan.approve');
  const rows = (list.data?.rows ?? []).filter((row) => row.barred === null || may);
  return { data: list.data && { rows }, error: list.error, refetch: list.refetch };
}

/** Each to be decided with a thumb. */
export function RequisitionRequests(shown: Omit<RequestsProps, 'waiting'>) {
  return (
    <RequestList
      of={useWaitingRequisitions()}
      label="Requisitions"
      card={(row) => (
        <article className={classes.card} aria-label={`Requisition ${row.number}`}>
          <h3>
            {row.number}: {wantedWords(row)}
          </h3>
          <Card of={row} />
        </article>
      )}
      {...shown}
    />
  );
}

export function Card({ of: row, onOrder }: { of: Requisition; onOrder?: () => void }) {
  const { currency } = usePlant();
  const price = row.unit_price === null ? '' : `, ${quantityText(row.unit_price)} for one ${row.unit}`;
  return (
    <>
      <Facts
        of={[
          ['State', stateWords[row.state]],
          ['What', wantedWords(row)],
          ...(row.entered_unit ? ([['Counted as', `${quantityText(row.qty)} ${row.unit}`]] as const) : []),
          [
            'Needed',
            row.late ? (
              <span key="late" className={classes.late}>
                ▲ {row.needed_words}
              </span>
            ) : (
              row.needed_words
            ),
          ],
          ['For', row.of === null ? purposeWords[row.purpose] : `${purposeWords[row.purpose]} ${row.of}`],
          ['Value', row.value === null ? 'not known' : `${moneyText({ minor: row.value, currency })}${price}`],
          ['Vendor', row.vendor_name ?? row.vendor],
          ['Why', row.reason],
          ...(row.order === null
            ? []
            : ([['Order', row.sort === 'item' ? <OrderLink key="order" of={row.order} /> : row.order]] as const)),
        ]}
      />
      <ul className={classes.lines} aria-label="What was done">
        {row.acts.map((one) => (
          <li key={one.at}>
            {pastWords[one.act]} by {one.who} <When at={one.at} time />
            {one.reason ? `: ${one.reason}` : ''}
          </li>
        ))}
      </ul>
      <Doors of={row} {...(onOrder ? { onOrder } : {})} />
    </>
  );
}

const OrderLink = ({ of }: { of: string }) => (
  <PageLink to={pageAt('/records/purchase-lines', { search: of.split('/')[0] ?? of })}>{of}</PageLink>
);

const told = (): void => undefined;
const said = ({ done }: { readonly done: string }): void => toast(done);

function Doors({ of: row, onOrder }: { of: Requisition; onOrder?: () => void }) {
  const params = { id: row.id };
  const [mayOrder, mayMove] = [useMay('purchasing.write'), useMay('stock.write')];
  const approve = useWrite(approveRequisition, { kinds: requisitionKinds });
  const reject = useWrite(rejectRequisition, { kinds: requisitionKinds });
  const cancel = useWrite(cancelRequisition, { kinds: requisitionKinds });
  const receive = useWrite(receiveRequisition, { kinds: requisitionKinds });
  const [moving, setMoving] = useState(false);
  const [asking, setAsking] = useState(false);
  const problem = approve.problem ?? reject.problem ?? cancel.problem ?? receive.problem;
  const waits = row.state === 'submitted' || row.state === 'approved' || row.state === 'draft';
  return (
    <>
      {row.barred === null || row.mine ? null : <p className="dim">{row.barred}</p>}
      {problem ? <Problem of={problem} /> : null}
      <div className={classes.buttons}>
        {row.state === 'submitted' && row.barred === null ? (
          <>
            <Button
              h={44}
              loading={approve.sending}
              onClick={() => void approve.run({ params, body: {} }).then(said, told)}
            >
              Approve
            </Button>
            <WithReason
              word="Reject"
              label="Why is it rejected?"
              of={reject}
              send={(reason) => reject.run({ params, body: { reason } })}
            />
          </>
        ) : null}
        {row.state === 'approved' && mayOrder && onOrder ? (
          <Button h={44} onClick={onOrder}>
            {actWords.ordered}
          </Button>
        ) : null}
        {row.state === 'approved' && mayMove && row.sort === 'item' ? (
          <Button h={44} variant={mayOrder ? 'default' : 'filled'} onClick={() => setMoving(true)}>
            {actWords.transferred}
          </Button>
        ) : null}
        {row.state === 'ordered' && row.sort !== 'item' && (row.mine || mayOrder) ? (
          <Button
            h={44}
            loading={receive.sending}
            onClick={() => void receive.run({ params, body: {} }).then(said, told)}
          >
            {actWords.received}
          </Button>
        ) : null}
        {row.mine && (row.state === 'draft' || row.state === 'rejected') ? (
          <Button h={44} onClick={() => setAsking(true)}>
            {row.state === 'draft' ? 'Go on with it' : 'Ask again'}
          </Button>
        ) : null}
        {waits && (row.mine || mayOrder) ? (
          <WithReason
            word={actWords.cancelled}
            label="Why is it cancelled?"
            of={cancel}
            send={(reason) => cancel.run({ params, body: { reason } })}
          />
        ) : null}
      </div>
      {moving ? <TransferWindow of={row} onClose={() => setMoving(false)} /> : null}
      {asking ? <AskFor of={row} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
