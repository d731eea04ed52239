/** The dock schedule: what is late, due today and in the next days, with what waits for it; received from here. */
import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useAddress } from '../../web/kit/address.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt, recordsAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { DiscrepanciesPage } from './discrepancies.page.tsx';
import { type Due, kinds, type Posted, ReceiptForm } from './form.page.tsx';
import { NoticeReceipt } from './noticereceive.page.tsx';
import { listNotices } from './notices.contract.ts';
import { NoticesPage } from './notices.page.tsx';
import { Onward } from './onward.page.tsx';
import { Parts } from './parts.page.tsx';
import { Photos } from './photos.page.tsx';
import { ReceiptsPage } from './receipts.page.tsx';
import { dockSchedule } from './receiving.contract.ts';
import { scheduleRule, waitersWords, waiterWords } from './receiving.messages.ts';
import classes from './receiving.module.css';
import { ReturnForm } from './returnforms.page.tsx';
import { ReturnsPage } from './returns.page.tsx';
import { StandingPage } from './standing.page.tsx';
import { TransferForm } from './transferforms.page.tsx';
import { TransfersPage } from './transfers.page.tsx';
import { dueKinds, whens } from './waiting.ts';
import { Waits, whereOf } from './waits.page.tsx';

const mostDays = 60;
const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Late and today', filter: 'when:in:late,today' },
  { name: 'Somebody waits', filter: 'order:filled' },
];

const columns: readonly Column<Due>[] = [
  {
    id: 'day',
    label: 'Due',
    type: 'date',
    value: (row) => row.day,
    draw: (row) => <Day of={row} />,
  },
  { id: 'when', label: 'When', type: 'choice', value: (row) => row.when, choices: [...whens], secondary: true },
  {
    id: 'ref',
    label: 'Line',
    type: 'reference',
    value: (row) => row.ref,
    to: (row) =>
      row.kind === 'transfer'
        ? pageAt('/receiving', { show: 'transfers', view: 'All', search: row.ref.replace(/\/\d+$/, '') })
        : row.kind === 'customer return'
          ? pageAt('/receiving', { show: 'returns', view: 'All', search: row.ref })
          : row.kind === 'ship notice'
            ? pageAt('/receiving', { show: 'notices', view: 'All', search: row.ref.replace(/\/\d+$/, '') })
            : recordsAt('purchase_lines', { search: row.ref.replace(/\/\d+$/, '') }),
  },
  { id: 'partner', label: 'From', type: 'text', value: (row) => row.partner_name ?? row.partner },
  { id: 'kind', label: 'What', type: 'choice', value: (row) => row.kind, choices: [...dueKinds], secondary: true },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  { id: 'item_name', label: 'Name', type: 'text', value: (row) => row.item_name },
  {
    id: 'open',
    label: 'Open',
    type: 'quantity',
    value: (row) => row.open,
    draw: (row) => <Quantity of={row.open} unit={row.unit} />,
  },
  {
    id: 'order',
    label: 'Who waits',
    type: 'text',
    value: (row) => waitersWords(row.waiting) || null,
    draw: (row) => waitersWords(row.waiting, 2),
  },
  {
    id: 'need',
    label: 'Takes it',
    type: 'instant',
    value: (row) => row.waiting[0]?.at ?? null,
    draw: (row) => <Need of={row} />,
  },
  {
    id: 'where',
    label: 'Where',
    type: 'text',
    value: (row) => (row.waiting[0] ? whereOf(row.waiting[0]) : null),
  },
  { id: 'inspected', label: 'Inspected', type: 'boolean', value: (row) => row.inspected },
  { id: 'received', label: 'Received', type: 'quantity', value: (row) => row.received, secondary: true },
];

const Day = ({ of: row }: { of: Due }) =>
  row.day === null ? (
    <span className="dim">no date</span>
  ) : row.when === 'late' ? (
    <span className={classes.late}>
      ▲ <When day={row.day} /> late
    </span>
  ) : (
    <When day={row.day} />
  );

const Need = ({ of: row }: { of: Due }) =>
  row.waiting[0] ? (
    <span className={row.hot ? classes.hot : undefined}>
      {row.hot ? '△ ' : ''}
      <When at={row.waiting[0].at} time />
    </span>
  ) : null;

const phoneColumns = firstOnPhone(columns, {
  ref: {
    label: 'What',
    width: 176,
    draw: (row) => (
      <TwoLines
        first={row.item}
        second={
          <>
            <Quantity of={row.open} unit={row.unit} /> {row.ref}
          </>
        }
      />
    ),
  },
  day: {
    label: 'Due',
    width: 118,
    draw: (row) => <TwoLines first={<Day of={row} />} second={row.waiting[0] ? waiterWords(row.waiting[0]) : ''} />,
  },
});

/** Two vendors may number their notices alike. */
const keyOf = (row: Due): string => (row.notice === null ? row.ref : `${row.ref} ${row.notice}`);
const noRows: readonly Due[] = [];

