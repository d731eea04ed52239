/** A kanban card in the words of its list and its phone, and what may be done about it. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { lineCalled } from '../../house/kind.ts';
import type { Answering } from '../../web/api.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { callCard, fillCard, type oneCard } from './kanban.contract.ts';
import classes from './kanban.module.css';
import { isAwaited } from './kanban.ts';

export type Card = Answering<typeof oneCard>;

/** When one of these is written somewhere, cards are asked for again. */
export const kinds = [
  'kanban_acts',
  'kanban_loops',
  'deliveries',
  'stock',
  'allocations',
  'requisitions',
  'purchase_lines',
  'receipts',
];
const written = ['kanban_acts', 'deliveries', 'requisitions'];

/** Where its goods come from: a location, or the vendor by name. */
export const fromWords = ({ from_location: from, vendor, vendor_name: name }: Card): string =>
  from ?? name ?? vendor ?? '';

export function ByWhen({ of: card }: { of: Card }) {
  if (card.state === 'full' || card.due === null) return null;
  return (
    <span className={card.late ? classes.late : undefined}>
      {card.late ? '▲ late, by ' : 'by '}
      <When at={card.due} time />
    </span>
  );
}

/** What became of it, in sentences. */
export function CardSays({ of: card }: { of: Card }) {
  const seesDeliveries = useMay('stock.see');
  return (
    <>
      {card.state === 'full' ? (
        <p>
          <strong>Full</strong>
          {card.filled_at === null ? (
            ''
          ) : (
            <>
              , since <When at={card.filled_at} time />, by {card.filled_by}
            </>
          )}
          .
        </p>
      ) : (
        <p>
          <strong>{card.state === 'empty' ? 'Empty' : 'On its way'}</strong>, called for by {card.called_by},{' '}
          <When at={card.called_at} time />; to be full <ByWhen of={card} />.
        </p>
      )}
      {card.state === 'on the way' && card.delivery !== null ? (
        <p>
          {seesDeliveries ? (
            <PageLink to={pageAt('/deliveries', { search: card.delivery, view: 'All' })}>{card.delivery}</PageLink>
          ) : (
            card.delivery
          )}
          : {card.taken_by === null ? 'nobody took it yet' : `${card.taken_by} has it`}.
        </p>
      ) : null}
      {card.state === 'empty' && card.returned !== null ? (
        <p>
          {card.delivery} was returned: {card.returned}
        </p>
      ) : null}
      <BoughtSays of={card} />
      <ShortSays of={card} />
    </>
  );
}

/** By which purchase line it comes, and where what came is to be put. */
function BoughtSays({ of: card }: { of: Card }) {
  const seesOrders = useMay('orders.see');
  const { asked, order, area, came_to: place } = card;
  if (card.state === 'full' && place !== null)
    return (
      <p>
        {quantityText(card.qty)} {card.unit} of {card.item} lie at {place}: to be put to {area}.
      </p>
    );
  if (card.state !== 'on the way' || asked === null || order === null) return null;
  const lines = pageAt('/records/purchase-lines', { filter: `order_no:eq:${lineCalled(order)?.order}` });
  return (
    <p>
      <Requisition of={asked} /> is ordered from {fromWords(card)} as{' '}
      {seesOrders ? <PageLink to={lines}>{order}</PageLink> : order}
      {card.expected === null ? (
        ', and nobody named a day'
      ) : (
        <>
          , expected <When at={card.expected} />
        </>
      )}
      . What comes is to be put to {area}.
    </p>
  );
}

/** What an empty bin waits for, or what is missing for it. */
function ShortSays({ of: card }: { of: Card }) {
  const { short, asked } = card;
  if (short === null) return null;
  return (
    <p className={isAwaited(card) ? undefined : classes.late}>
      {asked !== null && short.startsWith(asked) ? (
        <>
          <Requisition of={asked} />
          {short.slice(asked.length)}
        </>
      ) : (
        short
      )}
    </p>
  );
}

function Requisition({ of: number }: { of: string }) {
  const seesOrders = useMay('orders.see');
  const asks = useMay('purchasing.request') || seesOrders;
  return asks ? <PageLink to={pageAt('/requisitions', { search: number, view: 'All' })}>{number}</PageLink> : number;
}

/** Called for, or called again where nothing was sent; full after all, with the reason. */
export function CardDoors({ of: card, size }: { of: Card; size: 'sm' | 'xl' }) {
  const may = useMay('problems.write');
  const call = useWrite(callCard, { kinds: written });
  const fill = useWrite(fillCard, { kinds: written });
  const [reason, setReason] = useState<string>();
  const params = { loop: card.loop, bin: card.bin };
  if (!may || card.state === 'on the way') return null;
  // What went wrong stands above the button.
  const quiet = (): void => undefined;
  const ask = (confirm?: string) =>
    void call
      .run({ params, body: {} }, confirm === undefined ? {} : { confirm: [confirm] })
      .then(({ done }) => toast(done), quiet);
  return (
    <div className={size === 'xl' ? classes.form : classes.doors}>
      {call.problem ? <Problem of={call.problem} confirm={ask} confirmWord="Ask for it all the same" /> : null}
      {fill.problem ? <Problem of={fill.problem} /> : null}
      {isAwaited(card) ? null : (
        <Button size={size} loading={call.sending} onClick={() => ask()}>
          {card.state === 'full' ? 'It is empty' : card.vendor === null ? 'Call again' : 'Ask again'}
        </Button>
      )}
      {card.state === 'empty' && card.call !== null ? (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason === undefined) return setReason('');
            const body = { call: card.call ?? 0, reason: reason.trim() };
            void fill.run({ params, body }).then(({ done }) => {
              toast(done);
              setReason(undefined);
            }, quiet);
          }}
        >
          {reason === undefined ? null : (
            <TextInput
              size={size}
              label="Full after all: why?"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              autoFocus
            />
          )}
          <Button type="submit" size={size} variant="default" loading={fill.sending} disabled={reason?.trim() === ''}>
            It is full after all
          </Button>
        </form>
      ) : null}
    </div>
  );
}
