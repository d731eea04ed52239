/**
 * One line of typing: ticket, operation, good, scrap, why, hours, badge; Enter posts it and begins the next. What cannot
 * be stays, with its error beside the field. The line survives a reload.
 */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Answering, call } from '../../web/api.ts';
import { useAgreed } from '../../web/kit/agreed.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { useLatest } from '../../web/kit/latest.ts';
import { Refused, sentenceOf } from '../../web/kit/refused.ts';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useKept } from '../../web/kit/useKept.ts';
import { useWrite } from '../../web/queries.ts';
import { useSite } from '../../web/session/session.tsx';
import { openTicket } from './floor.contract.ts';
import classes from './floor.module.css';
import { postReport } from './progress.contract.ts';

const columns = [
  { name: 'ticket', label: 'Ticket', width: 150, numeric: false },
  { name: 'seq', label: 'Step', width: 64, numeric: true },
  { name: 'good', label: 'Good', width: 84, numeric: true },
  { name: 'lot', label: 'Lot', width: 110, numeric: false },
  { name: 'scrap', label: 'Scrap', width: 72, numeric: true },
  { name: 'scrap_reason', label: 'Why scrap', width: 130, numeric: false },
  { name: 'hours', label: 'Hours', width: 72, numeric: true },
  { name: 'badge', label: 'Badge', width: 92, numeric: false },
] as const;
type Name = (typeof columns)[number]['name'];
type Line = Readonly<Record<Name, string>> & { readonly finished: boolean | null };
const blank: Line = {
  ticket: '',
  seq: '',
  good: '',
  lot: '',
  scrap: '',
  scrap_reason: '',
  hours: '',
  badge: '',
  finished: null,
};
type Opened = Answering<typeof openTicket>;

/** "1,5" is how half of Europe types it; undefined when it is no number. */
function numberOf(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return 0;
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}

