/** Goods on the way between our places: sent, received, ended from here. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Answering, fileAddress } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import type { NamedView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { PaperLink } from '../../web/kit/PaperLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { DockList } from './docklist.page.tsx';
import { kinds } from './form.page.tsx';
import classes from './receiving.module.css';
import { SendWindow, TransferForm } from './transferforms.page.tsx';
import { endTransfer, listTransfers } from './transfers.contract.ts';
import { transferStates } from './transfers.ts';

type Row = Answering<typeof listTransfers>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'On the way', filter: 'state:in:on the way,partly received' },
];

const goodsOf = ({ lines }: Row): string => [...new Set(lines.map(({ item }) => item))].join(', ');

const columns: readonly Column<Row>[] = [
  { id: 'number', label: 'Transfer', type: 'text', value: (row) => row.number },
  { id: 'state', label: 'State', type: 'choice', value: (row) => row.state, choices: [...transferStates] },
  {
    id: 'expected',
    label: 'Expected',
    type: 'instant',
    value: (row) => row.expected,
    draw: (row) => <Expected of={row} />,
  },
  { id: 'goods', label: 'Goods', type: 'text', value: goodsOf },
  {
    id: 'from',
    label: 'From',
    type: 'text',
    value: (row) => [...new Set(row.lines.map(({ from }) => from))].join(', '),
  },
  { id: 'to', label: 'To', type: 'text', value: (row) => row.to },
  { id: 'at', label: 'Sent', type: 'instant', value: (row) => row.at, draw: (row) => <When at={row.at} time /> },
  { id: 'who', label: 'By', type: 'text', value: (row) => row.who },
  { id: 'note', label: 'Note', type: 'text', value: (row) => row.note },
];

const Expected = ({ of: row }: { of: Row }) =>
  row.late ? (
    <span className={classes.late}>
      ▲ <When at={row.expected} time /> late
    </span>
  ) : (
    <When at={row.expected} time />
  );

const phoneColumns = firstOnPhone(columns, {
  number: {
    label: 'Transfer',
    width: 176,
    draw: (row) => <TwoLines first={goodsOf(row)} second={`${row.number} to ${row.to}`} />,
  },
  expected: {
    label: 'Expected',
    width: 140,
    draw: (row) => <TwoLines first={<Expected of={row} />} second={row.state} />,
  },
});

export function TransfersPage() {
  const list = useOne(listTransfers, {}, { kinds: [...kinds, 'locations', 'items'] });
  const may = useMay('stock.write');
  const [sending, setSending] = useState(false);
  return (
    <DockList
      list={list}
      name="transfers"
      views={views}
      label="Transfers"
      searchHint="Search transfers"
      columns={columns}
      phoneColumns={phoneColumns}
      keyOf={(row) => row.number}
      counted={(rows) => {
        const under = rows.filter((row) => row.lines.some(({ open }) => open > 0));
        return `${countText(under.length, 'transfer', 'transfers')} on the way, ${under.filter((row) => row.late).length} late`;
      }}
      act={
        may ? (
          <Button size="xs" h={28} onClick={() => setSending(true)}>
            Send goods
          </Button>
        ) : null
      }
      panelTitle={(row) => `${row.number} to ${row.to}`}
      panel={(row) => <TransferPanel key={row.number} of={row} />}
      empty={[
        'Nothing is on the way between our places.',
        'Storekeepers send goods from here; they stand on the way, and the plan counts them from the day on which they are expected, until they are received by the number on their paper.',
      ]}
    >
      {sending ? (
        <SendWindow
          onClose={() => setSending(false)}
          onDone={(done) => {
            setSending(false);
            toast(done);
          }}
        />
      ) : null}
    </DockList>
  );
}

function TransferPanel({ of: row }: { of: Row }) {
  const mayReceive = useMay('stock.receive');
  const mayEnd = useMay('stock.write');
  const end = useWrite(endTransfer, { kinds });
  const [ending, setEnding] = useState(false);
  const open = row.lines.filter((line) => line.open > 0);
  return (
    <>
      <Facts
        of={[
          ['State', row.state],
          ['To', [row.to, row.to_name].filter(Boolean).join(' ')],
          ['Expected', <Expected key="expected" of={row} />],
          ['Sent', <When key="at" at={row.at} time />],
          ['By', row.who],
          ['Note', row.note],
        ]}
      />
      <PaperLink to={fileAddress(`/transfers/${encodeURIComponent(row.number)}/note`)}>Print its paper</PaperLink>
      <h3>Goods</h3>
      <ul className={classes.waits} aria-label="Goods">
        {row.lines.map((line) => (
          <li key={line.line}>
            <p>
              <Quantity of={line.sent} unit={line.unit} /> of {line.item} {line.item_name}
              {line.lot === '' ? '' : `, lot ${line.lot}`}
              {line.serial === '' ? '' : `, serial ${line.serial}`}, from {line.from}
            </p>
            <p className="dim">
              <Quantity of={line.received} unit={line.unit} /> received, <Quantity of={line.open} unit={line.unit} /> on
              the way
              {line.lost > 0 ? (
                <>
                  , <Quantity of={line.lost} unit={line.unit} /> never came
                </>
              ) : null}
            </p>
            {line.open > 0 && mayReceive ? (
              <TransferForm
                of={{ ref: `${row.number}/${line.line}`, open: line.open, unit: line.unit }}
                onPosted={toast}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {open.length > 0 && mayEnd ? (
        <Button variant="default" onClick={() => setEnding(true)}>
          Nothing more comes
        </Button>
      ) : null}
      {ending ? (
        <AskWindow
          opened
          onClose={() => setEnding(false)}
          title={`Nothing more comes of ${row.number}`}
          fields={[{ name: 'reason', label: 'Reason', type: 'text', max: 500, required: true }]}
          submitWord="Take it off the books"
          onSubmit={async (answers) => {
            const body = { reason: String(answers.reason ?? '').trim() };
            const { done } = await end.run({ params: { number: row.number }, body });
            setEnding(false);
            toast(done);
          }}
        />
      ) : null}
    </>
  );
}
