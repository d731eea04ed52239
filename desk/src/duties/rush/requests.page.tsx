/** Rush orders that were asked for: what a supervisor decides with a thumb, and what became of them. */
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { orderAt, pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { Hurts } from './hurts.page.tsx';
import { approveRush, listRush, printRush, refuseRush } from './rush.contract.ts';
import { optionWords } from './rush.messages.ts';
import classes from './rush.module.css';

export const rushKinds: readonly string[] = ['rush_requests', 'rush_decisions', 'plan_runs'];
type Request = Answering<typeof listRush>['rows'][number];

interface RequestsProps {
  /** Only what is to be decided. */
  readonly waiting?: boolean;
  /** Stands by itself on the page, and keeps its distance from the edge. */
  readonly framed?: boolean;
  /** Where there is nothing. */
  readonly empty?: ReactNode;
}

export function RushRequests({ waiting = false, framed = false, empty = null }: RequestsProps) {
  const list = useOne(listRush, { query: { waiting: waiting ? 'true' : 'false' } }, { kinds: rushKinds });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Progress doing="Reading rush orders" />;
  if (list.data.rows.length === 0) return empty;
  return (
    <ul className={classes.requests} data-framed={framed || undefined} aria-label="Rush orders">
      {list.data.rows.map((row) => (
        <li key={row.id}>
          <OneRequest of={row} />
        </li>
      ))}
    </ul>
  );
}

function OneRequest({ of: row }: { of: Request }) {
  return (
    <article className={classes.card} aria-label={`Rush order of ${row.item} for ${row.customer}`}>
      <h3>
        <Quantity of={row.qty} unit={row.unit} /> {row.item} for {row.customer}
      </h3>
      <p>
        {optionWords[row.option]}: <When at={row.date} time />, wished for <When day={row.wish} />
      </p>
      <p className="dim">
        {row.mine ? 'You' : row.who} asked <When at={row.at} time />, on plan {row.plan}
      </p>
      <Hurts of={row.hurts} />
      {row.decision === null ? <Decide of={row} /> : <Decided of={row} />}
    </article>
  );
}

function Decide({ of: row }: { of: Request }) {
  const may = useMay('plan.approve');
  const approve = useWrite(approveRush, { kinds: [...rushKinds, 'customer_lines'] });
  const refuse = useWrite(refuseRush, { kinds: rushKinds });
  const [reason, setReason] = useState<string>();
  if (!may) return <p>It waits for a supervisor.</p>;
  const params = { id: row.id };
  const sendRefusal = () =>
    void refuse.run({ params, body: { reason: reason ?? '' } }).then((answer) => toast(answer.done), toastProblem);
  return (
    <>
      {row.mine ? <p className="dim">Somebody else must approve what you asked for.</p> : null}
      {approve.problem ? <Problem of={approve.problem} /> : null}
      {reason === undefined ? null : (
        <TextInput
          label="Why is it refused?"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && reason.trim() !== '' && sendRefusal()}
          data-autofocus
        />
      )}
      <div className={classes.buttons}>
        <Button
          h={44}
          disabled={row.mine || reason !== undefined}
          loading={approve.sending}
          onClick={() =>
            // What stands against it is said at the buttons, above.
            void approve.run({ params, body: {} }).then(
              (answer) => toast(answer.done),
              () => undefined,
            )
          }
        >
          Approve
        </Button>
        <Button
          h={44}
          variant="default"
          disabled={reason?.trim() === ''}
          loading={refuse.sending}
          onClick={() => (reason === undefined ? setReason('') : sendRefusal())}
        >
          Refuse
        </Button>
        {reason === undefined ? null : (
          <Button h={44} variant="subtle" onClick={() => setReason(undefined)}>
            Back
          </Button>
        )}
      </div>
    </>
  );
}

function Decided({ of: row }: { of: Request }) {
  const may = useMay('orders.write');
  const print = useWrite(printRush, { kinds: ['tickets', 'work_orders'] });
  if (row.decision === 'refused')
    return (
      <p>
        Refused by {row.decided_by}: {row.reason}
      </p>
    );
  const press = () => {
    // Opened at once: a browser opens no window for an answer that comes later.
    const paper = window.open('', '_blank');
    void print.run({ params: { id: row.id }, body: {} }).then(
      (answer) => {
        if (paper) paper.location.href = answer.pdf;
        else window.location.href = answer.pdf;
      },
      (error: unknown) => {
        paper?.close();
        toastProblem(error);
      },
    );
  };
  return (
    <>
      <p>
        Approved by {row.decided_by} <When at={row.decided_at} time />
        {row.line ? (
          <>
            : <PageLink to={orderAt(row.line)}>{row.line}</PageLink>
          </>
        ) : null}
        . <Planned of={row} />
      </p>
      {may && row.ships !== null ? (
        <div className={classes.buttons}>
          <Button h={44} variant="default" loading={print.sending} onClick={press}>
            Release and print its tickets
          </Button>
          <PageLink to={pageAt('/clear-to-build')}>Clear to build</PageLink>
        </div>
      ) : null}
    </>
  );
}

function Planned({ of: row }: { of: Request }) {
  if (row.run === 'waiting' || row.run === 'running') return <>The plan with it is being made.</>;
  if (row.ships === null) return <>No plan ships it yet. Maybe plan again.</>;
  return Date.parse(row.ships) <= Date.parse(row.date) ? (
    <>
      The plan ships it <When at={row.ships} time />.
    </>
  ) : (
    <>
      <span className={classes.late}>▲</span> The plan now ships it <When at={row.ships} time />, later than offered.
    </>
  );
}
