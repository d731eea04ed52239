/** The machines that change, drawn: what stands there now, and as outlines where what moved stood before. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { countText, quantityText } from '../../web/kit/formats.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { daysAfter, dayWords, secondsBetween, startOfDay, wallClock } from '../../web/kit/time.ts';
import classes from './comparison.module.css';
import type { Comparison } from './comparison.page.tsx';
import { spoken } from './planning.messages.ts';

type Board = NonNullable<Comparison['board']>;
type Bar = Board['machines'][number]['after'][number];

const laneHeight = 14;
/** Machines before "Show all". */
export const drawnFirst = 20;

export function BeforeAfterDrawing({
  of: board,
  onBoard,
  onAll,
}: {
  of: Board;
  onBoard: ((from: string) => void) | undefined;
  /** Asks for the machines that are not there yet; absent: all are. */
  onAll: (() => void) | undefined;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? board.machines : board.machines.slice(0, drawnFirst);
  const more = board.machines.length - shown.length + board.others;
  const { zone, today } = usePlant();
  const length = secondsBetween(board.from, board.to);
  const days = daysOf(zone, board.from, board.to).map((day) => ({
    day,
    at: (100 * secondsBetween(board.from, startOfDay(zone, day))) / length,
  }));
  const last = wallClock(zone, daysAfter(board.to, -1)).day;
  return (
    <section>
      <h2>Before and after</h2>
      <div className={classes.leaf} data-noprint>
        {onBoard ? (
          <Button
            size="compact-xs"
            variant="default"
            disabled={board.earlier === null}
            onClick={() => board.earlier && onBoard(board.earlier)}
          >
            Earlier
          </Button>
        ) : null}
        <span className="figures">
          {dayWords(wallClock(zone, board.from).day, today)} to {dayWords(last, today)}
        </span>
        {onBoard ? (
          <Button
            size="compact-xs"
            variant="default"
            disabled={board.later === null}
            onClick={() => board.later && onBoard(board.later)}
          >
            Later
          </Button>
        ) : null}
      </div>
      {board.machines.length === 0 ? (
        <p className="dim">On no machine does anything move in these days.</p>
      ) : (
        <figure className={classes.board}>
          <div className={classes.track} aria-hidden="true">
            <span />
            <svg height={16} width="100%">
              {days.map(({ day, at }) => (
                <text key={day} x={`${at}%`} dx={3} y={11} className={classes.axis}>
                  {dayWords(day, today).replace(/ \d{4}$/, '')}
                </text>
              ))}
            </svg>
          </div>
          {shown.map(({ machine, lanes, before, after }) => (
            <div key={machine} className={classes.track}>
              <span className={classes.machine}>{machine}</span>
              <svg
                width="100%"
                height={lanes * laneHeight + 8}
                role="img"
                aria-label={`${machine}: ${before.length} operations stood elsewhere. The table below has each.`}
              >
                {days.map(({ day, at }) => (
                  <line key={day} x1={`${at}%`} x2={`${at}%`} y1={0} y2="100%" className={classes.tick} />
                ))}
                {after.map((bar) => (
                  <Drawn key={keyOf(bar)} of={bar} length={length} kind={bar.moved ? 'moved' : 'same'} />
                ))}
                {before.map((bar) => (
                  <Drawn key={keyOf(bar)} of={bar} length={length} kind="before" />
                ))}
              </svg>
            </div>
          ))}
          <figcaption className={classes.legend}>
            <span data-kind="moved">moved</span>
            <span data-kind="before">where it stood</span>
            <span data-kind="same">not moved</span>
            {more > 0 ? (
              <em>{countText(more, 'more machine changes', 'more machines change')} in these days, each less.</em>
            ) : null}
          </figcaption>
        </figure>
      )}
      {more > 0 ? (
        <Button
          data-noprint
          variant="default"
          mt={8}
          onClick={() => {
            setAll(true);
            onAll?.();
          }}
        >
          Show all {quantityText(shown.length + more)} machines
        </Button>
      ) : null}
    </section>
  );
}

const keyOf = (bar: Bar): string => `${bar.order} ${bar.seq} ${bar.from}`;
const words = { moved: 'stands here now', same: 'stands where it stood', before: 'stood here' } as const;

function Drawn({ of: bar, length, kind }: { of: Bar; length: number; kind: keyof typeof words }) {
  return (
    <rect
      x={`${(100 * bar.from) / length}%`}
      width={`${Math.max(0.15, (100 * (bar.to - bar.from)) / length)}%`}
      y={bar.lane * laneHeight + (kind === 'before' ? 2 : 4)}
      height={kind === 'before' ? laneHeight + 2 : laneHeight - 2}
      rx={2}
      className={classes.bar}
      data-kind={kind}
    >
      <title>{`${spoken(bar.order)}, step ${bar.seq} of ${bar.item}, ${words[kind]}`}</title>
    </rect>
  );
}

/** The plant's days of a span, the first as it begins. */
function daysOf(zone: string, from: string, to: string): readonly string[] {
  const days: string[] = [];
  const last = wallClock(zone, to).day;
  for (let day = wallClock(zone, from).day; day < last; day = daysAfter(`${day}T00:00:00Z`, 1).slice(0, 10))
    days.push(day);
  return days;
}
