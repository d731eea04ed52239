/** The board: a plan version drawn in time, to be looked over from a quarter of a year down to an hour. */
import { ActionIcon } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { numberIn } from '../../house/addressnumbers.ts';
import { useAddress } from '../../web/kit/address.ts';
import { BoardCanvas, type OverStrip } from '../../web/kit/board/BoardCanvas.tsx';
import { type BoardView, useBoardView } from '../../web/kit/board/useBoardView.ts';
import { useCommands } from '../../web/kit/commands.ts';
import { useLatest } from '../../web/kit/latest.ts';
import { Page } from '../../web/kit/Page.tsx';
import { Empty, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useLittleRoom } from '../../web/kit/usePhone.ts';
import { PlanButton } from '../../web/plan/PlanButton.tsx';
import { ToImport } from '../../web/plan/ToImport.tsx';
import { NoVersion, VersionProblem } from '../planning/noversion.page.tsx';
import { countedOtherwise } from './actual.messages.ts';
import { AgainDoor, AgainStrip, useAgain } from './again.page.tsx';
import { AskAct } from './askact.page.tsx';
import { AskMachine, type Choice } from './askmachine.page.tsx';
import {
  boxedWords,
  boxingWords,
  countWords,
  drawerWords,
  drawingWords,
  lateByHand,
  lateCount,
  ordersLateWords,
  pickedWords,
  stepSentence,
} from './board.messages.ts';
import classes from './board.module.css';
import { rowOfStep } from './find.ts';
import { stepsByName } from './hand.ts';
import { HandStrip } from './handstrip.page.tsx';
import { HandTools } from './handtools.page.tsx';
import { changesInZone } from './inzone.ts';
import { goToFound, useBoardKeys } from './keys.page.tsx';
import { LayersLine } from './layers.page.tsx';
import type { Row } from './layout.ts';
import type { Form } from './offers.ts';
import { pickedOf, pickWords } from './pick.ts';
import { lateSteps, ordersLate } from './search.ts';
import { BoardSheets } from './sheets.page.tsx';
import { Legend, StatusLine } from './statusline.page.tsx';
import { StepPanel } from './steppanel.page.tsx';
import { BoardTable } from './table.page.tsx';
import { LoadTip, loadOver, loadSaid, Tip } from './tip.page.tsx';
import { BoardTools, BoxDoor } from './tools.page.tsx';
import { Unplanned } from './unplanned.page.tsx';
import {
  type BoardState,
  beginBoard,
  type Planned,
  useBoardAnswer,
  useBoardState,
  usePlanned,
} from './useboard.page.tsx';
import { useDrag } from './usedrag.page.tsx';
import { VersionNote } from './versionnote.page.tsx';
import { keptInSight, opening, viewOfWords, viewWords, within } from './view.ts';

export const begin = beginBoard;

export default function BoardPage() {
  const [{ again }] = useAddress();
  const of = numberIn(again);
  if (of === undefined && again !== undefined) return <NoVersion on="Board" called={again} />;
  return of === undefined ? <Planning /> : <AgainDoor of={of} />;
}

function Planning() {
  const asked = useBoardAnswer();
  const planned = usePlanned(asked.data);
  if (asked.none !== undefined) return <NoVersion on="Board" called={asked.none} />;
  if (planned) return <Standing key={planned.version.number} answer={planned} />;
  return (
    <Page title="Board">
      {asked.error ? (
        <VersionProblem of={asked.error} called={asked.called} retry={() => void asked.refetch()} />
      ) : asked.isPending ? (
        <Progress doing="Reading the plan" />
      ) : (
        <Unplanned
          text={`A planning run makes one; here it is drawn in time, to be looked over. ${howMoved}`}
          onPlanned={() => void asked.refetch()}
        />
      )}
    </Page>
  );
}

