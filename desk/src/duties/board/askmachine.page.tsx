/** On which machine an operation is done instead: each that may do it, with what that would do, as the engine answers. */
import { Button, Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Outcome } from '../../web/kit/board/engine.ts';
import type { MayRun } from '../../web/kit/board/engine.worker.ts';
import { useLatest } from '../../web/kit/latest.ts';
import { Progress } from '../../web/kit/states.tsx';
import { momentWords } from './axis.ts';
import { stepCalled } from './board.messages.ts';
import classes from './board.module.css';
import type { Board } from './board.ts';
import { brokenPromises } from './brokenpromises.ts';
import {
  conflictWords,
  consequenceWords,
  handWords,
  impossibleWords,
  machineWords,
  noMachine,
} from './hand.messages.ts';
import { type Act, type Held, sameStep } from './hand.ts';
import { closedUnder, landed } from './landing.ts';
import type { BoardState } from './useboard.page.tsx';

export interface Choice {
  readonly step: number;
  /** When it would begin, where it was dragged; absent: when it does. */
  readonly from?: number;
  /** Of this work centre alone, where it was let go in its row. */
  readonly centre?: number | undefined;
}

interface AskMachineProps {
  readonly state: BoardState;
  readonly choice: Choice;
  readonly follow: (step: number | undefined) => void;
  readonly onClose: () => void;
}

export function AskMachine({ state, choice, follow, onClose }: AskMachineProps) {
  const { board, hand, shown } = state;
  const { step, centre } = choice;
  const { may, told } = useTried(state, choice);
  const stands = hand.stands(step);
  const offered = may && 'machines' in may ? offeredOf(board, may.machines, choice, stands.machine) : [];
  const list = useRef<HTMLUListElement>(null);
  const any = offered.length > 0;
  // Which they are is known after the window stands, whose first button would else have the keyboard: it closes it.
  useEffect(() => {
    if (any) list.current?.querySelector('button')?.focus();
  }, [any]);
  const take = (machine: number): void => {
    const held = heldOn(choice, stands, machine);
    follow(step);
    hand.act(landed(board, [held]), closedUnder(board, [held], shown.today));
    onClose();
  };
  return (
    <Modal opened size="lg" title={`${machineWords.title}: ${stepCalled(board, step)}`} onClose={onClose}>
      {may === undefined ? (
        <Progress doing={handWords.loading} />
      ) : 'impossible' in may ? (
        <p className={classes.wrong}>{impossibleWords(may.impossible)}</p>
      ) : offered.length === 0 ? (
        <p>{noMachine(centre === undefined ? undefined : board.centres[centre]?.code)}</p>
      ) : (
        <ul ref={list} className={classes.machines}>
          {offered.map((machine) => (
            <li key={machine}>
              <Button size="compact-sm" variant="default" onClick={() => take(machine)}>
                {machine === stands.machine ? `${machineWords.stays} ` : ''}
                {board.machines[machine]!.code}
              </Button>
              <Would state={state} step={step} machine={machine} outcome={told.get(machine)} />
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}

interface WouldProps {
  readonly state: BoardState;
  readonly step: number;
  readonly machine: number;
  readonly outcome: Outcome | undefined;
}

/** What it would do there. */
function Would({ state: { board, hand, shown }, step, machine, outcome }: WouldProps) {
  const { name, centre } = board.machines[machine]!;
  const about = [name, board.centres[centre]?.code].filter(Boolean).join(', ');
  if (outcome === undefined)
    return (
      <span className="dim">
        {about}: {machineWords.trying}
      </span>
    );
  if ('impossible' in outcome) return <span className={classes.wrong}>{impossibleWords(outcome.impossible)}</span>;
  const { answer } = outcome;
  const of = { order: board.orders.id[board.steps.order[step]!]!, seq: board.steps.seq[step]! };
  const part = board.steps.part[step]!;
  const own = answer.moved.find((move) => sameStep(move, part === 0 ? of : { ...of, part }));
  const moment = (at: number): string => momentWords(board.epoch + at, board.offsets, shown.today);
  return (
    <span>
      <span className="dim">{about}</span>
      {own ? (
        <span className="figures">
          {' '}
          {moment(own.after.start)} to {moment(own.after.end)}
        </span>
      ) : null}
      <br />
      {consequenceWords(answer, { days: hand.board.days, broken: brokenPromises(hand.board, answer).length })}
      {answer.conflicts[0] ? <span className={classes.wrong}> ▲ {conflictWords(answer.conflicts[0])}</span> : null}
    </span>
  );
}

/** Which machines may do it, and one after the other what each would do: others that ask meanwhile are answered between. */
function useTried(state: BoardState, choice: Choice) {
  const [may, setMay] = useState<MayRun>();
  const [told, setTold] = useState<ReadonlyMap<number, Outcome>>(new Map());
  const latest = useLatest({ state, choice });
  useEffect(() => {
    let stale = false;
    const all = async (): Promise<void> => {
      const { board, hand } = latest.current.state;
      const { step } = latest.current.choice;
      const found = await hand.machinesFor(step);
      if (stale) return;
      setMay(found);
      if ('impossible' in found) return;
      const stands = hand.stands(step);
      for (const machine of offeredOf(board, found.machines, latest.current.choice, stands.machine)) {
        const act: Act = landed(board, [heldOn(latest.current.choice, stands, machine)]);
        const outcome = await hand.ask([...hand.acts, act].flat());
        if (stale) return;
        setTold((before) => new Map(before).set(machine, outcome));
      }
    };
    void all();
    return () => {
      stale = true;
    };
  }, [latest]);
  return { may, told };
}

const heldOn = ({ step, from }: Choice, stands: Held, machine: number): Held => ({
  step,
  from: from ?? stands.from,
  machine,
});

/** As the board shows them; the one where it stands only where it was dragged to another time. */
function offeredOf(
  { machines }: Board,
  may: readonly string[],
  { from, centre }: Choice,
  own: number,
): readonly number[] {
  return machines
    .map((_, n) => n)
    .filter((n) => may.includes(machines[n]!.code) && (centre === undefined || machines[n]!.centre === centre))
    .filter((n) => n !== own || from !== undefined)
    .sort((a, b) => machines[a]!.centre - machines[b]!.centre || a - b);
}
