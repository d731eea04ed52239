/** The board as a table: the same operations for those who hear the page, and for copying into a sheet. */
import { useMemo } from 'react';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { useView } from '../../web/kit/grid/view.ts';
import { LateDays } from '../../web/kit/marks.tsx';
import { Empty } from '../../web/kit/states.tsx';
import { SupplyLink } from '../productionsheet/supplylink.page.tsx';
import classes from './board.module.css';
import { type StepRow, stepRows } from './rows.ts';
import { StepPanel } from './steppanel.page.tsx';
import type { BoardState } from './useboard.page.tsx';

const columns: readonly Column<StepRow>[] = [
  { id: 'machine', label: 'Machine', type: 'text', value: (row) => row.machine },
  { id: 'crew', label: 'People', type: 'text', value: (row) => row.crew },
  {
    id: 'order',
    label: 'Order',
    type: 'text',
    value: (row) => row.called,
    draw: (row) => <SupplyLink name={row.order} />,
  },
  { id: 'seq', label: 'Step', type: 'number', value: (row) => row.seq },
  { id: 'name', label: 'What', type: 'text', value: (row) => row.name },
  { id: 'item', label: 'Item', type: 'text', value: (row) => row.item },
  { id: 'qty', label: 'Quantity', type: 'quantity', value: (row) => row.qty },
  {
    id: 'starts',
    label: 'Starts',
    type: 'instant',
    value: (row) => row.starts,
    draw: (row) => row.startsWords,
  },
  { id: 'ends', label: 'Ends', type: 'instant', value: (row) => row.ends, draw: (row) => row.endsWords },
  { id: 'setup', label: 'Set-up', type: 'duration', work: true, value: (row) => row.setup, sum: true },
  { id: 'for', label: 'For', type: 'text', value: (row) => row.served },
  {
    id: 'late',
    label: 'Late',
    unit: 'd',
    type: 'number',
    value: (row) => row.late,
    draw: (row) => (row.late === null ? null : <LateDays days={row.late} state={row.lateness} />),
    help: 'Working days of its order to need',
  },
  {
    id: 'state',
    label: 'State',
    type: 'choice',
    value: (row) => row.state,
    choices: ['planned', 'firm', 'released', 'started'],
  },
  {
    id: 'frozen',
    label: 'Stays',
    type: 'boolean',
    value: (row) => row.frozen,
    help: 'Locked, or in its place by the frozen zone: the next plan leaves it where it is',
  },
];
const followedColumns: readonly Column<StepRow>[] = [
  { id: 'otherwise', label: 'Otherwise than published', type: 'text', value: (row) => row.otherwise },
  {
    id: 'begun',
    label: 'Begun',
    type: 'instant',
    value: (row) => row.begun,
    draw: (row) => row.begunWords,
  },
  {
    id: 'finished',
    label: 'Finished',
    type: 'instant',
    value: (row) => row.finished,
    draw: (row) => row.finishedWords,
  },
];
/** Of the published version: what happened beside when it was to. */
const withActual: readonly Column<StepRow>[] = [...columns.slice(0, 5), ...followedColumns, ...columns.slice(5)];
const keyOf = (row: StepRow): string => row.key;

export function BoardTable({ state }: { state: BoardState }) {
  const { board, layout, shown, setAddress, pick, actual, otherwise } = state;
  const view = useView('board');
  const rows = useMemo(
    () => stepRows(board, layout, shown.today, { actual, only: otherwise }),
    [board, layout, shown.today, actual, otherwise],
  );
  const own = actual ? withActual : columns;
  const source = useLocalRows(rows, own, view, keyOf);
  return (
    <div className={classes.table}>
      <Grid<StepRow>
        label="Operations of the board"
        columns={own}
        rows={source}
        view={view}
        panelTitle={(row) => row.key}
        panel={(row) => (
          <StepPanel bare state={state} step={row.step} onOpen={() => undefined} onClose={() => undefined} />
        )}
        actions={(row) => [
          {
            word: 'Show it on the board',
            run: () => {
              pick([row.step]);
              setAddress({ table: undefined, row: undefined }, { push: true });
            },
          },
        ]}
        empty={<Empty title="Nothing is found." text="Operations of the plan stand here, as they are drawn." />}
      />
    </div>
  );
}
