/**
 * A list on paper: a plain table, whose head stands on every sheet. The list on the screen is drawn row by row where they are seen,
 * and a browser needs minutes to part thousands of such rows into sheets.
 */
import type { Entry } from './arrange.ts';
import { CellShown } from './CellShown.tsx';
import { alignsRight } from './column.ts';
import classes from './grid.module.css';
import type { Shown } from './shown.ts';
import type { RowSource } from './source.ts';

/** So many rows and no more: a ream is enough. */
const most = 5_000;

interface GridPaperProps<R> {
  readonly rows: RowSource<R>;
  readonly shown: readonly Shown<R>[];
}

export function GridPaper<R>({ rows, shown }: GridPaperProps<R>) {
  const entries = Array.from({ length: Math.min(rows.total, most) }, (_, at) => rows.at(at)).filter(
    (entry) => entry !== undefined,
  );
  return (
    <table className={classes.paper}>
      <thead>
        <tr>
          {shown.map(({ column }) => (
            <th key={column.id} scope="col" data-right={alignsRight(column) || undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Line key={`${entry.kind}:${entry.key}`} of={entry} shown={shown} />
        ))}
      </tbody>
      {entries.length < rows.total ? (
        <tfoot>
          <tr>
            <td colSpan={shown.length}>
              {entries.length} of {rows.total} rows are printed. Maybe export the list, or filter it.
            </td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}

function Line<R>({ of, shown }: { readonly of: Entry<R>; readonly shown: GridPaperProps<R>['shown'] }) {
  return (
    <tr data-group={of.kind === 'group' || undefined}>
      {shown.map(({ column }, at) => (
        <td key={column.id} data-right={alignsRight(column) || undefined} data-type={column.type}>
          {of.kind === 'row' ? (
            <CellShown column={column} row={of.row} />
          ) : (
            (of.sums[column.id] ?? (at === 0 ? of.label : null))
          )}
        </td>
      ))}
    </tr>
  );
}
