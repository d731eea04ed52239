/** The schedule of one work centre, typed: its rows, what stands aside, and under them the rules that it breaks. */
import type { HandEdit } from '@hotlist/engine';
import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useAddress } from '../../web/kit/address.ts';
import { useCommands } from '../../web/kit/commands.ts';
import { keep } from '../../web/kit/kept.ts';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { parseTsv } from '../../web/kit/tsv.ts';
import { pageAt } from '../../web/paths.ts';
import { PlanButton } from '../../web/plan/PlanButton.tsx';
import { StaleNote } from '../../web/plan/StaleNote.tsx';
import { usePlanState } from '../../web/plan/usePlanState.ts';
import { clockAt } from '../board/axis.ts';
import { whyNotMoved } from '../board/board.messages.ts';
import { boardOf } from '../board/board.ts';
import type { Act } from '../board/hand.ts';
import { KeepWindow } from '../board/keepwindow.page.tsx';
import { useKeptMeanwhile } from '../board/keptmeanwhile.page.tsx';
import { beginBoard, type Planned, useBoardAnswer, useOpenWork, usePlanned } from '../board/useboard.page.tsx';
import { takeAlong, unkeptOf } from '../board/usehand.page.tsx';
import { NoVersion, VersionProblem } from '../planning/noversion.page.tsx';
import { doAgain } from '../planning/planning.messages.ts';
import { Aside } from './aside.page.tsx';
import { Beginnings } from './beginnings.page.tsx';
import { countWords, typedWords } from './byhand.messages.ts';
import classes from './byhand.module.css';
import { isTyped, takenUp } from './byhand.ts';
import { cellsOf, withPasted } from './paste.ts';
import { Rows } from './rows.page.tsx';
import { Rules } from './rules.page.tsx';
import { Strays } from './strays.page.tsx';
import { keptName, type Typing, useTyped } from './usetyped.page.tsx';

export const begin = beginBoard;

export default function CentrePage() {
  const { workCentre = '' } = useParams({ strict: false }) as { readonly workCentre?: string };
  const asked = useBoardAnswer();
  const unplanned = asked.data?.version === null;
  const open = useOpenWork(unplanned);
  const planned = usePlanned(unplanned ? open.data : asked.data);
  if (asked.none !== undefined) return <NoVersion on="By hand" called={asked.none} />;
  if (asked.error)
    return (
      <Page title="By hand">
        <VersionProblem of={asked.error} called={asked.called} retry={() => void asked.refetch()} />
      </Page>
    );
  if (asked.isPending || (unplanned && open.isPending)) return <Progress doing="Reading the plan" />;
  const centre = asked.data.centres.findIndex(({ code }) => code === workCentre);
  if (planned && centre >= 0)
    return <Schedule key={`${planned.version.number} ${workCentre}`} answer={planned} centre={centre} />;
  return (
    <Page title="By hand" tools={<PageLink to={pageAt('/byhand')}>All work centres</PageLink>}>
      {planned ? (
        <Empty title={`There is no work centre ${workCentre}.`} text="A schedule is typed for a work centre." />
      ) : (
        <Problem of={open.error} retry={() => void open.refetch()} />
      )}
    </Page>
  );
}

/** One act of the draft takes so many edits at most. */
const mostEdits = 500;

function actsOf(edits: readonly HandEdit[]): readonly Act[] {
  const acts: Act[] = [];
  for (let n = 0; n < edits.length; n += mostEdits) acts.push(edits.slice(n, n + mostEdits));
  return acts;
}

function Schedule({ answer, centre }: { answer: Planned; centre: number }) {
  const base = useMemo(() => boardOf(answer), [answer]);
  const { today } = useMemo(() => ({ today: clockAt(base.now, base.offsets).day }), [base]);
  const typing = useTyped(base, answer.version, centre, today);
  const [keeping, setKeeping] = useState(false);
  const [address] = useAddress();
  const navigate = useNavigate();
  const { typed, rows, aside, rules, edits, version } = typing;
  const { code, name } = base.centres[centre]!;
  const unread = rows.reduce((sum, { faults }) => sum + Object.keys(faults).length, 0) + typed.strays.length;
  const count = Object.keys(typed.rows).length;
  useCommands([
    { id: 'byhand:undo', word: 'Undo', keys: 'Ctrl+Z', group: 'By hand', run: typing.undo, when: () => typing.mayUndo },
  ]);
  usePaste(typing);
  const acts = actsOf(edits);
  const kept = (number: number): void => {
    typing.forget();
    void navigate({ to: pageAt('/versions/$number', { number }) as never });
  };
  useKeptMeanwhile(version, acts, ({ number, done }) => {
    toast(done);
    kept(number);
  });
  return (
    <Page
      title={`By hand: ${code}`}
      counted={countWords(rows.length, count, rules.broken.length)}
      tools={
        <>
          <Beginnings
            version={version}
            blank={typing.may ? typed.blank : undefined}
            onBlank={(blank) => typing.change({ ...typed, blank })}
          />
          {typing.mayUndo ? (
            <Button size="compact-sm" variant="default" title="Ctrl Z" onClick={typing.undo}>
              Undo
            </Button>
          ) : null}
          {isTyped(typed) && typing.may ? (
            <Button size="compact-sm" variant="subtle" onClick={typing.clear}>
              Clear all
            </Button>
          ) : null}
          <PageLink to={pageAt('/byhand', { version: address.version })}>All work centres</PageLink>
        </>
      }
      primary={
        typing.may
          ? {
              word: 'Keep as draft',
              barred: edits.length === 0 ? 'Nothing is typed yet' : unread > 0 ? typedWords.unread(unread) : undefined,
              run: () => setKeeping(true),
            }
          : undefined
      }
      note={<Note typing={typing} answer={answer} called={name ?? code} unread={unread} />}
    >
      <div className={classes.page}>
        <Aside typing={typing} />
        <div className={classes.middle}>
          <Strays typing={typing} />
          <div className={classes.body}>
            <Rows typing={typing} />
          </div>
          <Rules typing={typing} />
        </div>
      </div>
      {keeping ? (
        <KeepWindow
          version={version}
          epoch={version === 0 ? base.epoch : undefined}
          acts={acts}
          newest={typed.newest ?? undefined}
          reason={typedWords.reason(code, count)}
          note={
            rules.broken.length + aside.length > 0 ? (
              <p>
                {rules.broken.length > 0 ? `▲ ${countWords(rows.length, count, rules.broken.length)}. ` : ''}
                {aside.length > 0 ? typedWords.aside(aside.length, version) : ''}
              </p>
            ) : null
          }
          onClose={() => setKeeping(false)}
          onKept={kept}
        />
      ) : null}
    </Page>
  );
}

