/** A kanban card in the words of its list and its phone, and what may be done about it. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { callCard, fillCard, type oneCard } from './kanban.contract.ts';
import classes from './kanban.module.css';

export type Card = Answering<typeof oneCard>;

/** When one of these is written somewhere, cards are asked for again. */
export const kinds = ['kanban_acts', 'kanban_loops', 'deliveries', 'stock', 'allocations'];
const written = ['kanban_acts', 'deliveries'];

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
      {card.short === null ? null : <p className={classes.late}>{card.short}</p>}
    </>
  );
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
  return (
    <div className={size === 'xl' ? classes.form : classes.doors}>
      {call.problem ? <Problem of={call.problem} /> : null}
      {fill.problem ? <Problem of={fill.problem} /> : null}
      <Button
        size={size}
        loading={call.sending}
        onClick={() => void call.run({ params, body: {} }).then(({ done }) => toast(done), quiet)}
      >
        {card.state === 'full' ? 'It is empty' : 'Call again'}
      </Button>
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