function Standing({ answer }: { answer: Planned }) {
  const state = useBoardState(answer);
  const { base, board, address, setAddress } = state;
  const written = useRef('');
  const view = useBoardView({
    start: (room) => viewOfWords(address, room, board.now) ?? opening(room, board.now),
    keep: (seen, room, before) =>
      rowsInHand(state).reduce((view, row) => keptInSight(view, room, before, row), within(seen, room)),
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
    view.change((seen, room) => viewOfWords({ from, span, top }, room, board.now) ?? seen);
  }, [from, span, top, view, board.now]);
  // What changes by hand make late is known once the hand rests.
  const late = useMemo(() => base.steps.late.reduce((sum, days) => sum + Number(days > 0), 0), [base]);
  const orders = useMemo(() => ordersLate(base), [base]);
  const { acts, still, why } = state.hand;
  const next = useLatest(() => goToFound(state, view, 1));
  const { mode, colouring, found, picks, published, boxing, setBoxing } = state;
  // The same while a bar is dragged, and so not drawn again for each answer of the engine.
  const tools = useMemo(
    () => (
      <BoardTools
        state={{ address, setAddress, mode, colouring, found, picks, boxing, setBoxing }}
        onNext={() => next.current()}
      />
    ),
    [address, setAddress, mode, colouring, found, picks, boxing, setBoxing, next],
  );
  const small = useLittleRoom();
  const [unfolded, setUnfolded] = useState(false);
  const note = useMemo(
    () => <VersionNote of={answer} published={published} small={small} />,
    [answer, published, small],
  );
  return (
    <Page
      title="Board"
      counted={
        <>
          {small ? null : `${countWords(board.steps.count)}, `}
          {late === 0 ? lateCount(late, small) : <LateSteps state={state} view={view} late={late} alone={small} />}
          {acts.length > 0 && !still ? lateByHand(acts.length, why?.late) : small ? '' : ordersLateWords(orders)}
          {state.actual && acts.length === 0 ? ` · ${countedOtherwise(state.actual)}` : ''}
        </>
      }
      note={note}
      tools={
        small ? (
          <>
            {address.table || unfolded ? null : <BoxDoor state={state} />}
            <DrawerDoor opened={unfolded} onTurn={() => setUnfolded(!unfolded)} />
          </>
        ) : (
          tools
        )
      }
    >
      {small && unfolded ? (
        <section className={classes.drawer} aria-label={drawerWords}>
          {tools}
          <LayersLine state={state} />
          <Legend state={state} />
        </section>
      ) : null}
      {board.steps.count === 0 ? (
        <Empty
          title="This plan has no operations."
          text={`What is made in steps is drawn here: add routings to items, then plan. ${howMoved}`}
        >
          <PlanButton />
          <ToImport />
        </Empty>
      ) : address.table ? (
        <>
          {small ? null : <LayersLine state={state} />}
          <Changes state={state} />
          <BoardTable state={state} />
        </>
      ) : (
        <Drawn state={state} view={view} answer={answer} small={small} />
      )}
    </Page>
  );
}

/** On a board without a bar. */
const howMoved =
  'Then work is moved by dragging its bar, or picked and moved with Alt and an arrow key; it is said what else would move, and kept as a draft.';

/** The rows of what is picked and of what was moved last. */
function rowsInHand({ board, layout, picks, hand }: BoardState): readonly Row[] {
  const find = stepsByName(board);
  const edit = hand.acts.at(-1)?.[0];
  const moved = edit && 'seq' in edit ? find(edit) : undefined;
  return [picks.at(-1), moved].flatMap((step) => (step === undefined ? [] : (rowOfStep(layout, step) ?? [])));
}

const DrawerDoor = ({ opened, onTurn }: { opened: boolean; onTurn: () => void }) => (
  <ActionIcon aria-label={drawerWords} aria-expanded={opened} onClick={onTurn}>
    <IconAdjustments size={20} />
  </ActionIcon>
);

/** Leads to what is late, the worst first, and with Enter or the next press on; pressed where it is shown already, all is as before. */
interface LateStepsProps {
  readonly state: BoardState;
  readonly view: BoardView;
  readonly late: number;
  /** Nothing before it says what they are. */
  readonly alone: boolean;
}

function LateSteps({ state, view, late, alone }: LateStepsProps) {
  const { board, address, setAddress } = state;
  const shown = address.late !== undefined;
  const turn = (): void => {
    setAddress({ late: shown ? undefined : '1', search: undefined });
    if (!shown) goToFound({ ...state, found: lateSteps(board), picks: [] }, view, 1);
  };
  useCommands([{ id: 'board:late', word: 'What is late, the worst first', keys: 'L', group: 'Board', run: turn }]);
  return (
    <button
      type="button"
      className={classes.go}
      aria-pressed={shown}
      title="What ends after its need, the worst first  L"
      onClick={turn}
    >
      {lateCount(late, alone)}
    </button>
  );
}

interface DrawnProps {
  readonly state: BoardState;
  readonly view: BoardView;
  readonly answer: Planned;
  /** Legend and switches stand in the drawer. */
  readonly small: boolean;
}

