/** What the standing plan answers about one customer line: when it can ship, and what would save it. */
import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { lateDaysText } from '../../web/kit/formats.ts';
import { MoneyMark, When } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { secondsBetween } from '../../web/kit/time.ts';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { useWaits } from '../../web/plan/useAskPlan.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { promiseLine, promisesMade, rescues, shipDate } from './answers.contract.ts';
import { rescueWords } from './answers.messages.ts';
import classes from './answers.module.css';

/** Asked anew whenever a plan was made. */
const kinds = ['plan_runs'];

export function ShipDateButton({ line }: { readonly line: string }) {
  const [asked, ask] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => ask(true)}>
        When can it ship?
      </Button>
      {asked ? (
        <Modal opened onClose={() => ask(false)} title={`When can ${line} ship?`} size="lg">
          <ShipDate line={line} />
        </Modal>
      ) : null}
    </>
  );
}

function ShipDate({ line }: { readonly line: string }) {
  const { data, error, refetch } = useOne(shipDate, { query: { line } }, { kinds });
  const waits = useWaits(error);
  if (waits) return <Progress {...waits} />;
  if (error) return <Problem of={error} retry={() => void refetch()} />;
  if (!data) return <Progress doing="Trying the plan" />;
  if (!data.kept) return <Empty title="It cannot be had." text={data.why ?? undefined} />;
  return (
    <div className={classes.cards}>
      <Card name="If it waits its turn" of={data.kept}>
        <PromiseButton line={line} date={data.kept.date} plan={data.version.number} />
      </Card>
      {data.first ? <Card name="If it goes first" of={data.first} /> : null}
      {data.soonest ? (
        <p>
          No plan ships it before <When at={data.soonest} time />: it would be late alone in the factory too.
        </p>
      ) : null}
      <PromisesMade line={line} />
      <AsOf of={data.version} />
    </div>
  );
}

interface Delayed {
  readonly line: string;
  readonly before: string;
  readonly after: string;
  readonly days: number;
}

interface Offer {
  readonly date: string;
  readonly until: string;
  readonly delayed: readonly Delayed[];
  readonly sets: readonly { readonly kind: string; readonly what: string; readonly text: string }[];
}

const usePromises = (line: string) => useOne(promisesMade, { query: { line } }, { kinds: ['promises', 'plan_runs'] });

interface PromiseButtonProps {
  readonly line: string;
  readonly date: string;
  /** Number of the version that says so. */
  readonly plan: number;
}

/** Writes the date as the one promised, with what sets it. */
function PromiseButton({ line, date, plan }: PromiseButtonProps) {
  const may = useMay('orders.dates');
  const promise = useWrite(promiseLine, { kinds: ['promises', 'customer_lines'] });
  const last = usePromises(line).data?.rows[0];
  if (!may) return null;
  if (last?.plan === plan && secondsBetween(last.date, date) === 0)
    return <p className="dim">It is promised for this date.</p>;
  return (
    <Button
      size="compact-sm"
      loading={promise.sending}
      onClick={() =>
        void promise
          .run({ body: { line, date } })
          .then(() => toast(`${line} is promised for this date. What set it is kept.`), toastProblem)
      }
    >
      Promise this date
    </Button>
  );
}

/** What was promised before, why, and whether the plan still keeps it. */
function PromisesMade({ line }: { readonly line: string }) {
  const { data } = usePromises(line);
  if (!data || data.rows.length === 0) return null;
  return (
    <section className={classes.card} aria-label="Promised before">
      <h3>Promised before</h3>
      <ul>
        {data.rows.map((row) => (
          <li key={row.at}>
            <When at={row.date} time />, by {row.by} on <When at={row.at} />
            {row.sets[0] ? `: ${row.sets[0]}` : ': it was there.'} <Standing of={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Standing({
  of: { ships, off, off_days: days },
}: {
  readonly of: { readonly ships: string | null; readonly off: number | null; readonly off_days: number | null };
}) {
  if (ships === null || off === null || days === null) return <>The plan has no date for it now.</>;
  if (off <= 0) return <>The plan keeps it.</>;
  return (
    <>
      <span className={classes.late}>▲</span> The plan now ships it <When at={ships} />, {lateDaysText(days)} later.
    </>
  );
}

interface CardProps {
  readonly name: string;
  readonly of: Offer;
  readonly children?: ReactNode;
}

function Card({ name, of: { date, until, delayed, sets }, children }: CardProps) {
  return (
    <section className={classes.card} aria-label={name}>
      <h3>
        {name}: <When at={date} time />
      </h3>
      {sets.length > 0 ? (
        <ol>
          {sets.map((one) => (
            <li key={`${one.kind} ${one.what}`}>{one.text}</li>
          ))}
        </ol>
      ) : (
        <p>It is there.</p>
      )}
      {delayed.length > 0 ? <p>Later because of it:</p> : null}
      <Whom of={delayed} />
      <p className="dim">
        Holds until <When at={until} time />, when the first of it must be ordered or begun.
      </p>
      {children}
    </section>
  );
}

export function RescuesWindow({ line, onClose }: { readonly line: string; readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={`What would save ${line}?`} size="lg">
      <Rescues line={line} />
    </Modal>
  );
}

export function Rescues({ line }: { readonly line: string }) {
  const { currency } = usePlant();
  const { data, error, refetch } = useOne(rescues, { query: { line } }, { kinds });
  const waits = useWaits(error);
  if (waits) return <Progress {...waits} />;
  if (error) return <Problem of={error} retry={() => void refetch()} />;
  if (!data) return <Progress doing="Trying what would save it" />;
  if (data.rows.length === 0)
    return (
      <Empty
        title="Nothing that was tried makes it ship sooner."
        text="Tried were other sequences, overtime, other machines, splits, vendors, freight, substitutes, others’ stock and parts."
      />
    );
  return (
    <div className={classes.cards}>
      {data.rows.map((one) => (
        <section key={`${one.kind} ${one.what}`} className={classes.card} aria-label={rescueWords[one.kind]}>
          <h3>
            {rescueWords[one.kind] ?? one.kind}: <When at={one.date} time />{' '}
            <span className="dim">{one.late_days > 0 ? `still ${lateDaysText(one.late_days)} late` : 'in time'}</span>
          </h3>
          <p>{one.text}</p>
          <Whom of={one.delayed} />
          <p className="dim">
            {one.cost === null ? null : (
              <>
                Costs <MoneyMark of={{ minor: one.cost, currency }} /> ·{' '}
              </>
            )}
            To agree: {one.agree.join(', ')}
          </p>
        </section>
      ))}
      <AsOf of={data.version} />
    </div>
  );
}

/** At most so many are named; the others are counted. */
const NAMED = 5;

function Whom({ of: delayed }: { readonly of: readonly Delayed[] }) {
  if (delayed.length === 0) return null;
  return (
    <ul>
      {delayed.slice(0, NAMED).map((one) => (
        <li key={one.line}>
          {one.line} ships <When at={one.after} /> instead of <When at={one.before} />: {lateDaysText(one.days)} later
        </li>
      ))}
      {delayed.length > NAMED ? <li>and {delayed.length - NAMED} more</li> : null}
    </ul>
  );
}

function AsOf({ of }: { readonly of: { readonly number: number; readonly made_at: string } }) {
  return (
    <p className="dim">
      Tried on version {of.number} of <When at={of.made_at} time />. Nothing is changed by asking.
    </p>
  );
}
