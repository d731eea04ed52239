/** Buy and move → Follow-up: whom to call today about which purchase lines and why, and what comes next. */
import { useMemo, useState } from 'react';
import { countText, moneyText } from '../../web/kit/formats.ts';
import { ExportButton } from '../../web/kit/grid/ExportButton.tsx';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { RememberTabs } from '../../web/kit/RememberTabs.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { addressOfRecord } from '../../web/records/addresses.ts';
import { useSession } from '../../web/session/session.tsx';
import { CallWindow } from '../hotlist/CallWindow.tsx';
import { LateShown } from '../hotlist/columns.tsx';
import { Calls } from '../hotlist/HotPanel.tsx';
import { PromisesOf } from '../purchasing/promises.page.tsx';
import { CadenceButton } from './cadence.page.tsx';
import { type FollowRow, followColumns, keyOf, orderOf, Phone } from './columns.tsx';
import { followUps, takeUp } from './followup.contract.ts';
import { PutOffWindow, type Putting } from './putoff.page.tsx';

const views: readonly NamedView[] = [
  { name: 'Today', filter: 'today:eq:true', group: 'vendor' },
  { name: 'Mine', filter: 'today:eq:true|mine:eq:true', group: 'vendor' },
  { name: 'This week', filter: 'on:this week|is_put_off:eq:false', group: 'vendor' },
  { name: 'What comes next', filter: 'today:eq:false|is_put_off:eq:false', group: 'day', sort: 'on' },
  { name: 'Put off', filter: 'is_put_off:eq:true', group: 'put_off', sort: 'on' },
];

/** What the list is made of: when one of these is written somewhere, it is asked for again. */
const kinds = [
  'plan_runs',
  'contacts',
  'purchase_lines',
  'purchase_promises',
  'vendors',
  'sources',
  'items',
  'receipts',
  'sites',
  'follow_up_pauses',
  'follow_up_pause_ends',
];
const emptyWords: Readonly<Record<string, string>> = {
  Today: 'Nobody is to be called today.',
  Mine: 'Nobody is to be called by you today.',
  'This week': 'Nobody is to be called this week.',
  'Put off': 'Nothing is put off.',
  'What comes next': 'Nothing comes on the next five working days.',
};
const none: readonly FollowRow[] = [];

export default function FollowUpPage() {
  const { may } = useSession();
  const { today, currency } = usePlant();
  const phone = usePhone();
  const view = useView('follow-up', views);
  const list = useOne(followUps, {}, { kinds });
  const columns = useMemo(() => followColumns(today, currency, phone), [today, currency, phone]);
  const rows = list.data?.rows ?? none;
  const source = useLocalRows(rows, columns, view, keyOf);
  const [calling, setCalling] = useState<FollowRow>();
  const [putting, setPutting] = useState<Putting>();
  const up = useWrite(takeUp, { kinds: ['follow_up_pause_ends'] });
  const takeUpAgain = (row: FollowRow) => {
    if (row.put_off) void up.run({ params: { id: row.put_off.id } }).then(({ done }) => toast(done), toastProblem);
  };
  const barred = may('calls.write') ? undefined : 'You may not log calls at this site.';
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const due = rows.filter((row) => row.today);
  const vendors = new Set(due.map((row) => row.vendor)).size;
  return (
    <Page
      title="Follow-up"
      counted={
        list.data
          ? `${countText(due.length, 'line', 'lines')} of ${countText(vendors, 'vendor', 'vendors')} today, ${rows.filter((row) => !row.today && !row.put_off).length} to come`
          : undefined
      }
      view={view}
      searchHint="Search lines"
      tools={
        <>
          {list.data && may('vendors.write') ? <CadenceButton of={list.data.cadence} /> : null}
          <ExportButton name="follow-up" columns={columns} rows={source} />
        </>
      }
      note={
        list.data ? (
          <span className="dim">
            {list.data.order} {phone ? null : list.data.sentence}
          </span>
        ) : undefined
      }
    >
      <Grid<FollowRow>
        label="Follow-up"
        columns={columns}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        panelTitle={(row) => `${row.ref} ${row.item_name ?? row.item}`}
        panel={(row) => <LinePanel key={row.ref} row={row} />}
        pageOf={(row) => addressOfRecord('purchase_lines', orderOf(row))}
        actions={(row) => [
          {
            word: 'Log a call',
            keys: 'c',
            barred,
            run: () => setCalling(row),
          },
          row.put_off
            ? { word: 'Follow up again', keys: 's', barred, run: () => takeUpAgain(row) }
            : { word: 'Put off to a day', keys: 's', barred, run: () => setPutting({ row, all: false }) },
          { word: 'Pause the vendor', keys: 'p', barred, run: () => setPutting({ row, all: true }) },
        ]}
        emptyView={
          <Empty
            title={emptyWords[view.tab.name] ?? 'Nobody is to be called.'}
            text="Open purchase lines stand here when one is not acknowledged, is to be confirmed or to leave the vendor, is late, or a call was agreed."
          />
        }
      />
      {calling ? (
        <CallWindow row={{ ...calling, kind: 'purchase_line', machine: null }} onClose={() => setCalling(undefined)} />
      ) : null}
      {putting ? <PutOffWindow of={putting} onClose={() => setPutting(undefined)} /> : null}
    </Page>
  );
}

function LinePanel({ row }: { readonly row: FollowRow }) {
  const { currency } = usePlant();
  return (
    <RememberTabs
      id="follow-up"
      tabs={[
        {
          name: 'facts',
          label: 'Why',
          content: (
            <>
              <p>{row.why}</p>
              {row.put_off ? (
                <p>
                  Put off {row.put_off.until ? <When day={row.put_off.until} /> : 'until it is taken up again'} by{' '}
                  {row.put_off.by}: <Said>{row.put_off.reason}</Said>
                </p>
              ) : null}
              <Facts
                of={[
                  ['Vendor', row.vendor_name ?? row.vendor],
                  ['Contact', row.contact_person],
                  ['Phone', row.phone ? <Phone key="phone" of={row.phone} /> : null],
                  [
                    'E-mail',
                    row.email ? (
                      <a key="email" href={`mailto:${row.email}`}>
                        {row.email}
                      </a>
                    ) : null,
                  ],
                  ['Item', `${row.item} ${row.item_name ?? ''}`],
                  ['To come', <Quantity key="qty" of={row.qty} unit={row.unit} />],
                  ['Need', <When key="need" at={row.need} time />],
                  ['Promised', <When key="promised" at={row.promised} time />],
                  ['Estimated', <When key="estimated" at={row.estimated} time />],
                  ['Late to need', <LateShown key="late" days={row.late_days} need={row.need} />],
                  ['Late customer lines', row.hurts],
                  ['At risk', row.hurts > 0 ? moneyText({ minor: row.money, currency }, true) : null],
                  ['Planner', row.owner],
                ]}
              />
            </>
          ),
        },
        { name: 'promises', label: 'Promises', content: <PromisesOf line={row.ref} /> },
        { name: 'calls', label: 'Calls', content: <Calls row={{ kind: 'purchase_line', ref: row.ref }} /> },
      ]}
    />
  );
}
