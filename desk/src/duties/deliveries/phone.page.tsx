/**
 * The phone of who brings goods: what is to be there next is taken, and a scan at the area says that it is there. One task at a time;
 * without a network what is done waits on the phone.
 */
import { Button, TextInput } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useKeptOne, useWrite } from '../../web/queries.ts';
import { useSession } from '../../web/session/session.tsx';
import { useCodes, useScans } from '../../web/shell/scans.ts';
import { useUnsent, useUnsentWrite } from '../../web/unsent/useUnsent.ts';
import { deliver, listDeliveries, returnDelivery, takeDelivery } from './deliveries.contract.ts';
import classes from './deliveries.module.css';
import { delivered, isOpen } from './deliveries.ts';
import { ByWhen, type Delivery, fromText, Goods, kinds, stepText, written } from './goods.page.tsx';
import { deliveryKey, ofKitScanned, withUnsent } from './onphone.ts';

export default function DeliverPage() {
  const { number } = useParams({ strict: false }) as { readonly number?: string };
  const { me } = useSession();
  const list = useKeptOne(listDeliveries, {}, kinds);
  const unsent = useUnsent();
  const navigate = useNavigate();
  const take = useUnsentWrite(takeDelivery, { kinds: written });
  const open = withUnsent(list.data?.rows ?? [], unsent, me.user).filter(({ state }) => isOpen(state));
  const mine = (row: Delivery): boolean => row.taken_by_id === me.user.id;
  const takeIt = async (row: Delivery, confirm?: string) => {
    const params = { number: row.number };
    const told = {
      what: `${row.number} taken, from ${fromText(row)} to ${row.area}`,
      of: [deliveryKey(row.number)],
      changes: [],
    };
    if (await take.run({ params, body: {} }, told, confirm)) void navigate({ to: pageAt('/deliver/$number', params) });
  };
  // Whoever scans a kit has it in his hands.
  useCodes((text) => {
    const found = ofKitScanned(open, text);
    if (found?.taken_by === null) void takeIt(found);
    else if (found) void navigate({ to: pageAt('/deliver/$number', { number: found.number }) });
    return found !== undefined;
  });
  useEffect(() => {
    document.title = 'Deliver · Hotlist';
  }, []);
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Progress doing="Reading what is to be brought" />;
  const one =
    open.find((row) => row.number === number) ?? open.find(mine) ?? open.find((row) => row.state === 'waiting');
  const others = open.filter((row) => row !== one);
  return (
    <main id="page" className={classes.phone}>
      {one ? (
        <One
          key={one.number}
          of={one}
          mine={mine(one)}
          take={{ sending: take.sending, problem: take.problem, run: (confirm) => void takeIt(one, confirm) }}
        />
      ) : (
        <Empty
          title="Nothing waits to be brought."
          text="Kits, pick lists and goods from the dock are sent from their pages; they stand here by when they are to be there."
        />
      )}
      {others.length > 0 ? (
        <section aria-label="Others">
          <h2>Others</h2>
          <ul className={classes.others}>
            {others.map((row) => (
              <li key={row.number}>
                <PageLink to={pageAt('/deliver/$number', { number: row.number })} className={classes.other}>
                  <span>
                    <strong>{row.area}</strong> from {fromText(row)}
                    <span className="dim">
                      {row.number}
                      {row.taken_by === null ? '' : ` · ${mine(row) ? 'yours' : row.taken_by}`}
                    </span>
                  </span>
                  <ByWhen of={row} />
                </PageLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </main>
  );
}

interface OneProps {
  readonly of: Delivery;
  readonly mine: boolean;
  readonly take: { readonly sending: boolean; readonly problem: unknown; readonly run: (confirm?: string) => void };
}

function One({ of: row, mine, take }: OneProps) {
  const navigate = useNavigate();
  const { me } = useSession();
  const bring = useUnsentWrite(deliver, { kinds: written });
  const judge = useWrite(deliver, { kinds: written });
  const [problem, setProblem] = useState<unknown>();
  const [text, setText] = useState('');
  const [returning, setReturning] = useState(false);
  const params = { number: row.number };
  const of = [deliveryKey(row.number)];
  const back = () => void navigate({ to: pageAt('/deliver') });
  const knowsHere = (scanned: string): boolean =>
    mine && delivered(row, me.user.id, scanned, undefined).kind === 'accept';
  const [last, setLast] = useState('');
  const isThere = async (scanned: string, yes?: string) => {
    setProblem(undefined);
    setText('');
    setLast(scanned);
    const body = { scanned };
    if (knowsHere(scanned)) {
      const what = `${row.number} delivered to ${row.area}`;
      if (await bring.run({ params, body }, { what, of, changes: [] }, yes)) back();
      return;
    }
    // What else it may be the server alone knows; without it nothing is delivered by a scan that may be wrong.
    judge.run({ params, body }, yes ? { confirm: [yes] } : {}).then(({ done }) => {
      toast(done);
      back();
    }, setProblem);
  };
  useCodes((scanned) => {
    if (!knowsHere(scanned)) return false;
    void isThere(scanned);
    return true;
  });
  useScans((found) => {
    if (!mine) return false;
    void isThere(found.text);
    return true;
  });
  const trouble = problem ?? bring.problem;
  return (
    <section aria-label={row.number}>
      <p className="dim">
        {row.number} for {stepText(row)}
        {row.makes === null ? '' : `, ${row.makes}`}
      </p>
      <h1>
        {fromText(row)} → {row.area}
      </h1>
      <p>
        <ByWhen of={row} />
      </p>
      <Goods of={row} />
      {trouble ? <Problem of={trouble} confirm={(yes) => void isThere(last, yes)} /> : null}
      {take.problem ? <Problem of={take.problem} confirm={take.run} confirmWord="Take it over" /> : null}
      {returning ? (
        <Return of={row} onClose={() => setReturning(false)} />
      ) : mine ? (
        <form
          className={classes.form}
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void isThere(text);
          }}
        >
          <TextInput
            size="xl"
            label={`At ${row.area}: scan its label${row.order === null ? '' : `, or a ticket of ${row.order}`}`}
            autoComplete="off"
            autoCapitalize="characters"
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoFocus
          />
          <Button type="submit" size="xl" loading={bring.sending || judge.sending}>
            Delivered
          </Button>
          <Button size="lg" variant="default" onClick={() => setReturning(true)}>
            Return
          </Button>
        </form>
      ) : (
        <div className={classes.form}>
          {row.taken_by === null ? null : <p>{row.taken_by} has it.</p>}
          <Button size="xl" loading={take.sending} onClick={() => take.run()}>
            Take
          </Button>
        </div>
      )}
    </section>
  );
}

function Return({ of: row, onClose }: { of: Delivery; onClose: () => void }) {
  const navigate = useNavigate();
  const back = useUnsentWrite(returnDelivery, { kinds: written });
  const [reason, setReason] = useState('');
  return (
    <form
      className={classes.form}
      onSubmit={async (event) => {
        event.preventDefault();
        const { number } = row;
        const on = await back.run(
          { params: { number }, body: { reason: reason.trim() } },
          {
            what: `${number} returned to ${fromText(row)}`,
            of: [deliveryKey(number)],
            changes: [{ label: 'Reason', at: ['reason'], type: 'text' }],
          },
        );
        if (on) void navigate({ to: pageAt('/deliver') });
      }}
    >
      {back.problem ? <Problem of={back.problem} /> : null}
      <TextInput
        size="xl"
        label={`Back to ${fromText(row)}: why?`}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        autoFocus
      />
      <Button type="submit" size="xl" disabled={reason.trim() === ''} loading={back.sending}>
        Return
      </Button>
      <Button size="lg" variant="default" onClick={onClose}>
        Keep it
      </Button>
    </form>
  );
}
