/** One sheet: what is to be counted, what was, how it differs; typed in from paper, approved, refused, ended. */
import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { fewNamed } from '../../house/names.ts';
import type { Answering } from '../../web/api.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { useAgreed } from '../../web/kit/agreed.ts';
import { countText, differenceText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { ExportButton } from '../../web/kit/grid/ExportButton.tsx';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Check, Quantity, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { PaperLink } from '../../web/kit/PaperLink.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { toast, toastProblem, toastWarning } from '../../web/kit/toasts.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay, useSite } from '../../web/session/session.tsx';
import { classes } from './abc.ts';
import { History } from './accuracy.page.tsx';
import { approveCounts, countAgain, endSheet, freezeSheet, liftFreeze, reviewSheet } from './counting.contract.ts';
import { counting } from './counting.kinds.ts';
import styles from './counting.module.css';
import { lineStates } from './counting.ts';
import { TypeIn } from './typein.page.tsx';

type Row = Answering<typeof reviewSheet>['rows'][number];
type Asking = 'approve' | 'again' | 'end' | 'lift';

const views: readonly NamedView[] = [
  { name: 'All', sort: 'location' },
  { name: 'To count', filter: 'state:in:open,again', sort: 'location' },
  { name: 'To approve', filter: 'state:eq:counted', sort: 'location' },
  { name: 'Differences', filter: 'difference:not = 0|difference:not empty', sort: 'value' },
];
const stateWords: Readonly<Record<Row['state'], string>> = {
  open: 'to count',
  again: 'to count again',
  counted: 'counted',
  approved: 'approved',
  dropped: 'dropped',
};
const columns: readonly Column<Row>[] = [
  { id: 'location', label: 'Location', type: 'text', value: (row) => row.location },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  { id: 'lot', label: 'Lot', type: 'text', value: (row) => row.lot },
  {
    id: 'state',
    label: 'State',
    type: 'choice',
    value: (row) => row.state,
    choices: lineStates,
    draw: (row) => stateWords[row.state],
  },
  {
    id: 'counted',
    label: 'Counted',
    type: 'quantity',
    value: (row) => row.counted,
    draw: (row) => (row.counted === null ? null : <Quantity of={row.counted} unit={row.unit} />),
  },
  { id: 'book', label: 'Book then', type: 'quantity', value: (row) => row.book },
  {
    id: 'difference',
    label: 'Difference',
    type: 'quantity',
    value: (row) => row.difference,
    draw: (row) => (row.difference === null ? null : <Off of={row} />),
  },
  { id: 'value', label: 'Value', type: 'number', decimals: 2, value: (row) => row.value, sum: true },
  {
    id: 'within',
    label: 'Right',
    type: 'boolean',
    value: (row) => row.within,
    draw: (row) => <Check of={row.within} />,
    help: 'Within the tolerance of its class',
  },
  { id: 'since', label: 'Moved since', type: 'quantity', value: (row) => row.moved_since },
  {
    id: 'at',
    label: 'Counted at',
    type: 'instant',
    value: (row) => row.counted_at,
    draw: (row) => <When at={row.counted_at} time />,
  },
  { id: 'counters', label: 'By', type: 'text', value: (row) => row.counters || null },
  { id: 'class', label: 'Class', type: 'choice', value: (row) => row.class, choices: classes },
  { id: 'why', label: 'Why', type: 'text', value: (row) => row.why },
  { id: 'name', label: 'Name', type: 'text', value: (row) => row.item_name, secondary: true },
];
const phoneColumns = firstOnPhone(columns, {
  location: { label: 'Where', width: 150, draw: (row) => <TwoLines first={row.location} second={row.item} /> },
  difference: {
    label: 'Difference',
    width: 120,
    draw: (row) => <TwoLines first={row.difference === null ? '' : <Off of={row} />} second={stateWords[row.state]} />,
  },
});

const Off = ({ of: row }: { of: Row }) => (
  <span className={row.within === false ? styles.off : undefined}>
    {row.within === false ? '△ ' : ''}
    {differenceText(row.difference ?? 0)} {row.unit}
  </span>
);
const keyOf = (row: Row): string => String(row.line);
const noRows: readonly Row[] = [];

