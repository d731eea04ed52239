/** The screens at the wall, one a work centre: where each stands, and what runs or comes first there. */
import type { Answering } from '../../web/api.ts';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { listWalls } from './floor.contract.ts';
import { unpublishedLists } from './floor.messages.ts';
import classes from './floor.module.css';

type Row = Answering<typeof listWalls>['rows'][number];

const wallAt = (row: Row) => pageAt('/wall/$workCentre', { workCentre: row.code });
const firstText = ({ first }: Row): string | null =>
  first && `${first.order}/${first.seq} ${first.step ?? ''} ${first.item}`.replaceAll('  ', ' ');
function whenOf({ first, closed }: Row) {
  if (first?.state !== 'started') return <When at={first?.starts ?? null} time />;
  if (closed === null) return 'runs now';
  return closed.opens === null ? (
    'begun'
  ) : (
    <>
      begun, goes on <When at={closed.opens} time />
    </>
  );
}
const lateOf = ({ late }: Row) => (late > 0 ? <span className={classes.fault}>▲ {late} late</span> : null);

const columns: readonly Column<Row>[] = [
  { id: 'code', label: 'Wall', type: 'reference', value: (row) => row.code, to: wallAt },
  { id: 'name', label: 'Work centre', type: 'text', value: (row) => row.name },
  { id: 'first', label: 'Next there', type: 'text', value: firstText },
  {
    id: 'starts',
    label: 'Start',
    type: 'instant',
    value: (row) => row.first?.starts ?? null,
    draw: whenOf,
  },
  { id: 'machine', label: 'Machine', type: 'text', value: (row) => row.first?.machine ?? null },
  { id: 'open', label: 'Open', type: 'number', value: (row) => row.open, help: 'Operations that wait or run' },
  { id: 'late', label: 'Late', type: 'number', value: (row) => row.late, draw: lateOf },
];

const phoneColumns = firstOnPhone(columns, {
  code: {
    label: 'Wall',
    width: 120,
    draw: (row) => (
      <TwoLines
        first={
          <PageLink to={wallAt(row)} tabIndex={-1}>
            {row.code}
          </PageLink>
        }
        second={lateOf(row) ?? row.name}
      />
    ),
  },
  first: {
    label: 'Next there',
    width: 242,
    draw: (row) => (row.first ? <TwoLines first={firstText(row)} second={whenOf(row)} /> : 'nothing waits'),
  },
});

const keyOf = (row: Row): string => row.code;
const noRows: readonly Row[] = [];
const kinds = ['plan_versions', 'work_orders', 'work_steps', 'work_centres'];

export default function WallsPage() {
  const list = useOne(listWalls, {}, { kinds });
  const view = useView('walls');
  const rows = list.data?.rows ?? noRows;
  const shown = usePhone() ? phoneColumns : columns;
  const source = useLocalRows(rows, shown, view, keyOf);
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  return (
    <Page
      title="Walls"
      counted={list.data ? countText(rows.length, 'work centre', 'work centres') : undefined}
      view={view}
      searchHint="Search work centres"
      note={
        <>
          {list.data?.version?.published === false ? `${unpublishedLists} ` : null}
          Each opens alone, dark, in type to be read from five metres: put it up where the work is done. ?look=light
          shows it light.
        </>
      }
    >
      <Grid
        label="Screens at the wall"
        columns={shown}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        pageOf={wallAt}
        empty={<Empty title="There are no work centres." text="Add them under Set-up, then each has its wall." />}
      />
    </Page>
  );
}
