/** Rows pasted from a sheet: order, step, machine and start, with or without heads. Pure. */
import type { StepOf } from '@hotlist/engine';
import type { Board } from '../board/board.ts';
import { stepsByName } from '../board/hand.ts';
import { calledOrder } from '../board/layout.ts';
import { faultWords } from './byhand.messages.ts';
import { keptCell, keyOf, type Stray, type Typed, type TypedCell } from './byhand.ts';

type Column = 'order' | 'step' | 'machine' | 'start';
const usual: readonly Column[] = ['order', 'step', 'machine', 'start'];
const heads: Readonly<Record<string, Column>> = {
  order: 'order',
  'work order': 'order',
  step: 'step',
  seq: 'step',
  operation: 'step',
  machine: 'machine',
  start: 'start',
  starts: 'start',
  begin: 'start',
};

type Cells = Readonly<Partial<Record<Column, string>>>;

/** The pasted cells by what they are. Columns under other heads are passed over. */
export function cellsOf(matrix: readonly (readonly string[])[]): readonly Cells[] {
  const first = (matrix[0] ?? []).map((cell) => heads[cell.trim().toLowerCase()]);
  const headed = first.includes('order');
  const columns = headed ? first : usual;
  return matrix
    .slice(headed ? 1 : 0)
    .map((row) =>
      Object.fromEntries(
        row.flatMap((cell, n) => (columns[n] && cell.trim() !== '' ? [[columns[n], cell.trim()]] : [])),
      ),
    )
    .filter((cells) => Object.keys(cells).length > 0);
}

/** The schedule with pasted rows in it: each goes to its step; one that is none of this work centre is kept aside with why. */
export function withPasted(
  base: Board,
  centre: number,
  typed: Typed,
  pasted: readonly Cells[],
  version: number,
): Typed {
  const find = stepsByName(base);
  const names = new Map(base.orders.id.map((id) => [calledOrder(id).toLowerCase(), id]));
  const rows: Record<string, TypedCell> = { ...typed.rows };
  const strays: Stray[] = [...typed.strays];
  for (const cells of pasted) {
    const of = stepNamed(cells, names);
    const step = of && find(of);
    const fault =
      step === undefined
        ? faultWords.noStep(cells.step ?? '', cells.order ?? '', version)
        : base.steps.centre[step] !== centre
          ? faultWords.elsewhere(
              cells.order ?? '',
              cells.step ?? '',
              nameOf(base, base.steps.centre[step]!),
              nameOf(base, centre),
            )
          : undefined;
    if (step === undefined || fault !== undefined) {
      const { order = '', step: seq = '', machine = '', start = '' } = cells;
      strays.push({ order, step: seq, machine, start, fault: fault ?? '' });
      continue;
    }
    const { start, machine } = cells;
    const cell = {
      ...rows[keyOf(of!)],
      ...(start === undefined ? undefined : { start }),
      ...(machine === undefined ? undefined : { machine }),
    };
    rows[keyOf(of!)] = keptCell(base, centre, step, cell);
  }
  return { ...typed, rows, strays };
}

const nameOf = ({ centres }: Board, centre: number): string => centres[centre]?.code ?? '';

/** "WO-5131" and "20", or both in one cell as they are often written: "WO-5131/20". */
function stepNamed({ order = '', step = '' }: Cells, names: ReadonlyMap<string, string>): StepOf | undefined {
  const whole = step === '' ? /^(.*\S)\s*\/\s*(\d+)$/.exec(order) : undefined;
  const id = names.get((whole?.[1] ?? order).toLowerCase());
  const seq = Number(whole?.[2] ?? step);
  return id === undefined || !Number.isInteger(seq) ? undefined : { order: id as StepOf['order'], seq };
}
