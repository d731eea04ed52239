/** Released and started orders whose material is still to be issued, the first to start first. */
import { useNavigate } from '@tanstack/react-router';
import type { Answering } from '../../web/api.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { useScans } from '../../web/shell/scans.ts';
import { listPicks, mostInWave } from './issuing.contract.ts';
import { PickList } from './picklist.page.tsx';

type Row = Answering<typeof listPicks>['rows'][number];
const kinds = ['work_orders', 'work_materials', 'plan_versions', 'items'];

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Begun', filter: 'begun:eq:true' },
  { name: 'Not begun', filter: 'begun:eq:false' },
];

const columns: readonly Column<Row>[] = [
  {
    id: 'starts',
    label: 'Start',
    type: 'instant',
    value: (row) => row.starts,
    draw: (row) => <When at={row.starts} time />,
  },
  {
    id: 'order',
    label: 'Order',
    type: 'reference',
    value: (row) => row.order,
    to: (row) => pageAt('/picking/$order', { order: row.order }),
  },
  { id: 'item', label: 'Item', type: 'text', value: (row) => row.item },
  {
    id: 'qty',
    label: 'Quantity',
    type: 'quantity',
    value: (row) => row.qty,
    draw: (row) => <Quantity of={row.qty} unit={row.unit} />,
  },
  {
    id: 'open',
    label: 'To issue',
    type: 'number',
    value: (row) => row.open,
    draw: (row) => `${quantityText(row.open)} of ${countText(row.lines, 'line', 'lines')}`,
  },
  { id: 'begun', label: 'Begun', type: 'boolean', value: (row) => row.begun },
  {
    id: 'state',
    label: 'State',
    type: 'choice',
    value: (row) => row.state,
    choices: ['released', 'started'],
  },
  { id: 'item_name', label: 'Name', type: 'text', value: (row) => row.item_name },
  { id: 'due', label: 'Due', type: 'instant', value: (row) => row.due, draw: (row) => <When at={row.due} /> },
];

const phoneColumns = firstOnPhone(columns, {
  order: {
    label: 'Order',
    width: 150,
    draw: (row) => <TwoLines first={row.order} second={row.item} />,
  },
  open: {
    label: 'To issue',
    width: 110,
    draw: (row) => <TwoLines first={countText(row.open, 'line', 'lines')} second={row.begun ? 'begun' : ''} />,
  },
  starts: { label: 'Start', width: 100, draw: (row) => <When at={row.starts} /> },
});

const noRows: readonly Row[] = [];

export default function PickListsPage() {
  const navigate = useNavigate();
  const may = useMay('stock.write');
  const list = useOne(listPicks, {}, { kinds });
  const view = useView('pick-lists', views);
  const shown = usePhone() ? phoneColumns : columns;
  const rows = list.data?.rows ?? noRows;
  const source = useLocalRows(rows, shown, view, (row) => row.order);
  useScans(({ kind, name }) => {
    if (kind !== 'work order') return false;
    void navigate({ to: pageAt('/picking/$order', { order: name }) });
    return true;
  });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  return (
    <Page
      title="Pick and deliver"
      counted={list.data ? `${countText(rows.length, 'order', 'orders')} with material to issue` : undefined}
      view={view}
      searchHint="Search orders"
    >
      <Grid
        label="Pick lists"
        columns={shown}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        panelTitle={(row) => `Pick list ${row.order}`}
        panel={(row) => <PickList key={row.order} order={row.order} />}
        actions={(_, marked) => [
          {
            word:
              marked.length > 1
                ? `Pick ${countText(marked.length, 'order', 'orders')} in one walk`
                : 'Pick on the phone',
            barred: !may
              ? 'A storekeeper picks'
              : marked.length > mostInWave
                ? `At most ${mostInWave} orders at once`
                : undefined,
            run: () =>
              void navigate({ to: pageAt('/pick/$order', { order: marked.map(({ order }) => order).join(',') }) }),
          },
        ]}
        empty={
          <Empty
            title="Nothing is to be issued."
            text="Released work orders stand here until all their material is issued. Clear to build releases them."
          />
        }
      />
    </Page>
  );
}
