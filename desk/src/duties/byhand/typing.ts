/** What is typed into a cell of a schedule by hand, read: a start as people say it, a machine by its code. Pure. */
import { type CellContext, readCell } from '../../house/cells.ts';
import { instantAt, type OffsetTable, secondShown, secondsOf } from '../../house/clock.ts';
import { clockAt, momentWords, secondsText } from '../board/axis.ts';
import type { Board } from '../board/board.ts';
import { faultWords } from './byhand.messages.ts';

type ReadCell<Value> = { readonly value: Value } | { readonly fault: string };

/** "Tue 3 Nov 08:30", with the seconds where there are some: typed for another step it means the same moment. */
export const startText = (at: number, offsets: OffsetTable, today: string): string =>
  `${momentWords(at, offsets, today)}${secondsText(at)}`;

const timeAlone = /^(\d{1,2})[:.h](\d{2})$|^(\d{2})(\d{2})$|^(\d{1,2})h?$/i;

/**
 * When a step is to begin, in seconds since 1970. A time alone is of the day on which the step stands, a day alone keeps its
 * time of day; all else is read as in every field for a date: "fri 8:30", "+1 6:00", "3 nov 14:00".
 */
export function readStart(
  text: string,
  stands: number,
  { offsets, now }: Pick<Board, 'offsets' | 'now'>,
): ReadCell<number> {
  const was = clockAt(stands, offsets);
  const alone = timeAlone.exec(text.trim());
  const clock = alone && `${alone[1] ?? alone[3] ?? alone[5]}:${alone[2] ?? alone[4] ?? '00'}`;
  const context: CellContext = {
    instant: (date, time) => instantAt(secondShown(offsets, date, time)),
    dueTime: was.time,
    today: clockAt(now, offsets).day,
  };
  const read = readCell(
    { name: 'start', label: 'Start', type: 'instant' },
    clock ? `${was.day} ${clock}` : text,
    context,
  );
  if ('fault' in read || read.value === null) return { fault: faultWords.noTime(text) };
  // The reader drops the seconds of our own clock.
  const seconds = /:\d\d:(\d\d)\s*$/.exec(text)?.[1] ?? '0';
  return { value: secondsOf(String(read.value)) + Number(seconds) };
}

/** A machine of the work centre by its code, however it is written. */
export function readMachine(text: string, centre: number, { machines, centres }: Board): ReadCell<number> {
  const wanted = text.trim().toLowerCase();
  const found = machines.findIndex(({ code }) => code.toLowerCase() === wanted);
  if (machines[found]?.centre === centre) return { value: found };
  const ours = machines.filter((machine) => machine.centre === centre).map(({ code }) => code);
  const own = centres[centre]?.code ?? '';
  const other = centres[machines[found]?.centre ?? -1]?.code;
  return { fault: other ? faultWords.otherCentre(text, other, own, ours) : faultWords.noMachine(text, own, ours) };
}
