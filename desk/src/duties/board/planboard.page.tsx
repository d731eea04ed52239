/** The board: a plan version drawn in time, to be looked over from a quarter of a year down to an hour. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { BoardCanvas } from '../../web/kit/board/BoardCanvas.tsx';
import { type BoardView, useBoardView } from '../../web/kit/board/useBoardView.ts';
import { useLatest } from '../../web/kit/latest.ts';
import { Page } from '../../web/kit/Page.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { countedOtherwise } from './actual.messages.ts';
import { AskAct } from './askact.page.tsx';
import { countWords, drawingWords, stepSentence } from './board.messages.ts';
import classes from './board.module.css';
import { HandStrip } from './handstrip.page.tsx';
import { HandTools } from './handtools.page.tsx';
import { goToFound, useBoardKeys } from './keys.page.tsx';
import { LayersLine } from './layers.page.tsx';
import type { Form } from './offers.ts';
import { pickedOf, pickWords } from './pick.ts';
import { BoardSheets } from './sheets.page.tsx';
import { StatusLine } from './statusline.page.tsx';
import { StepPanel } from './steppanel.page.tsx';
import { BoardTable } from './table.page.tsx';
import { Tip } from './tip.page.tsx';
import { BoardTools } from './tools.page.tsx';
import { Unplanned } from './unplanned.page.tsx';
import { type BoardState, type Planned, useBoardAnswer, useBoardState, usePlanned } from './useboard.page.tsx';
import { useDrag } from './usedrag.page.tsx';
import { VersionNote } from './versionnote.page.tsx';
import { opening, viewOfWords, viewWords, within } from './view.ts';

export default function BoardPage() {
  const asked = useBoardAnswer();
  const planned = usePlanned(asked.data);
  if (planned) return <Standing key={planned.version.number} answer={planned} />;
  return (
    <Page title="Board">
      {asked.error ? (
        <Problem of={asked.error} retry={() => void asked.refetch()} />
      ) : asked.isPending ? (
        <Progress doing="Reading the plan" />
      ) : (
        <Unplanned
          text="A planning run makes one; here it is drawn in time, to be looked over."
          onPlanned={() => void asked.refetch()}
        />
      )}
    </Page>
  );
}

function Standing({ answer }: { answer: Planned }) {
  const state = useBoardState(answer);
  const { board, address, setAddress } = state;
  const written = useRef('');
  const view = useBoardView({
    start: (room) => viewOfWords(address, room) ?? opening(room, board.now),
    keep: within,
    rested: (seen, room) => {
      const words = viewWords(seen, room);
      written.current = Object.values(words).join(' ');
      setAddress(words);
    },
  });
  // Somebody went back, or followed a link to another part of the same board.
  const { from, span, top } = address;
  useEffect(() => {
    const words = [from, span, top].join(' ');
    if (from === undefined || words === written.current) return;
    written.current = words;
    view.change((seen, room) => viewOfWords({ from, span, top }, room) ?? seen);
  }, [from, span, top, view]);
  const late = useMemo(() => board.steps.late.reduce((sum, days) => sum + Number(days > 0), 0), [board]);
  const next = useLatest(() => goToFound(state, view, 1));
  const { mode, colouring, found, picks, published } = state;
  // The same while a bar is dragged, and so not drawn again for each answer of the engine.
  const tools = useMemo(
    () => <BoardTools state={{ address, setAddress, mode, colouring, found, picks }} onNext={() => next.current()} />,
    [address, setAddress, mode, colouring, found, picks, next],
  );
  const note = useMemo(() => <VersionNote of={answer} published={published} />, [answer, published]);
  return (
    <Page
      title="Board"
      counted={[countWords(board.steps.count, late), state.actual ? countedOtherwise(state.actual) : '']
        .filter(Boolean)
        .join(' · ')}
      note={note}
      tools={tools}
    >
      {board.steps.count === 0 ? (
        <Empty
          title="This plan has no operations."
          text="What is made in steps is drawn here: add routings to items, then plan."
        />
      ) : address.table ? (
        <>
          <LayersLine state={state} />
          <BoardTable state={state} />
        </>
      ) : (
        <Drawn state={state} view={view} answer={answer} />
      )}
    </Page>
  );
}

function Drawn({ state, view, answer }: { state: BoardState; view: BoardView; answer: Planned }) {
  const { board, layout, shown, pick, picks, hovered, setHovered, address, setAddress } = state;
  const [tip, setTip] = useState({ x: 0, y: 0 });
  const [opened] = useMemo(() => pickedOf(board, address.op), [board, address.op]);
  const setOpened = (step?: number): void =>
    // What was opened is gone back from; closing it is no step.
    setAddress(
      { op: step === undefined ? undefined : pickWords(board, [step]) },
      { push: step !== undefined && step !== opened },
    );
  const drag = useDrag(state, view);
  const [form, setForm] = useState<Form>();
  useBoardKeys({ state, view, drag, onOpen: setOpened, onForm: setForm });
  const last = picks.at(-1);
  return (
    <div className={classes.page}>
      <div className={classes.middle}>
        <div className={classes.board}>
          <BoardCanvas
            shown={shown}
            view={view}
            label={drawingWords(board.steps.count, layout.rows.length)}
            onHover={(step, x, y) => {
              if (step === hovered) return;
              setHovered(step);
              setTip({ x, y });
            }}
            onPick={(step, more) => pick(step === undefined ? [] : more ? withOrWithout(picks, step) : [step])}
            onOpen={setOpened}
            mayTake={drag.mayTake}
            onDrag={drag.onDrag}
            onDrop={drag.onDrop}
          />
          {hovered === undefined ? null : <Tip board={board} actual={state.actual} step={hovered} at={tip} />}
        </div>
        <LayersLine state={state} />
        <HandStrip
          hand={state.hand}
          onKept={(number) => setAddress({ version: String(number), pick: undefined }, { push: true })}
        />
        <StatusLine state={state}>
          <HandTools state={state} onForm={setForm} />
        </StatusLine>
        {form === undefined ? null : <AskAct state={state} form={form} onClose={() => setForm(undefined)} />}
        <p className={classes.heard} aria-live="polite">
          {last === undefined ? '' : stepSentence(board, last, shown.today)}
        </p>
      </div>
      {opened === undefined ? null : (
        <StepPanel state={state} step={opened} onOpen={setOpened} onClose={() => setOpened()} />
      )}
      <BoardSheets state={state} view={view} answer={answer} />
    </div>
  );
}

const withOrWithout = (list: readonly number[], one: number): readonly number[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