function Drawn({ state, view, answer, small }: DrawnProps) {
  const { board, layout, shown, pick, picks, hovered, setHovered, address, setAddress, boxing, setBoxing } = state;
  const [tip, setTip] = useState<{ readonly x: number; readonly y: number; readonly strip?: OverStrip | undefined }>();
  // What is pointed at is another once the view moves under the hand.
  useEffect(
    () =>
      view.onChange(() => {
        setHovered(undefined);
        setTip(undefined);
      }),
    [view, setHovered],
  );
  const [opened] = useMemo(() => pickedOf(board, address.op), [board, address.op]);
  const setOpened = (step?: number): void =>
    // What was opened is gone back from; closing it is no step.
    setAddress(
      { op: step === undefined ? undefined : pickWords(board, [step]) },
      { push: step !== undefined && step !== opened },
    );
  const [form, setForm] = useState<Form>();
  const [choice, setChoice] = useState<Choice>();
  const drag = useDrag(state, view, setChoice);
  const around = useRef<HTMLDivElement>(null);
  /** The load of the picked operation’s group is told, on a canvas of this width. */
  const [loadOn, setLoadOn] = useState<number>();
  const onLoad = () => setLoadOn(loadOn === undefined ? around.current?.clientWidth : undefined);
  useBoardKeys({ state, view, drag, onOpen: setOpened, asking: { onForm: setForm, onChoose: setChoice }, onLoad });
  const boxed = (steps: readonly number[], more: boolean): void => {
    setBoxing(false);
    const all = more ? [...picks.filter((step) => !steps.includes(step)), ...steps] : steps;
    const not = boxedWords(steps.length === 0 ? 0 : all.length);
    if (not === undefined) pick(all);
    else toast(not);
  };
  const last = picks.at(-1);
  const over = loadOn !== undefined && last !== undefined ? loadOver(state, view, last, loadOn) : undefined;
  const scale = view.read()?.scale ?? 0;
  return (
    <div className={classes.page}>
      <div className={classes.middle}>
        <div ref={around} className={classes.board}>
          <BoardCanvas
            shown={shown}
            view={view}
            label={drawingWords(board.steps.count, layout.rows.length)}
            onHover={(step, x, y, strip) => {
              if (step === hovered && !strip && !tip?.strip) return;
              setHovered(step);
              setTip({ x, y, strip });
            }}
            onPick={(step, more) => pick(step === undefined ? [] : more ? withOrWithout(picks, step) : [step])}
            onOpen={setOpened}
            boxing={boxing}
            onBoxed={boxed}
            mayTake={drag.mayTake}
            onDrag={drag.onDrag}
            onDrop={drag.onDrop}
          />
          {hovered !== undefined && tip ? (
            <Tip board={board} actual={state.actual} step={hovered} at={tip} />
          ) : tip?.strip ? (
            <LoadTip state={state} strip={tip.strip} scale={scale} at={tip} />
          ) : over ? (
            <LoadTip state={state} strip={over.strip} scale={scale} at={over.at} />
          ) : null}
        </div>
        {small ? null : <LayersLine state={state} />}
        <Changes state={state} />
        <StatusLine state={state} legend={!small} onOpen={setOpened}>
          <HandTools state={state} onForm={setForm} onChoose={setChoice} />
        </StatusLine>
        {form === undefined ? null : (
          <AskAct state={state} form={form} follow={drag.follow} onClose={() => setForm(undefined)} />
        )}
        {choice === undefined ? null : (
          <AskMachine state={state} choice={choice} follow={drag.follow} onClose={() => setChoice(undefined)} />
        )}
        <p className={classes.heard} aria-live="polite">
          {boxing ? boxingWords : ''}
          {last === undefined ? '' : `${pickedWords(picks.length)}${stepSentence(board, last, shown.today)}`}
          {over ? ` ${loadSaid(state, over.strip, scale)}` : ''}
        </p>
      </div>
      {opened === undefined ? null : (
        <StepPanel state={state} step={opened} onOpen={setOpened} onClose={() => setOpened()} />
      )}
      <BoardSheets state={state} view={view} answer={answer} />
    </div>
  );
}

/** What was changed by hand stands under the drawing, and above the table of the same. */
function Changes({ state: { base, hand, shown, published, setAddress } }: { state: BoardState }) {
  const { answer } = hand;
  const until = shown.frozenUntil;
  const inZone = useMemo(
    () => (answer && until !== undefined ? changesInZone(base, answer, until) : undefined),
    [base, answer, until],
  );
  const { again, close } = useAgain(hand);
  return (
    <>
      {again ? <AgainStrip again={again} refused={hand.refused?.text} onClose={close} /> : null}
      <HandStrip
        hand={hand}
        inZone={inZone}
        published={published}
        reason={again?.reason ?? undefined}
        onKept={(number) => {
          close();
          setAddress({ version: String(number), pick: undefined }, { push: true });
        }}
      />
    </>
  );
}

const withOrWithout = (list: readonly number[], one: number): readonly number[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
