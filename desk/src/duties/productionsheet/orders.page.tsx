/** Plan → Orders: customer lines with their verdict; what is late is marked. A new one is typed in, many are imported. */
import { useMemo, useState } from 'react';
import { mayWrite } from '../../house/kind.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Quantity } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { PasteWindow } from '../../web/records/PasteWindow.tsx';
import { planNew } from '../../web/records/paste.ts';
import { createRecord, suggestCodes } from '../../web/records/records.api.ts';
import { useSession } from '../../web/session/session.tsx';
import { kindNamed } from '../records/records.ts';
import { CommentsOn } from './comments.page.tsx';
import { type Line, lateOfLine, lineKinds, moneyOf, orderAddress } from './lines.page.tsx';
import { listOrders } from './productionsheet.contract.ts';

const views: readonly NamedView[] = [
  { name: 'Open' },
  { name: 'Late', filter: 'tone:eq:late' },
  { name: 'After the promise', filter: 'past:yes' },
  { name: 'By customer', group: 'customer' },
];

const columns: readonly Column<Line>[] = [
  {
    id: 'order',
    label: 'Order',
    type: 'reference',
    value: (row) => `${row.order_no}/${row.line}`,
    to: orderAddress,
  },
  { id: 'due', label: 'Due', type: 'instant', value: (row) => row.due },
  { id: 'promised', label: 'Promised', type: 'instant', value: (row) => row.promised },
  { id: 'estimated', label: 'Ships', type: 'instant', value: (row) => row.estimated },
  { id: 'late', label: 'Late', type: 'lateness', value: lateOfLine, help: 'Working days after the date asked for' },
  {
    id: 'customer',
    label: 'Customer',
    type: 'text',
    value: (row) => row.customer_name ?? row.customer,
  },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  { id: 'name', label: 'What', type: 'text', value: (row) => row.item_name, secondary: true },
  {
    id: 'qty',
    label: 'Quantity',
    type: 'quantity',
    value: (row) => row.qty,
    draw: (row) => <Quantity of={row.qty} unit={row.unit} />,
  },
  {
    id: 'shipped',
    label: 'Shipped',
    type: 'quantity',
    value: (row) => row.shipped,
    draw: (row) => <Quantity of={row.shipped} unit={row.unit} />,
    secondary: true,
  },
  { id: 'unit', label: 'Unit', type: 'text', value: (row) => row.unit, secondary: true },
  { id: 'money', label: 'Value', type: 'money', value: moneyOf, sum: true },
  { id: 'verdict', label: 'Verdict', type: 'text', value: (row) => row.verdict },
  {
    id: 'tone',
    label: 'Standing',
    type: 'choice',
    value: (row) => row.tone,
    choices: ['late', 'risk', 'fine', 'unknown', 'over'],
    secondary: true,
  },
  { id: 'past', label: 'After the promise', type: 'boolean', value: (row) => row.past_promise, secondary: true },
  { id: 'priority', label: 'Priority', type: 'number', value: (row) => row.priority, secondary: true },
  { id: 'reference', label: 'Customer’s reference', type: 'text', value: (row) => row.reference, secondary: true },
  { id: 'note', label: 'Note', type: 'text', value: (row) => row.note, secondary: true },
];
const keyOf = (row: Line): string => `${row.order_no}/${row.line}`;
const none: readonly Line[] = [];
/** The most that one answer holds. */
const most = 20_000;

export default function OrdersPage() {
  const { may } = useSession();
  const view = useView('orders', views);
  const orders = useOne(listOrders, { query: { limit: most } }, { kinds: lineKinds });
  const rows = orders.data?.rows ?? none;
  const source = useLocalRows(rows, columns, view, keyOf);
  const [asking, setAsking] = useState(false);
  const [pasted, setPasted] = useState<readonly (readonly string[])[]>();
  const late = useMemo(() => rows.filter((row) => row.tone === 'late').length, [rows]);
  const kind = kindNamed('customer_lines');
  const writes = kind !== undefined && may(kind.write);

  if (orders.error) return <Problem of={orders.error} retry={() => void orders.refetch()} />;
  return (
    <Page
      title="Orders"
      counted={orders.data ? countedText(orders.data.total, rows.length, late) : undefined}
      view={view}
      searchHint="Search orders"
      tools={writes ? <PageLink to={pageAt('/import')}>From a spreadsheet</PageLink> : null}
      primary={writes ? { word: 'New order line', keys: 'c', run: () => setAsking(true) } : undefined}
    >
      {orders.isPending ? (
        <Progress doing="Reading orders" />
      ) : (
        <Grid<Line>
          label="Customer lines"
          columns={columns}
          rows={source}
          view={view}
          {...(writes ? { onPaste: (matrix) => setPasted(matrix) } : {})}
          pageOf={orderAddress}
          panelTitle={(row) => `${keyOf(row)} ${row.item_name ?? row.item}`}
          panel={(row) => <LinePanel of={row} />}
          empty={
            <Empty
              title="No open orders."
              text="Customer lines stand here with their dates and what holds them up. Add one, paste lines from a spreadsheet here, or import a file."
            />
          }
        />
      )}
      {kind && pasted ? (
        <PasteWindow
          kind={kind}
          plan={planNew(kind, pasted, (field) => mayWrite(kind, field.name, may))}
          onClose={() => setPasted(undefined)}
          onTaken={() => void orders.refetch()}
        />
      ) : null}
      {kind ? (
        <AskWindow
          title="New order line"
          opened={asking}
          onClose={() => setAsking(false)}
          fields={kind.fields}
          submitWord="Add order line"
          draft="new:customer_lines"
          suggest={(field, text) => suggestCodes(field.to, text)}
          onSubmit={async (answers, confirm) => {
            const made = await createRecord(kind, answers, confirm ? [confirm] : undefined);
            setAsking(false);
            await orders.refetch();
            toast(`Order line ${made.order_no}/${made.line} added. Plan to get its date.`);
          }}
        />
      ) : null}
    </Page>
  );
}

const countedText = (total: number, here: number, late: number): string =>
  total > here
    ? `the most urgent ${quantityText(here)} of ${quantityText(total)} open, ${quantityText(late)} of them late`
    : `${quantityText(total)} open, ${quantityText(late)} late`;

function LinePanel({ of: row }: { of: Line }) {
  return (
    <>
      <p data-tone={row.tone}>{row.verdict}</p>
      <Facts
        of={[
          ['Customer', row.customer_name ?? row.customer],
          ['Quantity', `${quantityText(row.qty)} ${row.unit}`],
          ['Customer’s reference', row.reference],
          ['Note', row.note],
        ]}
      />
      <h3>Comments</h3>
      <CommentsOn kind="customer_lines" about={keyOf(row)} />
    </>
  );
}
