/** Overtime by hand in which nothing runs longer: who works with a machine is off then, or all machines of a crew are closed. Pure. */
import type { HandEdit } from '@hotlist/engine';
import type { Board } from './board.ts';

type Overtime = Extract<HandEdit, { kind: 'overtime' }>;

export interface IdleOvertime {
  readonly of: string;
  /** Who would have to work longer too. */
  readonly lacks: readonly string[];
  readonly ofCrew: boolean;
}

/** By the hours of `board`, the one before all changes; what is not known of them counts as worked. */
export function idleOvertime(
  board: Pick<Board, 'epoch' | 'steps' | 'machines' | 'crews' | 'calendars'>,
  edits: readonly HandEdit[],
): readonly IdleOvertime[] {
  const { epoch, steps, machines, crews, calendars } = board;
  const spans = edits.filter((edit): edit is Overtime => edit.kind === 'overtime');
  const isOff = (
    { code, calendar }: { readonly code: string; readonly calendar: number },
    { from, to }: Overtime,
  ): boolean =>
    !spans.some((one) => one.of === code && one.from < to && one.to > from) &&
    isClosed(calendars[calendar], epoch + from, epoch + to);
  return spans.flatMap((edit): readonly IdleOvertime[] => {
    const { of } = edit;
    const [machine, crew] = [machines, crews].map((all) => all.findIndex(({ code }) => code === of)) as [
      number,
      number,
    ];
    const beside = (
      own: Int32Array | readonly number[],
      at: number,
      other: Int32Array | readonly number[],
    ): number[] => [...new Set(Array.from(own, (one, n) => (one === at ? other[n]! : -1)).filter((one) => one >= 0))];
    if (machine >= 0) {
      const off = beside(steps.machine, machine, steps.crew).filter((one) => isOff(crews[one]!, edit));
      return off.length > 0 ? [{ of, lacks: off.map((one) => crews[one]!.code), ofCrew: false }] : [];
    }
    const their = beside(steps.crew, crew, steps.machine);
    return crew >= 0 && their.length > 0 && their.every((one) => isOff(machines[one]!, edit))
      ? [{ of, lacks: their.map((one) => machines[one]!.code), ofCrew: true }]
      : [];
  });
}

/** Whether hours that are known are closed all the while. */
function isClosed(open: Float64Array | undefined, from: number, to: number): boolean {
  if (!open || (open.at(-1) ?? 0) < to) return false;
  for (let at = 0; at < open.length; at += 2) if (open[at]! < to && open[at + 1]! > from) return false;
  return true;
}
