/** Buy and move → Follow-up: whom to call today about which purchase lines and why, and what comes next. */
import { useMemo, useState } from 'react';
import type { Answering } from '../../web/api.ts';
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
import { type Splitting, SplitWindow } from '../splitting/split.page.tsx';
import { CadenceButton } from './cadence.page.tsx';
import { type FollowRow, followColumns, keyOf, orderOf, Phone } from './columns.tsx';
import { endPause, followUps } from './followup.contract.ts';
import { type Inquiring, InquiryWindow } from './InquiryWindow.tsx';
import { MailsOf } from './MailsOf.tsx';
import { PauseWindow, type Pausing } from './pause.page.tsx';
import { keyOfPause, type PauseRow, PausesGrid, pauseColumns, pauseRows } from './pauses.page.tsx';

const views: readonly NamedView[] = [
  { name: 'Today', filter: 'today:eq:true', group: 'vendor' },
  { name: 'Mine', filter: 'today:eq:true|mine:eq:true', group: 'vendor' },
  { name: 'This week', filter: 'on:this week|is_paused:eq:false', group: 'vendor' },
  { name: 'To come', filter: 'today:eq:false|is_paused:eq:false', group: 'day', sort: 'on' },
  { name: 'Paused', filter: 'is_pause:eq:true', sort: 'until' },
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
  'To come': 'Nothing comes on the next five working days.',
};
const pausesSentence = 'What is paused is not followed up until its day, or until that is ended here.';
const none: readonly FollowRow[] = [];
const noPauses: Answering<typeof followUps>['pauses'] = [];

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
  // In this view rows are pauses, whatever else was filtered.
  const ofPauses = view.filters.some(({ column }) => column === 'is_pause');
  const pauses = useMemo(() => pauseRows(list.data?.pauses ?? noPauses, rows), [list.data?.pauses, rows]);
  const columnsOfPauses = useMemo(() => pauseColumns(today, phone), [today, phone]);
  const pauseSource = useLocalRows(pauses, columnsOfPauses, view, keyOfPause);
  const [asking, setAsking] = useState<Pausing>();
  const [writing, setWriting] = useState<Inquiring>();
  const [splitting, setSplitting] = useState<Splitting>();
  const ending = useWrite(endPause, { kinds: ['follow_up_pause_ends'] });
  const end = ({ id }: Pick<PauseRow, 'id'>) =>
    void ending.run({ params: { id } }).then(({ done }) => toast(done), toastProblem);
  const barred = may('calls.write') ? undefined : 'You may not log calls at this site.';
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const due = rows.filter((row) => row.today);
  const vendors = new Set(due.map((row) => row.vendor)).size;
  return (
    <Page
      title="Follow-up"
      counted={
        list.data
          ? ofPauses
            ? countText(pauses.length, 'pause', 'pauses')
            : `${countText(due.length, 'line', 'lines')} of ${countText(vendors, 'vendor', 'vendors')} today, ${rows.filter((row) => !row.today && row.pauses.length === 0).length} to come`
          : undefined
      }
      view={view}
      searchHint={ofPauses ? 'Search pauses' : 'Search lines'}
      tools={
        <>
          {list.data && may('vendors.write') ? (
            <CadenceButton of={list.data.cadence} version={list.data.cadence_version} />
          ) : null}
          {ofPauses ? (
            <ExportButton name="pauses" columns={columnsOfPauses} rows={pauseSource} />
          ) : (
            <ExportButton name="follow-up" columns={columns} rows={source} />
          )}
        </>
      }
      note={
        list.data ? (
          <span className="dim">
            {ofPauses ? pausesSentence : `${list.data.order} ${phone ? '' : list.data.sentence}`}
          </span>
        ) : undefined
      }
    >
      {ofPauses ? (
        <PausesGrid
          columns={columnsOfPauses}
          rows={{ ...pauseSource, loading: list.isPending }}
          view={view}
          barred={barred}
          onEnd={end}
        />
      ) : (
        <Grid<FollowRow>
          label="Follow-up"
          columns={columns}
          rows={{ ...source, loading: list.isPending }}
          view={view}
          panelTitle={(row) => `${row.ref} ${row.item_name ?? row.item}`}
          panel={(row) => <LinePanel key={row.ref} row={row} />}
          pageOf={(row) => addressOfRecord('purchase_lines', orderOf(row))}
          actions={(row, marked) => [
            ...writingActions(row, marked, barred, setWriting),
            {
              word: 'Log a call',
              keys: 'c',
              barred,
              run: () => setCalling(row),
            },
            ...[
              { of: 'line', keys: 's', all: false },
              { of: 'vendor', keys: 'p', all: true },
            ].map(({ of, keys, all }) => {
              const stands = row.pauses.find(({ ref }) => (ref === null) === all);
              return stands
                ? { word: `End the ${of}’s pause`, keys, barred, run: () => end(stands) }
                : { word: `Pause the ${of}`, keys, barred, run: () => setAsking({ row, all }) };
            }),
            {
              word: 'Split the line',
              barred: may('purchasing.write') ? undefined : 'You may not write purchase orders at this site.',
              run: () => setSplitting({ line: row.ref, open: row.qty, unit: row.unit }),
            },
          ]}
          emptyView={
            <Empty
              title={emptyWords[view.tab.name] ?? 'Nobody is to be called.'}
              text="Open purchase lines stand here when one is not acknowledged, is to be confirmed or to leave the vendor, is late, or a call was agreed."
            />
          }
        />
      )}
      {calling ? (
        <CallWindow
          row={{ ...calling, kind: 'purchase_line', left: null, machine: null }}
          onClose={() => setCalling(undefined)}
        />
      ) : null}
      {writing ? <InquiryWindow of={writing} onClose={() => setWriting(undefined)} /> : null}
      {splitting ? <SplitWindow of={splitting} onClose={() => setSplitting(undefined)} /> : null}
      {asking ? <PauseWindow of={asking} onClose={() => setAsking(undefined)} /> : null}
    </Page>
  );
}

/** The vendor is written to about the marked lines, all of them his, or about all that is due. */
const writingActions = (
  row: FollowRow,
  marked: readonly FollowRow[],
  barred: string | undefined,
  write: (of: Inquiring) => void,
) => {
  const { vendor, vendor_name } = row;
  const several = marked.some((one) => one.vendor !== vendor);
  return [
    {
      word: marked.length > 1 ? `Write about these ${marked.length} lines` : 'Write about the line',
      keys: 'm',
      barred: barred ?? (several ? 'The marked lines are of several vendors. Maybe mark those of one.' : undefined),
      run: () => write({ vendor, vendor_name, refs: marked.map(({ ref }) => ref) }),
    },
    { word: 'Write about all that is due', keys: 'a', barred, run: () => write({ vendor, vendor_name }) },
  ];
};

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
              {row.pauses.map((pause) => (
                <p key={pause.id}>
                  {pause.ref ?? pause.vendor_name ?? pause.vendor} is paused until{' '}
                  {pause.until ? <When day={pause.until} /> : 'that is ended'} by {pause.by}:{' '}
                  <Said>{pause.reason}</Said>
                </p>
              ))}
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
        { name: 'mails', label: 'Mails', content: <MailsOf line={row.ref} /> },
        { name: 'calls', label: 'Calls', content: <Calls row={{ kind: 'purchase_line', ref: row.ref }} /> },
      ]}
    />
  );
}
