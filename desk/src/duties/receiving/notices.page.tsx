/** What vendors have sent: announced, on the way, received; entered, received and ended from here. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import type { NamedView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { DockList } from './docklist.page.tsx';
import { kinds } from './form.page.tsx';
import { AnnounceNotice } from './noticeform.page.tsx';
import { beside, type Notice, NoticeReceipt } from './noticereceive.page.tsx';
import { endNotice, listNotices } from './notices.contract.ts';
import { isToCome, type NoticeEnd, noticeStates } from './notices.ts';
import classes from './receiving.module.css';

const views: readonly NamedView[] = [
  { name: 'To come', filter: 'state:in:announced,partly received' },
  { name: 'Late', filter: 'late:eq:true' },
  { name: 'All' },
];

const toCome = (row: Notice): number => row.lines.filter(({ open }) => open > 0).length;
const itemsOf = (row: Notice): string => [...new Set(row.lines.map(({ item }) => item))].join(', ');

const Expected = ({ of: row }: { of: Notice }) =>
  row.late ? (
    <span className={classes.late}>
      ▲ <When at={row.expected} time /> late
    </span>
  ) : (
    <When at={row.expected} time />
  );

const columns: readonly Column<Notice>[] = [
  { id: 'number', label: 'Notice', type: 'text', value: (row) => row.number },
  { id: 'state', label: 'State', type: 'choice', value: (row) => row.state, choices: [...noticeStates] },
  {
    id: 'expected',
    label: 'Expected',
    type: 'instant',
    value: (row) => row.expected,
    draw: (row) => <Expected of={row} />,
  },
  { id: 'vendor', label: 'Vendor', type: 'text', value: (row) => row.vendor_name ?? row.vendor },
  { id: 'items', label: 'Items', type: 'text', value: itemsOf },
  { id: 'lines', label: 'Lines', type: 'number', value: (row) => row.lines.length },
  { id: 'open', label: 'To come', type: 'number', value: toCome },
  { id: 'carrier', label: 'Carrier', type: 'text', value: (row) => row.carrier },
  { id: 'carrier_ref', label: 'Its number', type: 'text', value: (row) => row.carrier_ref },
  { id: 'late', label: 'Late', type: 'boolean', value: (row) => row.late, secondary: true },
  { id: 'who', label: 'Entered by', type: 'text', value: (row) => row.who, secondary: true },
];

const phoneColumns = firstOnPhone(columns, {
  number: { label: 'Notice', width: 176, draw: (row) => <TwoLines first={row.number} second={itemsOf(row)} /> },
  state: {
    label: 'State',
    width: 140,
    draw: (row) => <TwoLines first={row.state} second={<Expected of={row} />} />,
  },
});

export function NoticesPage() {
  const list = useOne(listNotices, {}, { kinds: [...kinds, 'vendors', 'items'] });
  const may = useMay('purchasing.write');
  const [announcing, setAnnouncing] = useState(false);
  return (
    <DockList
      list={list}
      name="ship-notices"
      views={views}
      label="Ship notices"
      searchHint="Search notices"
      columns={columns}
      phoneColumns={phoneColumns}
      keyOf={(row) => String(row.id)}
      counted={(rows) =>
        `${countText(rows.filter((row) => toCome(row) > 0).length, 'notice', 'notices')} to come, ${rows.filter(({ late }) => late).length} late`
      }
      act={
        may ? (
          <Button size="xs" h={28} onClick={() => setAnnouncing(true)}>
            Enter a notice
          </Button>
        ) : null
      }
      panelTitle={(row) => `${row.number} ${row.vendor_name ?? row.vendor}`}
      panel={(row) => <NoticePanel key={row.id} of={row} />}
      empty={[
        'No vendor has announced anything.',
        'Buyers enter here what a vendor says he has sent: then the dock receives it by one scan.',
      ]}
    >
      {announcing ? (
        <AnnounceNotice
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

export function NoticePanel({ of: row }: { of: Notice }) {
  const mayReceive = useMay('stock.receive');
  const mayEnd = useMay('purchasing.write');
  const end = useWrite(endNotice, { kinds });
  const [ending, setEnding] = useState<NoticeEnd>();
  const stands = isToCome(row.state);
  return (
    <>
      <Facts
        of={[
          ['State', row.state],
          ['Vendor', row.vendor_name ?? row.vendor],
          ['Expected', <Expected key="expected" of={row} />],
          ['Carrier', row.carrier],
          ['Its number', row.carrier_ref],
          [
            'Entered',
            <span key="who">
              {row.who}, <When at={row.at} time />
            </span>,
          ],
          ['Ended', row.ended],
        ]}
      />
      <h3>Its lines</h3>
      <ul className={classes.waits} aria-label="Its lines">
        {row.lines.map((line) => (
          <li key={line.line}>
            <p>
              <Quantity of={line.qty} unit={line.unit} /> of {line.item}, {line.ref}: {received(line)}
            </p>
            {beside(line) === '' ? null : <p className="dim">{beside(line)}</p>}
            {line.warned === null ? null : <p className={classes.hot}>△ {line.warned}</p>}
          </li>
        ))}
      </ul>
      {stands && mayReceive ? (
        <>
          <h3>Receive</h3>
          <NoticeReceipt of={row} container={null} onPosted={toast} />
        </>
      ) : null}
      {stands && mayEnd ? (
        <Button variant="default" onClick={() => setEnding(row.state === 'announced' ? 'taken back' : 'closed')}>
          {row.state === 'announced' ? 'Take it back' : 'The rest does not come'}
        </Button>
      ) : null}
      {row.state === 'announced' && mayEnd ? (
        <Button variant="default" onClick={() => setEnding('closed')}>
          It does not come
        </Button>
      ) : null}
      {ending ? (
        <AskWindow
          opened
          onClose={() => setEnding(undefined)}
          title={ending === 'closed' ? `What is missing of ${row.number} does not come` : `Take ${row.number} back`}
          fields={[{ name: 'reason', label: 'Reason', type: 'text', max: 500, required: true }]}
          submitWord={ending === 'closed' ? 'Close it' : 'Take it back'}
          onSubmit={async (answers) => {
            const body = { as: ending, reason: String(answers.reason ?? '').trim() };
            const { done } = await end.run({ params: { id: row.id }, body });
            setEnding(undefined);
            toast(done);
          }}
        />
      ) : null}
    </>
  );
}

const received = ({ received: came, qty, open }: Notice['lines'][number]) =>
  came >= qty ? 'received' : came > 0 ? <>{came} received</> : open > 0 ? 'to come' : 'did not come';
