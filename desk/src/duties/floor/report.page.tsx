/** The terminal on the floor: open a ticket, choose the operation, report with one press. Fits a phone. */

import { Button, TextInput } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { typedAmount, typedFault, typedText } from '../../house/typednumbers.ts';
import type { Answering, Asking } from '../../web/api.ts';
import { useAgreed } from '../../web/kit/agreed.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { offerUndo } from '../../web/kit/toasts.tsx';
import { useKept } from '../../web/kit/useKept.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { openTicket } from './floor.contract.ts';
import classes from './floor.module.css';
import { postReport, takeBackReport } from './progress.contract.ts';
import { SignOffs } from './signoffs.page.tsx';
import { withoutLines } from './signoffs.ts';

type Ticket = Answering<typeof openTicket>;
type Step = Ticket['steps'][number];
type Body = Asking<typeof postReport>['body'];

/** The usual reasons, one press each; another can be typed. */
const scrapReasons = ['Material', 'Set-up piece', 'Machine', 'Handling', 'Wrong drawing'] as const;
const kinds = [
  'work_orders',
  'work_materials',
  'work_steps',
  'tickets',
  'progress_reports',
  'countersigns',
  'sign_offs',
];

export default function ReportPage() {
  const { ticket } = useParams({ strict: false }) as { readonly ticket?: string };
  useEffect(() => {
    document.title = `${ticket ?? 'Report'} · Hotlist`;
  }, [ticket]);
  return (
    <main id="page" className={classes.report}>
      {ticket ? <Opened key={ticket} text={ticket} /> : <Choose />}
    </main>
  );
}

function Choose() {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void navigate({ to: pageAt('/report/$ticket', { ticket: text.trim() }) });
  };
  return (
    <form onSubmit={go} className={classes.choose}>
      <h1>Which ticket?</h1>
      <TextInput
        size="lg"
        aria-label="Ticket or work order"
        placeholder="Scan it, or type its number"
        autoComplete="off"
        autoCapitalize="characters"
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoFocus
      />
      <Button type="submit" size="lg">
        Open
      </Button>
    </form>
  );
}