export default function SheetPage() {
  const { sheet: id } = useParams({ strict: false }) as { readonly sheet: string };
  const sheet = useOne(reviewSheet, { params: { id: Number(id) } }, { kinds: [...counting, 'movements', 'stock'] });
  const view = useView('count-sheet', views);
  const rows = sheet.data?.rows ?? noRows;
  const shown = usePhone() ? phoneColumns : columns;
  const source = useLocalRows(rows, shown, view, keyOf);
  const [counts, decides] = [useMay('stock.write'), useMay('counts.approve')];
  const site = useSite();
  const [asking, setAsking] = useState<{ readonly act: Asking; readonly rows: readonly Row[] }>();
  const [typing, setTyping] = useState(false);
  const supervises = useMay('stock.approve');
  const freeze = useWrite(freezeSheet, { kinds: counting });
  if (sheet.error) return <Problem of={sheet.error} retry={() => void sheet.refetch()} />;
  const name = sheet.data?.sheet ?? `CS-${id}`;
  const waiting = rows.filter((row) => row.state === 'counted');
  const mine = waiting.filter((row) => row.barred === null && row.book !== null);
  const ask = (act: Asking, some: readonly Row[]) => setAsking({ act, rows: some });
  const frozen = sheet.data?.frozen;
  const unseen = (sheet.data?.places ?? []).flatMap(({ location, looked_at }) =>
    looked_at === null ? [location] : [],
  );
  const paper = `/api/v1/count-sheets/${id}/paper?site=${encodeURIComponent(site.code)}`;
  return (
    <Page
      title={`Count sheet ${name}`}
      counted={
        sheet.data
          ? `${countText(sheet.data.lines, 'line', 'lines')}${sheet.data.places.length === 0 ? '' : ` and ${countText(sheet.data.places.length, 'place', 'places')}`}, ${quantityText(sheet.data.left)} to count, ${quantityText(sheet.data.waiting)} to approve`
          : undefined
      }
      view={view}
      searchHint="Search lines"
      tools={
        <>
          <ExportButton name={name} columns={columns} rows={source} />
          {counts && sheet.data && sheet.data.state !== 'done' ? (
            <>
              <Button
                component={PageLink}
                to={pageAt('/count/$sheet', { sheet: id })}
                size="xs"
                h={28}
                variant="default"
              >
                Count
              </Button>
              <PaperLink to={paper} tool />
              <Button size="xs" h={28} variant="default" onClick={() => setTyping(true)}>
                Type in
              </Button>
              <Button size="xs" h={28} variant="default" onClick={() => ask('end', [])}>
                End
              </Button>
            </>
          ) : null}
          {supervises && sheet.data && sheet.data.state !== 'done' ? (
            <Button
              size="xs"
              h={28}
              variant="default"
              loading={freeze.sending}
              title="Nothing moves at its places until they are counted and approved"
              onClick={() => {
                if (sheet.data?.frozen) ask('lift', []);
                else freeze.run({ params: { id: Number(id) }, body: {} }).then(({ done }) => toast(done), toastProblem);
              }}
            >
              {sheet.data.frozen ? 'Lift the freeze' : 'Freeze'}
            </Button>
          ) : null}
        </>
      }
      primary={
        decides
          ? {
              word: `Approve (${mine.length})`,
              barred: mine.length > 0 ? undefined : (waiting[0]?.barred ?? 'Nothing waits for approval'),
              run: () => ask('approve', mine),
            }
          : undefined
      }
      note={
        sheet.data?.blind || frozen || unseen.length > 0 ? (
          <>
            {frozen ? (
              <>
                Frozen <When at={frozen.at} time /> by {frozen.who}: nothing moves at its places until they are counted
                and approved.{' '}
              </>
            ) : null}
            {sheet.data?.blind ? 'Counted blind: what the book says is shown when every line is counted. ' : null}
            {unseen.length > 0
              ? `The book has nothing at ${fewNamed(unseen)}: to be looked at too, on the phone or under Type in.`
              : null}
          </>
        ) : undefined
      }
    >
      <Grid
        label="Lines of the sheet"
        columns={shown}
        rows={{ ...source, loading: sheet.isPending }}
        view={view}
        actions={(row, marked) => {
          const some = (marked.length > 0 ? marked : [row]).filter(({ state }) => state === 'counted');
          const barred = !decides
            ? 'Storekeepers and supervisors do this.'
            : some.length === 0
              ? 'It does not wait for approval.'
              : undefined;
          return [
            { word: 'Approve', barred: barred ?? row.barred ?? undefined, run: () => ask('approve', some) },
            { word: 'Count again', barred, run: () => ask('again', some) },
          ];
        }}
        panelTitle={(row) => `${row.item} at ${row.location}${row.lot === '' ? '' : `, lot ${row.lot}`}`}
        panel={(row) => <Line of={row} decides={decides} onAsk={(act) => ask(act, [row])} />}
        empty={<Empty title="No line is like that." text="All of them stand under All." />}
      />
      {asking ? <Decide {...asking} sheet={Number(id)} onClose={() => setAsking(undefined)} /> : null}
      {typing ? <TypeIn sheet={Number(id)} onClose={() => setTyping(false)} /> : null}
    </Page>
  );
}