export function TicketLine() {
  const site = useSite();
  const [line, setLine] = useKept<Line>('draft:ticket-line', blank, 'local');
  const latest = useLatest(line);
  const [faults, setFaults] = useState<Partial<Record<Name, string>>>({});
  const [question, setQuestion] = useState<Refused>();
  const [problem, setProblem] = useState<unknown>();
  const [opened, setOpened] = useState<Opened>();
  const fields = useRef(new Map<Name, HTMLInputElement>());
  const write = useWrite(postReport, { kinds: ['progress_reports', 'work_orders', 'work_steps', 'stock'] });

  const step = opened?.steps.find((one) => String(one.seq) === line.seq.trim());
  /** A lot is asked where the item is told by lots and the goods are finished; what was typed stays in sight. */
  const asksLot = opened?.asks_lot === true && step !== undefined && step === opened.steps.at(-1);
  const shown = columns.filter(({ name }) => name !== 'lot' || asksLot || line.lot !== '');
  const counted = (numberOf(line.good) ?? 0) + (numberOf(line.scrap) ?? 0);
  // All that is left accounted for is finished, unless somebody says otherwise.
  const finished = line.finished ?? (step !== undefined && counted > 0 && counted >= step.left);

  const type = (name: Name, value: string) => {
    setLine({ ...line, [name]: value });
    setFaults({ ...faults, [name]: undefined });
    setQuestion(undefined);
    setProblem(undefined);
    if (name === 'ticket') setOpened(undefined);
  };
  const look = async (): Promise<void> => {
    const text = line.ticket.trim();
    if (text === '') return;
    try {
      const found = await call(openTicket, { params: { text } }, { site: site.code });
      setOpened(found);
      setFaults((now) => ({ ...now, ticket: found.warning ?? undefined }));
      const next = found.steps.find((one) => one.state !== 'done');
      // More may have been typed while the answer was on its way.
      if (latest.current.seq === '' && next) setLine({ ...latest.current, seq: String(next.seq) });
    } catch (error) {
      setFaults((now) => ({ ...now, ticket: sentenceOf(error) }));
    }
  };
  // A line that was kept over a reload knows its ticket again.
  const lookOnce = useRef(look);
  useEffect(() => void lookOnce.current(), []);
  const agreed = useAgreed();
  const post = async (yes = question?.asks === 'overfull' ? undefined : question?.asks): Promise<void> => {
    const wrong: Partial<Record<Name, string>> = {};
    if (line.ticket.trim() === '') wrong.ticket = 'Scan or type the ticket.';
    if (!/^\d{1,5}$/.test(line.seq.trim())) wrong.seq = 'Which?';
    for (const name of ['good', 'scrap', 'hours'] as const)
      if (numberOf(line[name]) === undefined) wrong[name] = 'No number.';
    setFaults(wrong);
    const first = columns.find(({ name }) => wrong[name]);
    if (first) return fields.current.get(first.name)?.focus();
    try {
      const done = await write.run(
        {
          body: {
            ticket: line.ticket.trim(),
            seq: Number(line.seq),
            good: numberOf(line.good) ?? 0,
            lot: line.lot.trim(),
            scrap: numberOf(line.scrap) ?? 0,
            scrap_reason: line.scrap_reason.trim() || null,
            hours: numberOf(line.hours) ?? 0,
            badge: line.badge.trim() || null,
            finished,
          },
        },
        agreed(yes),
      );
      toast(done.done);
      setLine(blank);
      setOpened(undefined);
      setQuestion(undefined);
      setProblem(undefined);
      fields.current.get('ticket')?.focus();
    } catch (error) {
      setQuestion(undefined);
      if (error instanceof Refused && error.asks) setQuestion(error);
      else if (error instanceof Refused && error.faults.length > 0) {
        setFaults(Object.fromEntries(error.faults.map((fault) => [fault.field ?? '', fault.text])));
        const at = columns.find(({ name }) => name === error.faults[0]?.field);
        if (at) fields.current.get(at.name)?.focus();
      } else setProblem(error);
    }
  };
  const onKey = (event: KeyboardEvent, name: Name) => {
    if (event.key === 'Escape') {
      setQuestion(undefined);
      return;
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    // A scanner ends the ticket with Enter: that leads on to the quantity, and posts nothing.
    if (name === 'ticket' && line.good === '' && line.scrap === '' && line.hours === '') {
      void look().then(() => fields.current.get('good')?.focus());
      return;
    }
    if (!write.sending) void post();
  };

  return (
    <section className={classes.line} aria-label="Type a ticket" data-noprint>
      <div className={classes.fields}>
        {shown.map(({ name, label, width, numeric }) => (
          <TextInput
            key={name}
            ref={(element) => {
              if (element) fields.current.set(name, element);
              else fields.current.delete(name);
            }}
            label={label}
            size="xs"
            w={width}
            autoComplete="off"
            value={line[name]}
            error={faults[name] !== undefined}
            aria-describedby={faults[name] === undefined ? undefined : `fault-${name}`}
            {...(numeric ? { inputMode: 'decimal' as const, classNames: { input: 'figures' } } : {})}
            onChange={(event) => type(name, event.target.value)}
            onKeyDown={(event) => onKey(event, name)}
            onBlur={name === 'ticket' ? () => void look() : undefined}
          />
        ))}
        <Checkbox
          label="Finished"
          className={classes.finished}
          checked={finished}
          onChange={(event) => setLine({ ...line, finished: event.currentTarget.checked })}
        />
        <Button size="xs" h={30} loading={write.sending} onClick={() => void post()}>
          Post
        </Button>
      </div>
      <div className={classes.said} aria-live="polite">
        {columns.map(({ name }) =>
          faults[name] ? (
            <p key={name} id={`fault-${name}`} className={classes.fault}>
              {faults[name]}
            </p>
          ) : null,
        )}
        {problem ? <p className={classes.fault}>{sentenceOf(problem)}</p> : null}
        {question?.asks === 'overfull' ? (
          <Problem of={question} confirm={(yes) => void post(yes)} />
        ) : question ? (
          <p className={classes.question}>
            {question.problem.detail} <strong>Enter posts it so; Esc goes back.</strong>
          </p>
        ) : opened ? (
          <p className="dim">
            {opened.item} {opened.item_name ?? ''} · {quantityText(opened.qty)} {opened.unit}
            {step
              ? ` · ${step.name ?? 'operation'} ${step.seq}: ${step.state === 'done' ? 'finished' : `${quantityText(step.left)} left`}`
              : line.seq === ''
                ? ''
                : ` · no operation ${line.seq}; it has ${opened.steps.map((one) => one.seq).join(', ')}`}
          </p>
        ) : (
          <p className="dim">Ticket, operation, quantities, then Enter: posted, and the next line begins.</p>
        )}
      </div>
    </section>
  );
}
