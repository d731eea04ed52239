/** The bars of a layout as rows of a table, in the order in which they are drawn. Pure. */
import { instantAt } from '../../house/clock.ts';
import { otherwiseWords } from './actual.messages.ts';
import type { Actual } from './actual.ts';
import { momentWords } from './axis.ts';
import { partWords, servedWords } from './board.messages.ts';
import { type Board, type Lateness, type OrderState, slackOf } from './board.ts';
import { calledOrder, type Layout } from './layout.ts';

export interface StepRow {
  readonly key: string;
  readonly step: number;
  readonly order: string;
  readonly called: string;
  readonly seq: number;
  readonly name: string | null;
  readonly item: string;
  readonly qty: number;
  readonly machine: string | null;
  readonly crew: string | null;
  readonly starts: string;
  readonly ends: string;
  readonly startsWords: string;
  readonly endsWords: string;
  readonly setup: number;
  readonly served: string;
  readonly late: number | null;
  readonly lateness: Lateness;
  readonly state: OrderState;
  readonly frozen: boolean;
  /** Of the published version. */
  readonly begun: string | null;
  readonly begunWords: string | null;
  readonly finished: string | null;
  readonly finishedWords: string | null;
  readonly otherwise: string | null;
}

/** What happened, and 1 of each step that is listed where not all are. */
interface ActualRows {
  readonly actual: Actual | undefined;
  readonly only?: Uint8Array | undefined;
}

export function stepRows(board: Board, layout: Layout, today: string, followed?: ActualRows): readonly StepRow[] {
  const seen = new Uint8Array(board.steps.count);
  const rows: StepRow[] = [];
  for (const step of layout.step) {
    if (seen[step] === 1) continue;
    seen[step] = 1;
    if (followed?.only && followed.only[step] !== 1) continue;
    rows.push(rowOf(board, step, today, followed?.actual));
  }
  return rows;
}

function rowOf(board: Board, step: number, today: string, actual: Actual | undefined): StepRow {
  const { steps, orders, items, machines, crews, names, offsets } = board;
  const order = steps.order[step]!;
  const id = orders.id[order]!;
  const late = steps.late[step]!;
  const item = items[orders.item[order]!];
  const begun = Number.isNaN(actual?.begun[step] ?? NaN) ? null : actual!.begun[step]!;
  const finished = begun === null || actual!.open[step] === 1 ? null : actual!.until[step]!;
  return {
    key: `${calledOrder(id)} step ${steps.seq[step]}${partWords(board, step)}`,
    step,
    order: id,
    called: calledOrder(id),
    seq: steps.seq[step]!,
    name: names[steps.name[step]!] ?? null,
    item: item?.name ?? item?.code ?? '',
    qty: orders.qty[order]!,
    machine: machines[steps.machine[step]!]?.code ?? null,
    crew: crews[steps.crew[step]!]?.code ?? null,
    starts: instantAt(steps.from[step]!),
    ends: instantAt(steps.to[step]!),
    startsWords: momentWords(steps.from[step]!, offsets, today),
    endsWords: momentWords(steps.to[step]!, offsets, today),
    setup: steps.setup[step]!,
    served: servedWords(board, step),
    late: Number.isNaN(late) ? null : late,
    lateness: slackOf(board, step),
    state: orders.state[order]!,
    frozen: steps.frozen[step] === 1,
    begun: begun === null ? null : instantAt(begun),
    begunWords: begun === null ? null : momentWords(begun, offsets, today),
    finished: finished === null ? null : instantAt(finished),
    finishedWords: finished === null ? null : momentWords(finished, offsets, today),
    otherwise: actual ? otherwiseWords(actual, step) || null : null,
  };
}
