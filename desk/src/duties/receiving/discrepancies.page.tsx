/** What was not as it should be when it came: told to the vendor, settled; the report for him is printed from here. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { apiAddress } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import type { NamedView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { PaperLink } from '../../web/kit/PaperLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay, useSite } from '../../web/session/session.tsx';
import { listDiscrepancies, settleDiscrepancy, tellVendor } from './discrepancies.contract.ts';
import { kindWords } from './discrepancies.messages.ts';
import { DockList } from './docklist.page.tsx';
import { kinds } from './form.page.tsx';
import { Photos } from './photos.page.tsx';
import classes from './receiving.module.css';
import { discrepancyKinds, discrepancyStates } from './receiving.ts';

type Row = Answering<typeof listDiscrepancies>['rows'][number];

const stateWords: Readonly<Record<Row['state'], string>> = {
  open: 'open',
  reported: 'told to vendor',
  settled: 'settled',
  withdrawn: 'withdrawn',
};

const views: readonly NamedView[] = [
  { name: 'Not settled', filter: 'state:in:open,told to vendor' },
  { name: 'To be told', filter: 'state:eq:open' },
  { name: 'All' },
];

const columns: readonly Column<Row>[] = [
  {
    id: 'came_at',
    label: 'Came',
    type: 'instant',
    value: (row) => row.came_at,
    draw: (row) => <When at={row.came_at} />,
  },
  {
    id: 'state',
    label: 'State',
    type: 'choice',
    value: (row) => stateWords[row.state],
    choices: discrepancyStates.map((state) => stateWords[state]),
  },
  { id: 'kind', label: 'Kind', type: 'choice', value: (row) => row.kind, choices: discrepancyKinds },
  {
    id: 'qty',
    label: 'Quantity',
    type: 'quantity',
    value: (row) => row.qty,
    draw: (row) => <Quantity of={row.qty} unit={row.unit} />,
  },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  { id: 'vendor', label: 'Vendor', type: 'text', value: (row) => row.vendor_name ?? row.vendor },
  { id: 'line', label: 'Line', type: 'text', value: (row) => row.line },
  { id: 'document', label: 'Delivery note', type: 'text', value: (row) => row.document },
  { id: 'note', label: 'Note', type: 'text', value: (row) => row.note },
  { id: 'settled', label: 'How settled', type: 'text', value: (row) => row.settled },
  { id: 'changed_by', label: 'Who told or settled it', type: 'text', value: (row) => whoDid(row) },
  { id: 'receipt', label: 'Receipt', type: 'number', value: (row) => row.receipt, secondary: true },
];

const whoDid = (row: Row): string | null =>
  row.state === 'reported' || row.state === 'settled' ? row.changed_by : null;

const phoneColumns = firstOnPhone(columns, {
  item: { label: 'What', width: 180, draw: (row) => <TwoLines first={row.item} second={kindWords[row.kind]} /> },
  state: {
    label: 'State',
    width: 150,
    draw: (row) => <TwoLines first={stateWords[row.state]} second={row.vendor_name ?? row.vendor ?? ''} />,
  },
});

export function DiscrepanciesPage() {
  const list = useOne(listDiscrepancies, {}, { kinds });
  return (
    <DockList
      list={list}
      name="discrepancies"
      views={views}
      label="Discrepancies"
      searchHint="Search discrepancies"
      columns={columns}
      phoneColumns={phoneColumns}
      keyOf={(row) => String(row.id)}
      counted={(rows) => {
        const of = (state: Row['state']): number => rows.filter((row) => row.state === state).length;
        return `${countText(of('open'), 'discrepancy', 'discrepancies')} to be told, ${of('reported')} told`;
      }}
      panelTitle={(row) => `${row.item}: ${kindWords[row.kind]}`}
      panel={(row) => <DiscrepancyPanel key={row.id} of={row} />}
      empty={[
        'Nothing was otherwise than it should be.',
        'What came short, over, damaged or without an order stands here until somebody settles it.',
      ]}
    />
  );
}

function DiscrepancyPanel({ of: row }: { of: Row }) {
  const may = useMay('purchasing.write');
  const site = useSite();
  const tell = useWrite(tellVendor, { kinds });
  const settle = useWrite(settleDiscrepancy, { kinds });
  const [problem, setProblem] = useState<unknown>();
  const [settling, setSettling] = useState(false);
  const params = { id: row.id };
  const open = row.state === 'open' || row.state === 'reported';
  const who = whoDid(row);
  return (
    <>
      <Facts
        of={[
          ['State', stateWords[row.state]],
          ...(who === null
            ? []
            : [
                [
                  row.state === 'settled' ? 'Settled' : 'Told',
                  <span key="who">
                    {who}, <When at={row.changed_at} time />
                  </span>,
                ] as const,
              ]),
          ['How', row.settled],
          ['Quantity', <Quantity key="qty" of={row.qty} unit={row.unit} />],
          ['Received', <Quantity key="received" of={row.received} unit={row.unit} />],
          [
            'On the delivery note',
            row.paper_qty === null ? null : <Quantity key="paper" of={row.paper_qty} unit={row.unit} />,
          ],
          ['Vendor', row.vendor_name ?? row.vendor],
          ['Line', row.line],
          ['Delivery note', row.document],
          ['Lot', row.lot],
          ['Note', row.note],
        ]}
      />
      {row.receipt === null ? null : <Photos receipt={row.receipt} />}
      {problem ? <Problem of={problem} /> : null}
      <div className={classes.doors}>
        {row.receipt === null ? null : (
          <PaperLink to={apiAddress(`/receipts/${row.receipt}/discrepancy-report`, { site: site.code })}>
            Print the report
          </PaperLink>
        )}
        {may && row.state === 'open' && row.vendor !== null ? (
          <Button
            loading={tell.sending}
            onClick={() => {
              setProblem(undefined);
              tell.run({ params, body: {} }).then(({ done }) => toast(done), setProblem);
            }}
          >
            The vendor was told
          </Button>
        ) : null}
        {may && open ? (
          <Button variant="default" onClick={() => setSettling(true)}>
            Settle
          </Button>
        ) : null}
      </div>
      {open && !may ? <p className="dim">Buyers and expediters tell the vendor and settle it.</p> : null}
      {settling ? (
        <AskWindow
          opened
          onClose={() => setSettling(false)}
          title={`Settle: ${row.item}, ${kindWords[row.kind]}`}
          fields={[
            {
              name: 'how',
              label: 'How',
              type: 'text',
              max: 500,
              required: true,
              help: 'Credited, sent later, taken as it is …',
            },
          ]}
          submitWord="Settle"
          onSubmit={async (answers) => {
            const { done } = await settle.run({ params, body: { how: String(answers.how ?? '').trim() } });
            setSettling(false);
            toast(done);
          }}
        />
      ) : null}
    </>
  );
}