interface NoteProps {
  readonly typing: Typing;
  readonly answer: Planned;
  readonly called: string;
  readonly unread: number;
}

function Note({ typing, answer: { version }, called, unread }: NoteProps) {
  const navigate = useNavigate();
  const { whose, base, centre, state, edits } = typing;
  const planned = usePlanState().data;
  const stands = planned?.version?.number;
  if (version.number === 0)
    return (
      <>
        {called}. {stands === undefined ? typedWords.noPlan : <strong>{typedWords.byNow(stands)}</strong>}{' '}
        {base.steps.centre.includes(centre)
          ? typing.may
            ? typedWords.keptHere
            : typedWords.barred
          : typedWords.nothingOpen(called)}{' '}
        {unread > 0 ? <strong className={classes.wrong}>{typedWords.unread(unread)}</strong> : null}{' '}
        {stands === undefined ? (
          <PlanButton />
        ) : (
          <PageLink
            to={pageAt('/byhand/$workCentre', { workCentre: base.centres[centre]!.code }, { version: String(stands) })}
          >
            Show version {stands}
          </PageLink>
        )}
      </>
    );
  if (version.by_hand && !version.movable) {
    const { base: number, acts } = version.by_hand;
    const typeOn = (): void => {
      keep(keptName(whose, number, base.centres[centre]!.code), takenUp(base, centre, acts.flat(), version.number));
      void navigate({ to: '.', search: (number === 0 ? {} : { version: String(number) }) as never });
    };
    return (
      <>
        {number === 0 ? typedWords.alone : `A draft of version ${number}, made by hand:`} <Said>{version.reason}</Said>.{' '}
        {number === 0 && stands !== undefined ? null : (
          <Button size="compact-xs" variant="default" onClick={typeOn}>
            Type it on
          </Button>
        )}{' '}
        {stands !== undefined && stands !== number ? (
          <PageLink to={pageAt('/board', { again: String(version.number) })}>{doAgain}</PageLink>
        ) : null}
      </>
    );
  }
  const again = (): void => {
    takeAlong(whose, version.number, [...unkeptOf(whose, version.number), ...actsOf(edits)]);
    typing.forget();
    void navigate({ to: '/board', search: { again: String(version.number) } as never });
  };
  const why = state.kind === 'refused' ? whyNotMoved(state, version.number, planned) : undefined;
  return (
    <>
      {called} in{' '}
      <PageLink to={pageAt('/versions/$number', { number: version.number })}>version {version.number}</PageLink>.{' '}
      {why ? (
        <>
          <strong className={classes.wrong}>{why.text}</strong>{' '}
          {why.onto !== undefined && edits.length === 0 ? (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void navigate({ to: '.', search: { version: String(why.onto) } as never })}
            >
              Show version {why.onto}
            </Button>
          ) : null}
          {edits.length > 0 ? (
            <Button size="compact-xs" variant="default" onClick={again}>
              {doAgain}
            </Button>
          ) : null}
        </>
      ) : typing.may ? (
        <>
          {typedWords.keptHere}
          {planned?.stale && stands === version.number && planned.published !== version.number ? (
            <>
              {' '}
              {typedWords.asNow}
              <StaleNote />
            </>
          ) : null}
          {unread > 0 ? <strong className={classes.wrong}> {typedWords.unread(unread)}</strong> : null}
        </>
      ) : (
        typedWords.barred
      )}
    </>
  );
}

/** Rows pasted anywhere on the page but into a field; into a field where they are more than one cell. */
function usePaste(typing: Typing): void {
  const { may, base, centre, typed, version, change } = typing;
  useEffect(() => {
    if (!may) return;
    const take = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const field = event.target instanceof HTMLInputElement;
      if (event.target instanceof HTMLTextAreaElement || (field && !/[\t\n]/.test(text.trimEnd()))) return;
      const pasted = cellsOf(parseTsv(text));
      if (pasted.length === 0) return;
      event.preventDefault();
      const next = withPasted(base, centre, typed, pasted, version);
      change(next);
      const strays = next.strays.length - typed.strays.length;
      toast(`${pasted.length - strays} of ${pasted.length} pasted rows are steps of this work centre.`);
    };
    document.addEventListener('paste', take);
    return () => document.removeEventListener('paste', take);
  }, [may, base, centre, typed, version, change]);
}
