/** What customers send back: announced, received, and what became of it; each is decided from here. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { countText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import type { NamedView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { DockList } from './docklist.page.tsx';
import { kinds } from './form.page.tsx';
import classes from './receiving.module.css';
import { AnnounceWindow, DecideWindow, ReturnForm } from './returnforms.page.tsx';
import { endReturn, listReturns } from './returns.contract.ts';
import { outcomeWords } from './returns.messages.ts';
import { stageOf, stages } from './returns.ts';

type Row = Answering<typeof listReturns>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'Not done', filter: 'stage:in:announced,to decide,to rework' },
  { name: 'To decide', filter: 'stage:eq:to decide' },
  { name: 'To rework', filter: 'stage:eq:to rework' },
  { name: 'All' },
];

const columns: readonly Column<Row>[] = [
  { id: 'number', label: 'Return', type: 'text', value: (row) => row.number },
  { id: 'stage', label: 'State', type: 'choice', value: stageOf, choices: [...stages] },
  {
    id: 'expected',
    label: 'Expected',
    type: 'date',
    value: (row) => row.expected,
    draw: (row) => <Expected of={row} />,
  },
  { id: 'customer', label: 'Customer', type: 'text', value: (row) => row.customer_name ?? row.customer },
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
  { id: 'received', label: 'Received', type: 'quantity', value: (row) => row.received },
  { id: 'left', label: 'To decide', type: 'quantity', value: (row) => row.left },
  { id: 'reason', label: 'Why', type: 'text', value: (row) => row.reason },
  { id: 'line', label: 'Customer line', type: 'text', value: (row) => row.line },
  { id: 'announced', label: 'Announced', type: 'boolean', value: (row) => row.announced, secondary: true },
  { id: 'item_name', label: 'Name', type: 'text', value: (row) => row.item_name, secondary: true },
];

const Expected = ({ of: row }: { of: Row }) =>
  row.expected === null ? (
    <span className="dim">{row.announced ? 'no date' : 'not announced'}</span>
  ) : row.late ? (
    <span className={classes.late}>
      ▲ <When day={row.expected} /> late
    </span>
  ) : (
    <When day={row.expected} />
  );

const phoneColumns = firstOnPhone(columns, {
  number: {
    label: 'Return',
    width: 176,
    draw: (row) => (
      <TwoLines
        first={row.item}
        second={
          <>
            <Quantity of={row.qty} unit={row.unit} /> {row.number}
          </>
        }
      />
    ),
  },
  stage: {
    label: 'State',
    width: 140,
    draw: (row) => <TwoLines first={stageOf(row)} second={row.customer_name ?? row.customer} />,
  },
});

export function ReturnsPage() {
  const list = useOne(listReturns, {}, { kinds: [...kinds, 'customer_lines', 'customers', 'items'] });
  const may = useMay('orders.write');
  const [announcing, setAnnouncing] = useState(false);
  return (
    <DockList
      list={list}
      name="customer-returns"
      views={views}
      label="Customers’ returns"
      searchHint="Search returns"
      columns={columns}
      phoneColumns={phoneColumns}
      keyOf={(row) => row.number}
      counted={(rows) =>
        `${countText(rows.filter((row) => row.state === 'open').length, 'return', 'returns')} to come, ${rows.filter((row) => row.late).length} late, ${rows.filter((row) => row.left > 0).length} to decide`
      }
      act={
        may ? (
          <Button size="xs" h={28} onClick={() => setAnnouncing(true)}>
            Announce a return
          </Button>
        ) : null
      }
      panelTitle={(row) => `${row.number} ${row.item}`}
      panel={(row) => <ReturnPanel key={row.number} of={row} />}
      empty={[
        'No customer sends anything back.',
        'Planners and supervisors announce a return here; what comes unannounced is received on the phone, under “A customer sent it back”.',
      ]}
    >
      {announcing ? (
        <AnnounceWindow
          onClose={() => setAnnouncing(false)}
          onDone={(done) => {
            setAnnouncing(false);
            toast(done);
          }}
        />
      ) : null}
    </DockList>
  );
}

function ReturnPanel({ of: row }: { of: Row }) {
  const mayReceive = useMay('stock.receive');
  const mayDecide = useMay('stock.release');
  const mayEnd = useMay('orders.write');
  const end = useWrite(endReturn, { kinds });
  const [deciding, setDeciding] = useState<Row['came'][number]>();
  const [ending, setEnding] = useState(false);
  return (
    <>
      <Facts
        of={[
          ['State', stageOf(row)],
          ['Customer', row.customer_name ?? row.customer],
          ['Phone', row.phone],
          ['Customer line', row.line],
          ['Item', `${row.item} ${row.item_name ?? ''}`],
          [row.announced ? 'Announced' : 'Not announced', <Quantity key="qty" of={row.qty} unit={row.unit} />],
          ['Expected', row.announced ? <Expected key="expected" of={row} /> : null],
          ['Received', <Quantity key="received" of={row.received} unit={row.unit} />],
          ['Why', row.reason],
          ['Lot', row.lot],
          ['Serial', row.serial],
          ['More than shipped', row.said],
          ['Ended', row.ended],
        ]}
      />
      {row.came.length > 0 ? <h3>What came</h3> : null}
      <ul className={classes.waits} aria-label="What came">
        {row.came.map((one) => (
          <li key={one.receipt}>
            <p>
              <Quantity of={one.qty} unit={row.unit} /> to {one.place}
              {one.lot === '' ? '' : `, lot ${one.lot}`}
              {one.serial === '' ? '' : `, serial ${one.serial}`}, <When at={one.at} time />, {one.by}
              {one.taken_back ? ': taken back' : ''}
            </p>
            {one.left > 0 && mayDecide ? (
              <Button size="xs" onClick={() => setDeciding(one)}>
                Decide {quantityText(one.left)} {row.unit}
              </Button>
            ) : one.left > 0 ? (
              <p className="dim">Inspectors and storekeepers decide what becomes of it.</p>
            ) : null}
          </li>
        ))}
      </ul>
      {row.decided.length > 0 ? <h3>What became of it</h3> : null}
      <ul className={classes.waits} aria-label="What became of it">
        {row.decided.map((one) => (
          <li key={one.id}>
            <p>
              <Quantity of={one.qty} unit={row.unit} /> {outcomeWords[one.outcome]}
              {one.to === null ? '' : `, ${one.to}`}
              {one.note === null ? '' : `: ${one.note}`}
            </p>
            <p className="dim">
              {one.who}, <When at={one.at} time />
              {one.taken_back ? ': taken back' : ''}
            </p>
          </li>
        ))}
      </ul>
      {row.state === 'open' && mayReceive ? (
        <>
          <h3>Receive</h3>
          <ReturnForm of={{ ref: row.number, open: row.open, unit: row.unit }} onPosted={toast} />
        </>
      ) : null}
      {row.state === 'open' && mayEnd ? (
        <Button variant="default" onClick={() => setEnding(true)}>
          Nothing more comes
        </Button>
      ) : null}
      {deciding ? (
        <DecideWindow
          of={row}
          goods={deciding}
          onClose={() => setDeciding(undefined)}
          onDone={(done) => {
            setDeciding(undefined);
            toast(done);
          }}
        />
      ) : null}
      {ending ? (
        <AskWindow
          opened
          onClose={() => setEnding(false)}
          title={`Nothing more comes of ${row.number}`}
          fields={[{ name: 'reason', label: 'Reason', type: 'text', max: 500, required: true }]}
          submitWord="End it"
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
