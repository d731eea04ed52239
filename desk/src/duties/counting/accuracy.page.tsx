/** How right the book was: by class, by location, over time; what was found more and what was missing stand apart. */
import type { ReactNode } from 'react';
import type { Answering } from '../../web/api.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { ExportButton } from '../../web/kit/grid/ExportButton.tsx';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Check, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { useOne } from '../../web/queries.ts';
import { countAccuracy, countHistory } from './counting.contract.ts';
import { counting } from './counting.kinds.ts';
import styles from './counting.module.css';
import { SheetName } from './sheets.page.tsx';

type Answer = Answering<typeof countAccuracy>;
type By = 'class' | 'location' | 'month';
type Row = Answer['class'][number] & { readonly by: By };

const bys: readonly By[] = ['class', 'location', 'month'];
const views: readonly NamedView[] = [
  { name: 'By class', filter: 'by:eq:class' },
  { name: 'By location', filter: 'by:eq:location', sort: 'share' },
  { name: 'Over time', filter: 'by:eq:month' },
];
const columns: readonly Column<Row>[] = [
  { id: 'name', label: 'Class, location or month', type: 'text', value: (row) => row.name },
  { id: 'counted', label: 'Counted', type: 'number', value: (row) => row.counted },
  {
    id: 'right',
    label: 'Right',
    type: 'number',
    value: (row) => row.right,
    help: 'Within the tolerance of their class',
  },
  { id: 'share', label: 'Accuracy', unit: '%', type: 'number', value: (row) => row.share, decimals: 1 },
  { id: 'more', label: 'Found more, money', type: 'number', value: (row) => row.more, decimals: 2 },
  { id: 'missing', label: 'Missing, money', type: 'number', value: (row) => row.missing, decimals: 2 },
  { id: 'by', label: 'By', type: 'choice', value: (row) => row.by, choices: bys, secondary: true },
];
const keyOf = (row: Row): string => `${row.by} ${row.name}`;

export function AccuracyList({ choice }: { choice: ReactNode }) {
  const list = useOne(countAccuracy, { query: {} }, { kinds: counting });
  const view = useView('count-accuracy', views);
  const rows = list.data ? bys.flatMap((by) => list.data[by].map((row) => ({ ...row, by }))) : noRows;
  const source = useLocalRows(rows, columns, view, keyOf);
  const { currency } = usePlant();
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const { total, again = 0 } = list.data ?? {};
  return (
    <Page
      title="Counts"
      counted={
        total && total.counted > 0
          ? `${quantityText(total.share, 1)} % of ${countText(total.counted, 'count', 'counts')} right${again === 0 ? '' : `, without ${countText(again, 'line', 'lines')} counted again`}`
          : undefined
      }
      view={view}
      searchHint="Search accuracy"
      tools={
        <>
          {choice}
          <ExportButton name="count-accuracy" columns={columns} rows={source} />
        </>
      }
      note={
        total && total.counted > 0 ? (
          <span className={styles.gross}>
            <span>
              Found more: {quantityText(total.more, 2)} {currency}.
            </span>
            <span>
              Missing: {quantityText(total.missing, 2)} {currency}.
            </span>
            <span className="dim">The one never makes up for the other. Aim: 95 % at least, 99 % best.</span>
          </span>
        ) : undefined
      }
    >
      {total?.counted === 0 ? (
        <Empty title="Nothing was counted yet." text="Every count that is approved says how right the book was." />
      ) : (
        <Grid
          label="Accuracy of the book"
          columns={columns}
          rows={{ ...source, loading: list.isPending }}
          view={view}
        />
      )}
    </Page>
  );
}
const noRows: readonly Row[] = [];

/** The counts of one bin that were approved. */
export function History({ item, location }: { item: string; location: string }) {
  const list = useOne(countHistory, { query: { item, location } }, { kinds: counting });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Progress doing="Reading its counts" />;
  return (
    <>
      <h3>Counts of this bin</h3>
      {list.data.rows.length === 0 ? <p className="dim">It was never counted.</p> : null}
      <ul className={styles.typed} aria-label="Counts of this bin">
        {list.data.rows.map((row) => (
          <li key={`${row.sheet} ${row.lot} ${row.at}`}>
            <p>
              <When at={row.at} time /> · <SheetName of={row.sheet} />
              {row.lot === '' ? '' : ` · lot ${row.lot}`}
              <span className="dim">
                {' '}
                {row.counter}, approved by {row.approver}
              </span>
            </p>
            <p className="figures">
              <Check of={row.within} /> {quantityText(row.counted)} of {quantityText(row.book)} {row.unit}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
