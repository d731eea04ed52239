/** What was received; one is taken back here. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { countText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useListRows } from '../../web/kit/grid/useListRows.ts';
import type { ListRoute } from '../../web/kit/grid/usePagedRows.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt, recordsAt } from '../../web/paths.ts';
import { useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { kinds } from './form.page.tsx';
import { Parts } from './parts.page.tsx';
import { Photos } from './photos.page.tsx';
import { listReceipts, takeReceiptBack } from './receiving.contract.ts';

type Receipt = Answering<typeof listReceipts>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'All', sort: '-posted_at' },
  { name: 'Today', filter: 'posted_at:today', sort: '-posted_at' },
  { name: 'Without an order', filter: 'line:empty', sort: '-posted_at' },
  { name: 'Damaged', filter: 'damage:filled', sort: '-posted_at' },
];

const columns: readonly Column<Receipt>[] = [
  {
    id: 'posted_at',
    label: 'Received',
    type: 'instant',
    value: (row) => row.posted_at,
    draw: (row) => <When at={row.posted_at} time />,
  },
  {
    id: 'line',
    label: 'Line',
    type: 'reference',
    value: (row) => row.line,
    to: (row) =>
      row.line === null ? undefined : recordsAt('purchase_lines', { search: row.line.replace(/\/\d+$/, '') }),
  },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  {
    id: 'qty',
    label: 'Quantity',
    type: 'quantity',
    value: (row) => row.qty,
    draw: (row) => <Quantity of={row.qty} unit={row.unit} />,
  },
  { id: 'place', label: 'Place', type: 'text', value: (row) => row.place },
  { id: 'lot', label: 'Lot', type: 'text', value: (row) => row.lot },
  { id: 'document', label: 'Delivery note', type: 'text', value: (row) => row.document },
  { id: 'vendor', label: 'Vendor', type: 'text', value: (row) => row.vendor },
  { id: 'damage', label: 'Damage', type: 'text', value: (row) => row.damage },
  { id: 'by', label: 'By', type: 'text', value: (row) => row.by },
  { id: 'item_name', label: 'Name', type: 'text', value: (row) => row.item_name, secondary: true },
  { id: 'id', label: 'Number', type: 'number', value: (row) => row.id, secondary: true },
];
const keyOf = (row: Receipt): string => String(row.id);

/** Why it is not taken back here; undefined when it is. */
const standsBecause = (row: Receipt, may: boolean): string | undefined =>
  !may
    ? 'Storekeepers and buyers do this.'
    : row.movement === null
      ? 'Somebody wrote it on the purchase line: it is changed there.'
      : row.reverses !== null
        ? `It takes back receipt ${row.reverses}.`
        : row.reversed_by !== null
          ? `It was taken back by receipt ${row.reversed_by}.`
          : undefined;

export function ReceiptsPage() {
  const may = useMay('stock.receive');
  const view = useView('receipts', views);
  const source = useListRows<Receipt>(listReceipts as unknown as ListRoute, columns, view, { keyOf, kinds });
  const [taking, setTaking] = useState<Receipt>();
  const back = useWrite(takeReceiptBack, { kinds });
  return (
    <Page
      title="Receiving"
      counted={source.loading && source.total === 0 ? undefined : countText(source.counted, 'receipt', 'receipts')}
      view={view}
      searchHint="Search receipts"
      tools={<Parts />}
    >
      <Grid
        label="Receipts"
        columns={columns}
        rows={source}
        view={view}
        actions={(row) => [{ word: 'Take back', barred: standsBecause(row, may), run: () => setTaking(row) }]}
        panelTitle={(row) => `Receipt ${row.id}: ${row.item}`}
        panel={(row) => (
          <>
            <Facts
              of={[
                ['Received', <When key="at" at={row.posted_at} time />],
                ['By', row.by],
                ['Line', row.line ?? 'without an order'],
                ['Vendor', row.vendor],
                ['Quantity', <Quantity key="qty" of={row.qty} unit={row.unit} />],
                [
                  'Delivery note',
                  `${row.document ?? ''}${row.paper_qty === null ? '' : ` says ${quantityText(row.paper_qty)} ${row.unit}`}`,
                ],
                ['Place', row.place],
                ['Damage', row.damage],
                ['Reason', row.reason],
              ]}
            />
            <Photos receipt={row.id} />
            {standsBecause(row, may) === undefined ? (
              <Button variant="default" onClick={() => setTaking(row)}>
                Take back
              </Button>
            ) : (
              <p className="dim">{standsBecause(row, may)}</p>
            )}
          </>
        )}
        empty={
          <Empty
            title="Nothing was received yet."
            text="Receipts come here from the dock schedule and from the phone."
          />
        }
      />
      {taking ? (
        <AskWindow
          opened
          onClose={() => setTaking(undefined)}
          title={`Take back: ${quantityText(taking.qty)} ${taking.unit} of ${taking.item}`}
          fields={[{ name: 'reason', label: 'Reason', type: 'text', max: 500, required: true }]}
          submitWord="Take back"
          onSubmit={async (answers) => {
            const { done } = await back.run({
              params: { id: taking.id },
              body: { reason: String(answers.reason ?? '') },
            });
            setTaking(undefined);
            source.refresh();
            toast(done);
          }}
        />
      ) : null}
    </Page>
  );
}
