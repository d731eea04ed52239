/** What may be done about a version, as buttons a thumb finds; why not, as a sentence. */
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Answering } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Refused } from '../../web/kit/refused.ts';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useSettled } from '../../web/kit/useSettled.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import {
  approveVersion,
  oneVersion,
  publishVersion,
  submitVersion,
  type waitingChanges,
  withdrawVersion,
} from './approval.contract.ts';
import {
  approvedAlone,
  brokenHead,
  brokenTick,
  decidesWords,
  moveInsteadWords,
  publishedOne,
} from './approval.messages.ts';
import classes from './approval.module.css';
import type { Told } from './approval.ts';
import { Locks } from './locks.page.tsx';
import { PublishQuestion } from './publishquestion.page.tsx';
import type { AsksWhy } from './windows.page.tsx';
import { approveFor } from './words.messages.ts';

/** What is written wherever a version goes on its way. */
export const approvalKinds = ['plan_versions', 'version_decisions', 'plan_runs'] as const;

export type Seen = Answering<typeof oneVersion>;
/** What a version that waits changes, asked for beside it. */
export type WaitingChange = Answering<typeof waitingChanges>['rows'][number];
/** What is asked of a version before somebody acts on it. */
export type Acting = Pick<
  Seen,
  'published' | 'decisions' | 'broken' | 'pledges' | 'locks' | 'words' | 'move_instead' | 'no_further' | 'barred'
> & {
  readonly version: Pick<Seen['version'], 'number' | 'state'>;
};
/** `within`: of a submission, why nobody else is asked. */
type Tried = Answering<typeof approveVersion> & { readonly within?: string | null };
type Go = (confirm?: string, told?: Told) => void;

/** What was told goes along: where it is otherwise by then, nothing is done. */
export const asTold = (told?: Told): { readonly told?: Told } =>
  told ? { told: { state: told.state, done: told.done } } : {};
/** Beside another that waits nothing is published at once. */
const waiting: Told = { state: 'submitted', done: null };

export const useVersion = (number: number, every?: number) =>
  useOne(oneVersion, { params: { number } }, { kinds: [...approvalKinds, 'work_orders', 'customer_lines'], every });

/** What became of a version by an act. */
export type Done = Pick<Answering<typeof approveVersion>, 'number' | 'state' | 'done'>;

interface ActsProps {
  readonly of: Acting;
  /** Ask why, in windows that outlive these doors. */
  readonly asks: AsksWhy;
  /** Called when one of the acts was done. */
  readonly onDone?: (done: Done) => void;
  /** What comes to that the page says itself. */
  readonly saidByPage?: Done['state'] | undefined;
  /** Called when one was refused, which is told here as long as these doors stand. */
  readonly onRefused?: (refused: RefusedAct) => void;
}

/** An act about a version that came to nothing, and why. */
export interface RefusedAct {
  readonly number: number;
  readonly why: unknown;
}

/** Where it was decided elsewhere, the doors are others: what was pressed for the old ones does not act on them, and it is said who decided. */
export function Acts(props: ActsProps) {
  const { state } = props.of.version;
  const [first] = useState(state);
  /** What came of it by these doors; 'asked': not known yet. */
  const [own, setOwn] = useState<Done['state'] | 'asked'>();
  const here = own === 'asked' || state === own || state === props.asks.did;
  const latest = state === first || here ? undefined : props.of.decisions.at(-1);
  return (
    <>
      {latest ? (
        <p role="status">
          {latest.said}, <When at={latest.at} time />.
        </p>
      ) : null}
      <Doors key={state} {...props} settled={useSettled(state)} onAsked={setOwn} />
    </>
  );
}

interface DoorsProps extends ActsProps {
  readonly settled: boolean;
  readonly onAsked: (own: Done['state'] | 'asked' | undefined) => void;
}

