/** Open work orders and their paper: release, print in batches, see what must be printed anew. */
import { Button } from '@mantine/core';
import { IconPrinter, IconScan } from '@tabler/icons-react';
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
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { labelChoices } from '../marking/labels.contract.ts';
import { listTickets, printTickets, releaseOrders, sendTickets } from './floor.contract.ts';
import { paperStates } from './ticket.ts';

type Row = Answering<typeof listTickets>['rows'][number];

const dueToPrint = 'paper:in:to print,changed since';
const views: readonly NamedView[] = [
  { name: 'All', sort: 'due' },
  { name: 'To print', filter: dueToPrint, sort: 'due' },
  { name: 'To release', filter: 'paper:eq:not released', sort: 'due' },
];

/** "SO-1042/2", or "SO-1042/2 and 3 more, by the plan"; empty: for nobody. */
const forWhom = (row: Row): string => row.for_line ?? row.planned_for;

const columns: readonly Column<Row>[] = [
  {
    id: 'order',
    label: 'Work order',
    type: 'reference',
    value: (row) => row.order,
    to: (row) => pageAt('/report/$ticket', { ticket: row.order }),
  },
  { id: 'paper', label: 'Ticket', type: 'choice', value: (row) => row.paper, choices: paperStates },
  { id: 'issue', label: 'Issue', type: 'number', value: (row) => row.issue },
  { id: 'item', label: 'Item', type: 'text', value: (row) => row.item },
  { id: 'item_name', label: 'Name', type: 'text', value: (row) => row.item_name },
  { id: 'revision', label: 'Rev.', type: 'text', value: (row) => row.revision },
  {
    id: 'qty',
    label: 'Quantity',
    type: 'quantity',
    value: (row) => row.qty,
    draw: (row) => <Quantity of={row.qty} unit={row.unit} />,
  },
  { id: 'good', label: 'Good', type: 'quantity', value: (row) => row.good },
  {
    id: 'done',
    label: 'Operations',
    type: 'number',
    value: (row) => row.done,
    draw: (row) => (row.steps === 0 ? '' : `${row.done} of ${row.steps} done`),
  },
  { id: 'due', label: 'Due', type: 'instant', value: (row) => row.due },
  {
    id: 'for_line',
    label: 'For',
    type: 'text',
    value: (row) => forWhom(row) || null,
    draw: (row) => [forWhom(row), row.customer].filter(Boolean).join(' '),
  },
  { id: 'customer', label: 'Customer', type: 'text', value: (row) => row.customer, secondary: true },
  {
    id: 'state',
    label: 'Order is',
    type: 'choice',
    value: (row) => row.state,
    choices: ['firm', 'released', 'started'],
  },
  { id: 'printed_at', label: 'Printed', type: 'instant', value: (row) => row.printed_at },
  { id: 'printed_by', label: 'By', type: 'text', value: (row) => row.printed_by, secondary: true },
];
/** As many as one printing takes. */
const most = 1000;
const none: readonly Row[] = [];
const keyOf = (row: Row): string => row.order;
const kinds = ['work_orders', 'work_steps', 'work_materials', 'tickets', 'items'];

