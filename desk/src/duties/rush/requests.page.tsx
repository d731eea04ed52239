/** Rush orders that were asked for: what a supervisor decides with a thumb, and what became of them. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { PaperLink } from '../../web/kit/PaperLink.tsx';
import { openPaper } from '../../web/kit/paper.ts';
import { Refused } from '../../web/kit/refused.ts';
import classes from '../../web/kit/requests.module.css';
import { Decide, RequestList, type RequestsProps, WhoAsked } from '../../web/kit/requests.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { orderAt, pageAt } from '../../web/paths.ts';
import { useWriteOnPlan } from '../../web/plan/useAskPlan.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { dispatchPrinters } from '../floor/floor.contract.ts';
import { Gains, Hurts, Ran } from './hurts.page.tsx';
import { approveRush, listRush, printRush, refuseRush, takeBackRush } from './rush.contract.ts';
import { optionWords, rushWords } from './rush.messages.ts';

export const rushKinds: readonly string[] = ['rush_requests', 'rush_decisions', 'plan_runs', 'plan_versions'];
type Request = Answering<typeof listRush>['rows'][number];

export const useRush = (waiting: boolean) =>
  useOne(listRush, { query: { waiting: waiting ? 'true' : 'false' } }, { kinds: rushKinds });

export function RushRequests({ waiting = false, ...shown }: RequestsProps) {
  return <RequestList of={useRush(waiting)} label="Rush orders" card={(row) => <OneRequest of={row} />} {...shown} />;
}

function OneRequest({ of: row }: { of: Request }) {
  return (
    <article className={classes.card} aria-label={`Rush order of ${row.item} for ${row.customer}`}>
      <h3>
        Rush order: <Quantity of={row.qty} unit={row.unit} /> {row.item} for {row.customer}
      </h3>
      <p>
        {optionWords[row.option]}: <When at={row.date} time />, wished for <When day={row.wish} />
      </p>
      <WhoAsked of={row} />
      {row.decision === null && row.run_tried ? <Ran offered={row.date} ships={row.run_ships} /> : null}
      <Hurts of={row.hurts} />
      {row.gains ? <Gains of={row.gains} /> : null}
      {row.decision === null && row.from_nothing ? <p className="dim">{rushWords.fromNothing}</p> : null}
      {row.decision === null ? <Deciding of={row} /> : <Decided of={row} />}
    </article>
  );
}

function Deciding({ of: { id, mine } }: { of: Request }) {
  const [answered, setAnswered] = useState<Answered>({ yes: {} });
  const approve = useWriteOnPlan(approveRush, { kinds: [...rushKinds, 'customer_lines'] });
  const refuse = useWrite(refuseRush, { kinds: rushKinds });
  const takeBack = useWrite(takeBackRush, { kinds: rushKinds });
  const params = { id };
  // Of two questions the first stays answered; one that is asked of another list is answered anew.
  const send = (yes?: string) => {
    const now = yes === undefined ? { yes: {} } : answeredWith(answered, yes, approve.problem);
    setAnswered(now);
    return approve.run({ params, body: now.list ? { list: now.list } : {} }, { confirm: Object.values(now.yes) });
  };
  return (
    <Decide
      mine={mine}
      confirmWord={isOfWhomItHurts(approve.problem) ? rushWords.allTheSame : rushWords.another}
      approve={{ of: approve, send }}
      waits={approve.waits ?? (approve.sending ? { doing: rushWords.inTurn } : undefined)}
      refuse={{ of: refuse, send: (reason) => refuse.run({ params, body: { reason } }) }}
      takeBack={{ of: takeBack, send: (reason) => takeBack.run({ params, body: { reason } }) }}
    />
  );
}

interface Answered {
  /** By the code that was asked, with its reason. */
  readonly yes: Readonly<Record<string, string>>;
  /** The mark of whom it hurts, as that was asked. */
  readonly list?: string | undefined;
}

function answeredWith({ yes, list }: Answered, said: string, asked: unknown): Answered {
  const values = asked instanceof Refused ? asked.problem.values : undefined;
  return {
    yes: { ...yes, [said.replace(/:.*/s, '')]: said },
    list: typeof values?.list === 'string' ? values.list : list,
  };
}

const isOfWhomItHurts = (refused: unknown): boolean =>
  refused instanceof Refused && refused.problem.code === 'hurts-more';

function Decided({ of: row }: { of: Request }) {
  const may = useMay('orders.write');
  const print = useWrite(printRush, { kinds: ['tickets', 'work_orders', 'label_prints'] });
  const atPrinters = useOne(dispatchPrinters, {}, { kinds: ['printers', 'labels', 'departments'] }).data?.set ?? false;
  const [rest, open] = useState<string | null>(null);
  if (row.decision === 'refused')
    return (
      <p>
        {row.taken_back ? 'Taken back' : 'Refused'} by {row.decided_by}: <Said>{row.reason}</Said>
      </p>
    );
  const press = () => {
    const paper = openPaper(!atPrinters);
    void print.run({ params: { id: row.id }, body: {} }).then(
      ({ sent, pdf }) => {
        if (sent.length > 0) toast(sent.map(({ said }) => said).join(' '));
        // What no printer is set for, beside others that went to one, opens no window: it is a door.
        if (atPrinters) open(pdf);
        else paper.show(pdf);
      },
      (error: unknown) => {
        paper.close();
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
        .{' '}
        {row.reason ? (
          <>
            Why: <Said>{row.reason}</Said>{' '}
          </>
        ) : null}
        <Planned of={row} />
      </p>
      {may && row.ships !== null && !row.in_work ? <p>{rushWords.notReleased}</p> : null}
      {may && row.ships !== null && row.in_work ? (
        <div className={classes.buttons}>
          <Button h={44} variant="default" loading={print.sending} onClick={press}>
            Release and print its tickets
          </Button>
          {rest === null ? null : <PaperLink to={rest}>Those that no printer is set for</PaperLink>}
          <PageLink to={pageAt('/clear-to-build')}>Clear to build</PageLink>
        </div>
      ) : null}
    </>
  );
}

function Planned({ of: row }: { of: Request }) {
  if (row.run === 'waiting' || row.run === 'running') return <>The plan with it is being made.</>;
  if (row.ships === null) return <>No plan ships it yet. Maybe plan again.</>;
  return (
    <>
      {Date.parse(row.ships) <= Date.parse(row.promised) ? (
        <>
          The plan ships it <When at={row.ships} time />.
        </>
      ) : (
        <>
          <span className={classes.late}>▲</span> The plan now ships it <When at={row.ships} time />, later than
          promised.
        </>
      )}
      {row.version === null || row.at_work ? null : (
        <>
          {' '}
          <PageLink to={pageAt('/versions/$number', { number: row.version })}>Version {row.version}</PageLink>{' '}
          {rushWords.notAtWork}
        </>
      )}
    </>
  );
}