function Line({ of: row, decides, onAsk }: { of: Row; decides: boolean; onAsk: (act: Asking) => void }) {
  const facts: readonly (readonly [string, string | null])[] = [
    ['Counted by', row.counters || null],
    ['Counted', row.without],
    ['Book at the count', row.book === null ? null : `${quantityText(row.book)} ${row.unit}`],
    ['Difference', row.difference === null ? null : `${differenceText(row.difference)} ${row.unit}`],
    ['In money', row.value === null ? null : differenceText(row.value)],
    ['Moved since the count', row.moved_since === null ? null : `${differenceText(row.moved_since)} ${row.unit}`],
    ['Told late for before it', row.told_late ? countText(row.told_late, 'movement', 'movements') : null],
    ['Released work still asks for', row.open_issues === null ? null : `${quantityText(row.open_issues)} ${row.unit}`],
    ['Reserved, and short now', row.losing],
    ['Decided', row.decided],
    ['Why it is counted', row.why],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([word, value]) =>
          value === null ? null : (
            <div key={word} style={{ display: 'contents' }}>
              <dt>{word}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {row.barred ? <p className={styles.off}>{row.barred}</p> : null}
      {row.book === null ? null : <History item={row.item} location={row.location} />}
      {decides && row.state === 'counted' && row.book !== null ? (
        <div className={styles.doors}>
          <Button disabled={row.barred !== null} onClick={() => onAsk('approve')}>
            Approve
          </Button>
          <Button variant="default" onClick={() => onAsk('again')}>
            Count again
          </Button>
        </div>
      ) : null}
    </>
  );
}

const titles: Readonly<Record<Asking, (n: number) => string>> = {
  approve: (n) => `Approve ${countText(n, 'count', 'counts')}: what differs is posted at the moment of the count`,
  again: (n) => `${countText(n, 'line is', 'lines are')} to be counted again`,
  end: () => 'End the sheet: what is not approved changes nothing',
  lift: () => 'Lift the freeze: goods move there again, and what is counted stays right',
};

const submitWords: Readonly<Record<Asking, string>> = {
  approve: 'Approve',
  again: 'Count again',
  end: 'End the sheet',
  lift: 'Lift the freeze',
};

function Decide({
  act,
  rows,
  sheet,
  onClose,
}: {
  act: Asking;
  rows: readonly Row[];
  sheet: number;
  onClose: () => void;
}) {
  const kinds = [...counting, 'movements', 'stock'];
  const [approve, again, end, lift] = [
    useWrite(approveCounts, { kinds }),
    useWrite(countAgain, { kinds }),
    useWrite(endSheet, { kinds }),
    useWrite(liftFreeze, { kinds }),
  ];
  const agreed = useAgreed();
  const counts = rows.flatMap(({ count }) => count ?? []);
  const submit = async (answers: Answers, confirm?: string) => {
    const reason = String(answers.reason ?? '');
    const options = agreed(confirm);
    if (act === 'approve') {
      const { done, left } = await approve.run({ body: { counts, reason } }, options);
      toast(done);
      if (left[0]) toastWarning(left[0].text);
    } else if (act === 'again') toast((await again.run({ body: { counts, reason } })).done);
    else if (act === 'lift') toast((await lift.run({ params: { id: sheet }, body: { reason } })).done);
    else toast((await end.run({ params: { id: sheet }, body: { reason } })).done);
    onClose();
  };
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={titles[act](rows.length)}
      fields={[
        { name: 'reason', label: 'Reason', type: 'text', max: 500, ...(act === 'approve' ? {} : { required: true }) },
      ]}
      submitWord={submitWords[act]}
      confirmWord="Approve all the same"
      onSubmit={submit}
    />
  );
}