export default function ReceivingPage() {
  const [address] = useAddress();
  if (address.show === 'standing') return <StandingPage />;
  if (address.show === 'notices') return <NoticesPage />;
  if (address.show === 'returns') return <ReturnsPage />;
  if (address.show === 'transfers') return <TransfersPage />;
  if (address.show === 'discrepancies') return <DiscrepanciesPage />;
  return address.show === 'receipts' ? <ReceiptsPage /> : <SchedulePage />;
}

function SchedulePage() {
  const [address, set] = useAddress();
  const days = Math.min(mostDays, Math.max(0, Math.trunc(Number(address.days ?? 7)) || 0));
  const list = useOne(
    dockSchedule,
    { query: { days } },
    { kinds: [...kinds, 'plan_runs', 'sites', 'items', 'vendors'] },
  );
  const view = useView('dock-schedule', views);
  const shown = usePhone() ? phoneColumns : columns;
  const source = useLocalRows(list.data?.rows ?? noRows, shown, view, keyOf);
  const may = useMay('stock.receive');
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const rows = list.data?.rows ?? noRows;
  const number = (when: Due['when']): number => rows.filter((row) => row.when === when).length;
  return (
    <Page
      title="Receiving"
      counted={
        list.data
          ? `${countText(rows.length, 'line', 'lines')} to come, ${number('today')} today, ${number('late')} late`
          : undefined
      }
      view={view}
      searchHint="Search what comes"
      tools={
        <>
          <Parts />
          {may ? (
            <Button component={PageLink} to={pageAt('/receive')} size="xs" h={28}>
              Receive by scan
            </Button>
          ) : null}
        </>
      }
      note={
        <span className={classes.rule}>
          {scheduleRule} Until{' '}
          <NumberInput
            size="xs"
            w={58}
            aria-label="Days beyond today"
            min={0}
            max={mostDays}
            allowDecimal={false}
            value={days}
            onChange={(value) => set({ days: value === '' ? undefined : String(value) })}
          />{' '}
          days from today.
        </span>
      }
    >
      <Grid
        label="What is to come"
        columns={shown}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        panelTitle={(row) => `${row.ref} ${row.item}`}
        panel={(row) => <LinePanel key={keyOf(row)} of={row} may={may} />}
        actions={(row) => [
          {
            word: 'Receive',
            barred: may ? undefined : 'Storekeepers and buyers receive.',
            run: () => view.setOpen(keyOf(row)),
          },
        ]}
        empty={
          <Empty
            title="Nothing is due at the dock."
            text="Open purchase lines stand here by the day they are due at the dock (as estimated, else promised, else required, sooner by the dock days of their source), what vendors say they have sent, what customers announced to send back, and what is on the way between our places."
          />
        }
      />
    </Page>
  );
}

function LinePanel({ of: row, may }: { of: Due; may: boolean }) {
  const [receiving, setReceiving] = useState(may);
  const [posted, setPosted] = useState<Posted['receipt']>();
  const back = row.kind === 'customer return';
  const ours = row.kind === 'transfer';
  const received = (done: string, receipt?: Posted['receipt']) => {
    setReceiving(false);
    setPosted(receipt);
    toast(done);
  };
  return (
    <>
      <Facts
        of={[
          [ours ? 'From' : back ? 'Customer' : 'Vendor', row.partner_name ?? row.partner],
          ['Item', `${row.item} ${row.item_name ?? ''}`],
          ['Due', <Day key="day" of={row} />],
          [
            row.kind === 'purchase line' ? 'Ordered' : ours ? 'Sent' : 'Announced',
            <Quantity key="ordered" of={row.ordered} unit={row.unit} />,
          ],
          ['Received', <Quantity key="received" of={row.received} unit={row.unit} />],
        ]}
      />
      {back || ours ? null : (
        <>
          <h3>Who waits for it</h3>
          <Waits of={row.waiting} unit={row.unit} />
        </>
      )}
      {may ? (
        <>
          {posted === undefined ? null : (
            <>
              <Photos receipt={posted.id} />
              <Onward of={posted} />
            </>
          )}
          <h3>Receive</h3>
          {row.notice !== null ? (
            <NoticeOf id={row.notice} onPosted={received} />
          ) : !receiving ? (
            <Button variant="default" onClick={() => setReceiving(true)}>
              Receive more: {quantityText(row.open)} {row.unit} open
            </Button>
          ) : ours ? (
            <TransferForm of={row} onPosted={received} />
          ) : back ? (
            <ReturnForm of={row} onPosted={received} />
          ) : (
            <ReceiptForm line={row} onPosted={({ done, receipt }) => received(done, receipt)} />
          )}
        </>
      ) : null}
    </>
  );
}

/** All of the notice that the row is of: it came by one lorry. */
function NoticeOf({ id, onPosted }: { id: number; onPosted: (done: string) => void }) {
  const list = useOne(listNotices, {}, { kinds });
  const notice = list.data?.rows.find((row) => row.id === id);
  return notice ? <NoticeReceipt of={notice} container={null} onPosted={onPosted} /> : null;
}