export default function TicketsPage() {
  const may = useMay('orders.write');
  const view = useView('tickets', views);
  const source = useListRows<Row>(listTickets as unknown as ListRoute, columns, view, { keyOf, kinds });
  const open = useOne(listTickets, { query: { limit: 1 } }, { kinds }).data?.total;
  const toPrint = useOne(listTickets, { query: { filter: dueToPrint, sort: 'due', limit: most } }, { kinds });
  const printing = useWrite(printTickets, { kinds: ['tickets'] });
  const releasing = useWrite(releaseOrders, { kinds: ['work_orders', 'work_steps'] });
  const due = toPrint.data?.rows ?? none;
  const choices = useOne(labelChoices, {}, { kinds: ['printers', 'labels'], enabled: may });
  const printers = choices.data?.printers.flatMap(({ code, speaks }) => (speaks === 'PDF' ? [code] : [])) ?? [];
  const sending = useWrite(sendTickets, { kinds: ['tickets', 'label_prints'] });
  const [toSend, send] = useState<readonly Row[]>(none);

  const print = async (some: readonly Row[]) => {
    // The window must be opened by the press itself, or the browser takes it for an advertisement.
    const paper = window.open('', '_blank');
    try {
      const done = await printing.run({ body: { orders: some.map((row) => row.order) } });
      const again = done.tickets.filter((one) => one.reprint).length;
      toast(
        `${countText(done.tickets.length, 'ticket is', 'tickets are')} on the paper${again > 0 ? `, ${again} of them again` : ''}.`,
      );
      if (paper) paper.location.href = done.pdf;
      else window.location.href = done.pdf;
    } catch (error) {
      paper?.close();
      toastProblem(error);
    }
  };
  const release = async (some: readonly Row[]) => {
    try {
      const { released } = await releasing.run({ body: { orders: some.map((row) => row.order) } });
      toast(`${countText(released.length, 'order', 'orders')} released.`);
    } catch (error) {
      toastProblem(error);
    }
  };
  const actions = (row: Row, marked: readonly Row[]) => {
    const some = marked.length > 0 ? marked : [row];
    const firm = some.filter((one) => one.state === 'firm');
    const open = some.filter((one) => one.state !== 'firm');
    const barred = may ? undefined : 'Planners and supervisors do this.';
    return [
      {
        word: `Print ${some.length > 1 ? open.length : 'the ticket'}`,
        barred: barred ?? (open.length === 0 ? 'Only a released order has a ticket.' : undefined),
        run: () => void print(open),
      },
      ...(printers.length === 0
        ? []
        : [
            {
              word: `Send ${some.length > 1 ? open.length : 'the ticket'} to a printer`,
              barred: barred ?? (open.length === 0 ? 'Only a released order has a ticket.' : undefined),
              run: () => send(open),
            },
          ]),
      {
        word: `Release ${some.length > 1 ? firm.length : ''}`.trim(),
        barred: barred ?? (firm.length === 0 ? 'Only a firm order is released.' : undefined),
        run: () => void release(firm),
      },
    ];
  };

  return (
    <Page
      title="Tickets"
      counted={
        open === undefined || !toPrint.data
          ? undefined
          : `${countText(open, 'open order', 'open orders')} · ${quantityText(toPrint.data.total)} to print`
      }
      view={view}
      searchHint="Search orders"
      tools={
        <>
          {printers.length > 0 && due.length > 0 ? (
            <Button
              size="xs"
              h={28}
              variant="default"
              leftSection={<IconPrinter size={14} />}
              onClick={() => send(due)}
            >
              Send {due.length} to printers
            </Button>
          ) : null}
          <Button
            component={PageLink}
            to={pageAt('/report')}
            size="xs"
            h={28}
            variant="default"
            leftSection={<IconScan size={14} />}
          >
            Report on one
          </Button>
        </>
      }
      primary={
        may
          ? {
              word: due.length > 0 ? `Print ${due.length} due` : 'Print',
              barred: due.length === 0 ? 'Every released order has its paper, and it is right.' : undefined,
              run: () => void print(due),
            }
          : undefined
      }
    >
      <Grid
        label="Tickets"
        columns={columns}
        rows={source}
        view={view}
        actions={actions}
        panelTitle={(row) => row.order}
        panel={(row) => (
          <Facts
            of={[
              ['Item', `${row.item} ${row.item_name ?? ''}`],
              ['Revision', row.revision],
              ['Quantity', <Quantity key="qty" of={row.qty} unit={row.unit} />],
              ['Good so far', <Quantity key="good" of={row.good} unit={row.unit} />],
              ['Scrap so far', <Quantity key="scrap" of={row.scrap} unit={row.unit} />],
              ['Ticket', row.issue === null ? row.paper : `issue ${row.issue}, ${row.paper}`],
              ['Printed', row.printed_at ? <When key="at" at={row.printed_at} time /> : null],
              ['By', row.printed_by],
              ['For', [forWhom(row), row.customer].filter(Boolean).join(' ') || '–'],
            ]}
          />
        )}
        pageOf={(row) => pageAt('/report/$ticket', { ticket: row.order })}
        empty={
          <Empty
            title="No work order is open."
            text="Orders come here when a planned order is made firm, on the hot list or the item’s page."
          />
        }
      />
      <AskWindow
        opened={toSend.length > 0}
        onClose={() => send(none)}
        title={`Print ${countText(toSend.length, 'ticket', 'tickets')}`}
        fields={[
          {
            name: 'printer',
            label: 'Printer',
            type: 'choice',
            choices: printers,
            help: 'Empty: each at the printer of the department where its order is worked on next, else at that of the site.',
          },
        ]}
        submitWord="Print"
        onSubmit={async ({ printer }) => {
          const orders = toSend.map((row) => row.order);
          const { sent } = await sending.run({ body: { orders, printer: printer ? String(printer) : null } });
          send(none);
          toast(sent.map(({ said }) => said).join(' '));
        }}
      />
    </Page>
  );
}
