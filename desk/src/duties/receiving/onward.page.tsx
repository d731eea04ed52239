/** Where what was just received goes on to: the orders that wait for it, else where it is put away. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAgreed } from '../../web/kit/agreed.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { postMovement } from '../inventory/movements.contract.ts';
import { moveConfirmWords } from '../inventory/moving.page.tsx';
import { postCrossDock, receiptWaits, sendCrossDock } from './crossdock.contract.ts';
import { kinds, type Posted } from './form.page.tsx';
import { moreWaitWords, waiterWords } from './receiving.messages.ts';
import classes from './receiving.module.css';
import { type Wait, whereOf } from './waits.page.tsx';

/** Whom it names at most of those to whom nothing can be brought yet: below them stands where the rest is put away. */
const named = 3;
const mayBeBrought = (one: Wait): boolean => one.kind === 'work order' && one.order !== null && one.area !== null;

/** A receipt, as far as its goods go on. */
type Came = Pick<Posted['receipt'], 'id' | 'item' | 'lot' | 'place'>;

export function Onward({ of: receipt }: { of: Came }) {
  const found = useOne(receiptWaits, { params: { id: receipt.id } }, { kinds });
  const write = useWrite(postCrossDock, { kinds });
  const carry = useWrite(sendCrossDock, { kinds });
  const [brought, setBrought] = useState<readonly { readonly done: string; readonly label: string }[]>([]);
  const [problem, setProblem] = useState<unknown>();
  const bring = (order: string) => {
    setProblem(undefined);
    write
      .run({ params: { id: receipt.id }, body: { order } })
      .then((answer) => setBrought((before) => [...before, answer]), setProblem);
  };
  const send = (order: string) => {
    setProblem(undefined);
    carry
      .run({ params: { id: receipt.id }, body: { order } })
      .then((answer) => setBrought((before) => [...before, answer]), setProblem);
  };
  const { data } = found;
  const near = data?.waiting.filter((one, at) => at < named || mayBeBrought(one)) ?? [];
  return (
    <section aria-label="Where it goes" className={classes.onward}>
      {problem ? <Problem of={problem} /> : null}
      {brought.map(({ done, label }) => (
        <p key={label} role="status" className={classes.done}>
          {done} <a href={label}>Print the label</a>
        </p>
      ))}
      {data && data.left > 0 ? (
        <>
          {near.map((one) => (
            <Waiter key={`${one.line} ${one.order} ${one.at}`} of={one} unit={data.unit}>
              {mayBeBrought(one) && !data.inspected ? (
                <>
                  <Button
                    loading={write.sending}
                    onClick={() => bring(one.order ?? '')}
                  >{`Bring ${quantityText(Math.min(one.qty, data.left))} ${data.unit} to ${one.area}`}</Button>
                  <Button variant="default" loading={carry.sending} onClick={() => send(one.order ?? '')}>
                    Have them delivered
                  </Button>
                </>
              ) : null}
            </Waiter>
          ))}
          {near.length < data.waiting.length ? (
            <p className="dim">{moreWaitWords(data.waiting.length - near.length)}</p>
          ) : null}
          <PutAway
            key={data.put_away?.place}
            receipt={receipt}
            left={data.left}
            unit={data.unit}
            suggested={data.put_away}
          />
        </>
      ) : null}
    </section>
  );
}

function Waiter({ of: one, unit, children }: { of: Wait; unit: string; children: React.ReactNode }) {
  return (
    <div className={classes.waiter}>
      <p>
        <strong>{waiterWords(one)}</strong> waits for {quantityText(one.qty)} {unit}
        {whereOf(one) === '' ? '' : ` at ${whereOf(one)}`}, takes it <When at={one.at} time />
        {one.late ? <span className={classes.late}> · ▲ late</span> : null}
      </p>
      {children}
    </div>
  );
}

interface PutAwayProps {
  readonly receipt: Came;
  readonly left: number;
  readonly unit: string;
  readonly suggested: { readonly place: string; readonly rule: string } | null;
}

/** By scan: the place's label is scanned into the field. */
function PutAway({ receipt, left, unit, suggested }: PutAwayProps) {
  const may = useMay('stock.write');
  const write = useWrite(postMovement, { kinds });
  const agreed = useAgreed();
  const [to, setTo] = useState(suggested?.place ?? '');
  const [problem, setProblem] = useState<unknown>();
  const { place } = receipt;
  if (!may || place === null || suggested?.place === place) return null;
  const move = (confirm?: string) => {
    setProblem(undefined);
    const body = { act: 'move', item: receipt.item, lot: receipt.lot, from: place, to: to.trim(), qty: left } as const;
    write.run({ body }, agreed(confirm)).then(({ done }) => toast(done), setProblem);
  };
  return (
    <form
      className={classes.waiter}
      onSubmit={(event) => {
        event.preventDefault();
        move();
      }}
    >
      {problem ? <Problem of={problem} confirm={move} confirmWord={moveConfirmWords} /> : null}
      <TextInput
        label={`Put away ${quantityText(left)} ${unit} at`}
        description={suggested ? `${suggested.place}: ${suggested.rule}.` : 'Scan the place, or type it.'}
        autoComplete="off"
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" variant="default" disabled={to.trim() === ''} loading={write.sending}>
        Put away
      </Button>
    </form>
  );
}