function Doors({ of, asks, onDone, saidByPage, onRefused, settled, onAsked }: DoorsProps) {
  const { number, state } = of.version;
  const mayPlan = useMay('plan.run');
  const mayApprove = useMay('plan.approve');
  const submit = useWrite(submitVersion, { kinds: approvalKinds });
  const withdraw = useWrite(withdrawVersion, { kinds: approvalKinds });
  const approve = useWrite(approveVersion, { kinds: approvalKinds });
  const publish = useWrite(publishVersion, { kinds: approvalKinds });
  const [refusal, setRefusal] = useState<{ readonly of: unknown; readonly again: (code: string) => void }>();
  const [asked, setAsked] = useState<{
    readonly tried: Tried;
    readonly go: Go;
    readonly toSupervisor?: (() => void) | undefined;
  }>();
  const tries = {
    submit: useWrite(submitVersion, { kinds: [] }),
    approve: useWrite(approveVersion, { kinds: [] }),
    publish: useWrite(publishVersion, { kinds: [] }),
  };
  const doors = useRef<HTMLElement>(null);
  const params = { number };
  const confirmed = (code?: string) => (code ? { confirm: [code] } : {});
  const sending = [submit, withdraw, approve, publish, ...Object.values(tries)].some((one) => one.sending);

  const act = (run: (confirm?: string, told?: Told) => Promise<Omit<Done, 'number'>>) => {
    const go: Go = (confirm, told) => {
      setRefusal(undefined);
      onAsked('asked');
      run(confirm, told).then(
        ({ state, done }) => {
          onAsked(state);
          setAsked(undefined);
          if (state !== saidByPage) toast(done);
          onDone?.({ number, state, done });
        },
        (error: unknown) => {
          onAsked(undefined);
          setAsked(undefined);
          setRefusal({ of: error, again: (code) => go(code, told) });
          onRefused?.({ number, why: error });
        },
      );
    };
    return go;
  };
  /** Tells first what would come of it, where that publishes; refused, it asks no more. */
  const askFirst = (tried: () => Promise<Tried>, go: Go, ask: (told: Tried) => void) => () => {
    setRefusal(undefined);
    tried().then(
      (told) => (told.state === 'published' ? ask(told) : go(undefined, told)),
      (error: unknown) => setRefusal({ of: error, again: (code) => go(code, waiting) }),
    );
  };
  const askInPlace = (go: Go, toSupervisor?: () => void) => (tried: Tried) => setAsked({ tried, go, toSupervisor });
  const approving = (publishing: boolean) => {
    const go = act((_, told) => approve.run({ params, body: { publish: publishing, ...asTold(told) } }));
    if (of.broken.length === 0)
      return publishing
        ? askFirst(() => tries.approve.run({ params, body: { publish: true, dry_run: true } }), go, askInPlace(go))
        : () => go();
    if (!publishing) return () => asks.approveBroken(of, { publish: false });
    // Who says why it shall be published so is asked in the same window.
    return askFirst(
      () =>
        tries.approve.run(
          { params, body: { publish: true, dry_run: true, reason: brokenTick(of.broken.length) } },
          confirmed('rules-broken'),
        ),
      go,
      (told) => asks.approveBroken(of, { publish: true, told }),
    );
  };
  const takeBack = act(() => withdraw.run({ params, body: {} }));
  const submitting = act((code, told) => submit.run({ params, body: asTold(told) }, confirmed(code)));
  const toSupervisor = act((code) => submit.run({ params, body: { to_supervisor: true } }, confirmed(code)));
  const publishing = act((_, told) => publish.run({ params, body: asTold(told) }));

  // Its own door stands in the question: this one would only ask it again.
  const rival = refusal?.of instanceof Refused && refusal.of.asks !== undefined;
  const open = (['submit', 'approve', 'publish'] as const).find(
    (one) => one === ({ draft: 'submit', submitted: 'approve', approved: 'publish' } as Record<string, string>)[state],
  );
  const barred = open ? (of.no_further ?? of.barred[open]) : null;
  // That a run was going is told no longer than one goes.
  const refused =
    refusal?.of instanceof Refused && refusal.of.problem.code === 'run-going' && barred === null ? undefined : refusal;
  const may = open === 'submit' ? mayPlan : mayApprove;
  if (!open) return null;
  const mayTakeBack = mayPlan && open === 'approve' && of.barred.withdraw === null;
  const told = open === 'submit' ? null : of.decisions.findLast((one) => one.decision === 'submitted')?.told;
  const instead = (open === 'submit' && mayPlan) || mayTakeBack ? of.move_instead : null;
  return (
    <section ref={doors} className={classes.acts} aria-label="What may be done">
      {refused ? <Problem of={refused.of} confirm={refused.again} confirmWord="Submit it beside" /> : null}
      {of.broken.length > 0 ? <p className={classes.barred}>▲ {brokenHead(of.broken)}</p> : null}
      <Locks of={of.locks} />
      {of.pledges.map((words) => (
        <p key={words} className={classes.barred}>
          ▲ {words}
        </p>
      ))}
      {told && of.no_further === null ? <p>{told}</p> : null}
      {instead === null || asked ? null : (
        <p>
          {moveInsteadWords}{' '}
          <PageLink to={pageAt('/board', { version: String(instead) })}>{publishedOne(instead)}</PageLink>.
        </p>
      )}
      {of.words.said === '' || of.no_further !== null ? null : <p>{of.words.said}</p>}
      {may && barred && !refused ? <p className={classes.barred}>{barred}</p> : null}
      {asked ? (
        <PublishQuestion
          number={number}
          against={of.published}
          would={asked.tried.done}
          within={asked.tried.within ?? null}
          onSupervisor={asked.toSupervisor}
          sending={sending}
          onYes={() => asked.go(undefined, asked.tried)}
          onNo={() => {
            flushSync(() => setAsked(undefined));
            // Back to where it was asked from.
            doors.current?.querySelector('button')?.focus();
          }}
        />
      ) : may ? (
        <div className={classes.doors}>
          {open === 'submit' && rival ? (
            <Button variant="default" onClick={() => setRefusal(undefined)}>
              Leave it a draft
            </Button>
          ) : null}
          {open === 'submit' && !rival ? (
            <Button
              disabled={barred !== null || !settled}
              loading={sending}
              onClick={askFirst(
                () => tries.submit.run({ params, body: { dry_run: true } }),
                submitting,
                askInPlace(submitting, () => toSupervisor()),
              )}
            >
              Submit for approval
            </Button>
          ) : null}
          {open === 'approve' && !of.words.whole ? (
            <Button disabled={barred !== null || !settled} loading={sending} onClick={approving(false)}>
              {approveFor(of.words.mine)}
            </Button>
          ) : null}
          {open === 'approve' && of.words.whole ? (
            <>
              <Button disabled={barred !== null || !settled} loading={sending} onClick={approving(true)}>
                Approve and publish
              </Button>
              <Button variant="default" disabled={barred !== null || sending || !settled} onClick={approving(false)}>
                Approve
              </Button>
            </>
          ) : null}
          {open === 'publish' ? (
            <Button
              disabled={barred !== null || !settled}
              loading={sending}
              onClick={askFirst(
                () => tries.publish.run({ params, body: { dry_run: true } }),
                publishing,
                askInPlace(publishing),
              )}
            >
              Publish
            </Button>
          ) : null}
          {open !== 'submit' ? (
            <Button
              variant="default"
              disabled={of.barred.reject !== null || sending || !settled}
              onClick={() => asks.reject(of)}
            >
              Reject
            </Button>
          ) : null}
        </div>
      ) : (
        <p className="dim">{of.no_further ?? decidesWords[open === 'submit' ? 'submit' : 'decide']}</p>
      )}
      {may && open === 'approve' && of.words.whole && !asked ? (
        <p className="dim">{approvedAlone(of.published)}</p>
      ) : null}
      {mayTakeBack && !asked ? (
        <div className={classes.doors}>
          <Button variant="default" loading={sending} onClick={() => takeBack()}>
            Take back
          </Button>
        </div>
      ) : null}
    </section>
  );
}