function Opened({ text }: { text: string }) {
  const ticket = useOne(openTicket, { params: { text } }, { kinds });
  const [chosen, setChosen] = useState<number>();
  const mayPost = useMay('progress.write');
  if (ticket.error)
    return (
      <>
        <Problem of={ticket.error} retry={() => void ticket.refetch()} />
        <Choose />
      </>
    );
  if (!ticket.data) return <Progress doing={`Opening ${text}`} />;
  const order = ticket.data;
  const step =
    order.steps.find((one) => one.seq === chosen) ??
    order.steps.find((one) => one.state !== 'done') ??
    order.steps.at(-1);
  return (
    <>
      {order.warning ? (
        <p role="alert" className={classes.warning}>
          {order.warning}
        </p>
      ) : null}
      <header className={classes.head}>
        <h1>{order.order}</h1>
        <p>
          {order.item} {order.item_name ?? ''}
          {order.revision ? ` · revision ${order.revision}` : ''}
        </p>
        <p className="figures">
          {quantityText(order.good)} of {quantityText(order.qty)} {order.unit} good
          {order.scrap > 0 ? ` · ${quantityText(order.scrap)} scrap` : ''} · {order.state}
        </p>
      </header>
      {order.steps.length === 0 ? (
        <Empty title="This order has no operations yet." text="They come when a planner releases it." />
      ) : (
        <ol className={classes.steps} aria-label="Operations">
          {order.steps.map((one) => (
            <li key={one.seq}>
              <button
                type="button"
                className={classes.step}
                data-state={one.state}
                aria-current={one.seq === step?.seq ? 'step' : undefined}
                onClick={() => setChosen(one.seq)}
              >
                <strong>{one.seq}</strong>
                <span className={classes.what}>
                  {one.name ?? 'Operation'}
                  <span className="dim">
                    {one.machine ?? one.work_centre ?? ''}
                    {one.state === 'waiting' && one.starts ? (
                      <>
                        {' '}
                        · <When at={one.starts} time />
                      </>
                    ) : null}
                  </span>
                </span>
                <span className="figures">
                  {one.state === 'done' ? `✓ ${quantityText(one.good)}` : `${quantityText(one.left)} left`}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
      {order.materials.length > 0 ? (
        <details>
          <summary>
            Material: {countText(order.materials.filter((one) => one.issued >= one.qty).length, 'line', 'lines')} of{' '}
            {quantityText(order.materials.length)} issued
          </summary>
          <ul>
            {order.materials.map((one) => (
              <li key={`${one.item} ${one.seq}`}>
                {one.item}: {quantityText(one.issued)} of {quantityText(one.qty)} {one.unit}
                {one.issued >= one.qty ? ' ✓' : ''}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {step && !mayPost ? <p className={classes.over}>You may look at this ticket, not report on it.</p> : null}
      {step && mayPost ? (
        step.state === 'done' ? (
          <p className={classes.over}>
            Operation {step.seq} is finished. What was reported wrong is corrected under Progress.
          </p>
        ) : (
          <ReportStep key={step.seq} ticket={text} order={order} step={step} />
        )
      ) : null}
    </>
  );
}

const nothingTyped = { good: '', scrap: '', reason: '', lot: '' };

function ReportStep({ ticket, order, step }: { ticket: string; order: Ticket; step: Step }) {
  const write = useWrite(postReport, { kinds });
  const back = useWrite(takeBackReport, { kinds });
  const [draft, setDraft] = useKept(`draft:report:${order.order}/${step.seq}`, nothingTyped, 'session');
  const typed = useRef(draft);
  useEffect(() => {
    typed.current = draft;
  }, [draft]);
  const [asked, setAsked] = useState<Partial<Body>>();
  const [problem, setProblem] = useState<unknown>();
  const amount = (text: string): number => typedAmount(text.trim() || 0);
  const [good, scrap] = [amount(draft.good), amount(draft.scrap)];
  const unreadable = Number.isNaN(good) || Number.isNaN(scrap) || good < 0 || scrap < 0;

  const agreed = useAgreed();
  const send = async (what: Partial<Body>, confirm?: string) => {
    const sent = typed.current;
    setAsked(what);
    setProblem(undefined);
    try {
      const done = await write.run({ body: { ticket, seq: step.seq, ...what } }, agreed(confirm));
      // What somebody typed meanwhile belongs to the next report.
      if (typed.current === sent) setDraft(nothingTyped);
      offerUndo(done.done, async () => {
        await back.run({ params: { id: done.posted.id }, body: { reason: 'Undone at once at the terminal' } });
      });
    } catch (error) {
      setProblem(error);
    }
  };
  const asksLot = order.asks_lot && order.steps.at(-1)?.seq === step.seq;
  const counted = { good, scrap, scrap_reason: draft.reason || null, lot: asksLot ? draft.lot : '' };
  const nothing = good === 0 && scrap === 0;
  return (
    <section className={classes.post} aria-label={`Report operation ${step.seq}`}>
      {withoutLines(step.instructions) ? (
        <p className={classes.instructions}>{withoutLines(step.instructions)}</p>
      ) : null}
      {step.signs.length > 0 ? <SignOffs order={order.order} seq={step.seq} lines={step.signs} /> : null}
      {problem ? (
        <Problem of={problem} confirm={(code) => void send(asked ?? {}, code)} confirmWord="It is so: post it" />
      ) : null}
      <div className={classes.amounts}>
        <TextInput
          label={`Good, ${order.unit}`}
          size="lg"
          inputMode="decimal"
          autoComplete="off"
          classNames={{ input: 'figures' }}
          value={draft.good}
          error={typedFault(draft.good)}
          onChange={(event) => setDraft({ ...draft, good: event.target.value })}
          rightSectionWidth={84}
          rightSection={
            <Button variant="default" h={40} px={10} onClick={() => setDraft({ ...draft, good: typedText(step.left) })}>
              all {quantityText(step.left)}
            </Button>
          }
        />
        <TextInput
          label={`Scrap, ${order.unit}`}
          size="lg"
          inputMode="decimal"
          autoComplete="off"
          classNames={{ input: 'figures' }}
          value={draft.scrap}
          error={typedFault(draft.scrap)}
          onChange={(event) => setDraft({ ...draft, scrap: event.target.value })}
        />
      </div>
      {asksLot ? (
        <TextInput
          label="Lot"
          size="lg"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={64}
          value={draft.lot}
          onChange={(event) => setDraft({ ...draft, lot: event.target.value })}
          rightSectionWidth={132}
          rightSection={
            <Button variant="default" h={40} px={10} onClick={() => setDraft({ ...draft, lot: order.order })}>
              {order.order}
            </Button>
          }
        />
      ) : null}
      {scrap > 0 ? (
        <div className={classes.reasons} role="group" aria-label="Why scrap">
          {scrapReasons.map((reason) => (
            <Button
              key={reason}
              h={44}
              variant={draft.reason === reason ? 'filled' : 'default'}
              aria-pressed={draft.reason === reason}
              onClick={() => setDraft({ ...draft, reason })}
            >
              {reason}
            </Button>
          ))}
          <TextInput
            size="md"
            aria-label="Another reason"
            placeholder="Another reason"
            value={(scrapReasons as readonly string[]).includes(draft.reason) ? '' : draft.reason}
            onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
          />
        </div>
      ) : null}
      {unreadable ? <p className={classes.fault}>That is no number.</p> : null}
      <div className={classes.buttons}>
        {step.state === 'waiting' && nothing ? (
          <Button size="xl" loading={write.sending} onClick={() => void send({ started: true })}>
            Start
          </Button>
        ) : null}
        <Button
          size="xl"
          variant={nothing ? 'default' : 'filled'}
          disabled={nothing || unreadable}
          loading={write.sending}
          onClick={() => void send(counted)}
        >
          Report
        </Button>
        <Button
          size="xl"
          variant="default"
          disabled={unreadable}
          loading={write.sending}
          onClick={() => void send({ ...counted, finished: true })}
        >
          Finish
        </Button>
      </div>
    </section>
  );
}
