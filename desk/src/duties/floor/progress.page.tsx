/** Paper tickets typed in a row, Enter by Enter; below, what was posted, to be corrected or countersigned. */

import { Button } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { typedAmount } from '../../house/typednumbers.ts';
import type { Answering } from '../../web/api.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { countersign, listReports, takeBackReport } from './progress.contract.ts';
import { TicketLine } from './TicketLine.tsx';

type Posted = Answering<typeof listReports>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'Latest' },
  { name: 'Mine', filter: 'mine:eq:true' },
  { name: 'To countersign', filter: 'state:eq:waits' },
];

const columns: readonly Column<Posted>[] = [
  {
    id: 'posted_at',
    label: 'Posted',
    type: 'instant',
    value: (row) => row.posted_at,
    draw: (row) => <When at={row.posted_at} time />,
  },
  {
    id: 'order',
    label: 'Order',
    type: 'reference',
    value: (row) => row.order,
    to: (row) => pageAt('/report/$ticket', { ticket: row.order }),
  },
  { id: 'seq', label: 'Step', type: 'number', value: (row) => row.seq },
  { id: 'step', label: 'What', type: 'text', value: (row) => row.step },
  { id: 'item', label: 'Item', type: 'text', value: (row) => row.item },
  { id: 'said', label: 'Said', type: 'text', value: saidText },
  {
    id: 'good',
    label: 'Good',
    type: 'quantity',
    value: (row) => row.good,
    draw: (row) => <Quantity of={row.good} unit={row.unit} />,
  },
  { id: 'scrap', label: 'Scrap', type: 'quantity', value: (row) => row.scrap },
  { id: 'lot', label: 'Lot', type: 'text', value: (row) => row.lot, secondary: true },
  { id: 'why', label: 'Why', type: 'text', value: (row) => row.scrap_reason ?? row.reason },
  { id: 'hours', label: 'Hours', type: 'number', value: (row) => row.hours },
  { id: 'badge', label: 'Badge', type: 'text', value: (row) => row.badge },
  {
    id: 'state',
    label: 'State',
    type: 'choice',
    value: (row) => row.state,
    choices: ['counts', 'waits', 'declined', 'taken back'],
  },
  { id: 'posted_by', label: 'By', type: 'text', value: (row) => row.posted_by },
  { id: 'mine', label: 'Mine', type: 'boolean', value: (row) => row.mine, secondary: true },
];
const keyOf = (row: Posted): string => String(row.id);

function saidText(row: Posted): string {
  if (row.kind === 'reversal') return 'taken back';
  if (row.kind === 'adopted')
    return `from the records${row.location === null ? '' : `, put to stock at ${row.location}`}`;
  const words = [row.started ? 'started' : '', row.finished ? 'finished' : ''].filter((one) => one !== '');
  return words.join(', ') || (row.good > 0 || row.scrap > 0 ? 'counted' : 'hours');
}

const why: Field = { name: 'reason', label: 'Why is it corrected?', type: 'text', required: true, max: 200 };
const corrected: readonly Field[] = [
  why,
  { name: 'good', label: 'Good', type: 'decimal', min: 0, max: 1e9, digits: 6, default: 0 },
  { name: 'lot', label: 'Lot', type: 'text', max: 64 },
  { name: 'scrap', label: 'Scrap', type: 'decimal', min: 0, max: 1e9, digits: 6, default: 0 },
  { name: 'scrap_reason', label: 'Why scrap', type: 'text', max: 200 },
  { name: 'hours', label: 'Hours', type: 'decimal', min: 0, max: 1000, digits: 4, default: 0 },
  { name: 'badge', label: 'Badge', type: 'text', max: 64 },
  { name: 'finished', label: 'The operation is finished', type: 'boolean', default: false },
];
const words = (value: Answers[string] | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export default function ProgressPage() {
  const mayPost = useMay('progress.write');
  const maySign = useMay('orders.write');
  const kinds = ['progress_reports', 'countersigns'];
  const list = useOne(listReports, { query: { limit: 300 } }, { kinds });
  const view = useView('progress', views);
  const rows = list.data?.rows ?? [];
  const source = useLocalRows(rows, columns, view, keyOf);
  const back = useWrite(takeBackReport, { kinds: [...kinds, 'work_orders', 'work_steps'] });
  const sign = useWrite(countersign, { kinds: [...kinds, 'work_orders', 'work_steps'] });
  const [asking, setAsking] = useState<{ readonly of: Posted; readonly instead: boolean }>();
  const waiting = rows.filter((row) => row.state === 'waits').length;

  const takeBack = async (answers: Answers, confirm?: string) => {
    if (!asking) return;
    const { of, instead } = asking;
    const done = await back.run(
      {
        params: { id: of.id },
        body: {
          reason: words(answers.reason) ?? '',
          instead: instead
            ? {
                seq: of.seq,
                good: typedAmount(answers.good ?? 0),
                scrap: typedAmount(answers.scrap ?? 0),
                lot: words(answers.lot) ?? '',
                scrap_reason: words(answers.scrap_reason),
                hours: typedAmount(answers.hours ?? 0),
                badge: words(answers.badge),
                started: of.started,
                finished: answers.finished === true,
                worked_at: of.worked_at,
              }
            : null,
        },
      },
      confirm ? { confirm: [confirm] } : {},
    );
    setAsking(undefined);
    toast(done.done);
  };
  const settle = async (row: Posted, verdict: 'countersigned' | 'declined') => {
    try {
      toast((await sign.run({ params: { id: row.id }, body: { verdict } })).done);
    } catch (error) {
      toastProblem(error);
    }
  };
  const actions = (row: Posted) => {
    const shut =
      row.kind !== 'report'
        ? 'Only a report can be taken back.'
        : row.state === 'taken back'
          ? 'It was taken back already.'
          : !mayPost || !(row.mine || maySign)
            ? 'Planners and supervisors correct what others reported.'
            : undefined;
    const unsigned = row.state === 'waits' && maySign && !row.mine ? undefined : 'It does not wait for you.';
    return [
      { word: 'Correct', barred: shut, run: () => setAsking({ of: row, instead: true }) },
      { word: 'Take back', danger: true, barred: shut, run: () => setAsking({ of: row, instead: false }) },
      { word: 'Countersign', barred: unsigned, run: () => void settle(row, 'countersigned') },
      { word: 'Decline', barred: unsigned, run: () => void settle(row, 'declined') },
    ];
  };

  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  return (
    <Page
      title="Progress"
      counted={`${countText(rows.length, 'report', 'reports')}${waiting > 0 ? ` · ${waiting} to countersign` : ''}`}
      view={view}
      searchHint="Search reports"
      tools={
        <Button
          component={PageLink}
          to={pageAt('/report')}
          size="xs"
          h={28}
          variant="default"
          leftSection={<IconScan size={14} />}
        >
          On the floor
        </Button>
      }
      note={mayPost ? <TicketLine /> : undefined}
    >
      <Grid
        label="Reports"
        columns={columns}
        rows={source}
        view={view}
        actions={actions}
        panelTitle={(row) => `${row.order} / ${row.seq}`}
        panel={(row) => (
          <Facts
            of={[
              ['Item', row.item],
              ['Said', saidText(row)],
              ['Good', <Quantity key="good" of={row.good} unit={row.unit} />],
              ['Scrap', <Quantity key="scrap" of={row.scrap} unit={row.unit} />],
              ['Lot', row.lot],
              ['Why scrap', row.scrap_reason],
              ['Hours', row.hours],
              ['Badge', row.badge],
              ['Machine', row.machine],
              ['Worked', <When key="worked" at={row.worked_at} time />],
              ['Posted', <When key="posted" at={row.posted_at} time />],
              ['By', row.posted_by],
              ['State', row.state],
              ['Countersigned by', row.countersigned_by],
              ['Confirmed', row.confirmed],
              ['Put to stock at', row.location],
              ['Reason', row.reason],
            ]}
          />
        )}
        empty={
          <Empty
            title="Nothing is reported yet."
            text={
              mayPost ? 'Type a ticket in the line above, or scan one.' : 'Reports stand here as the floor makes them.'
            }
          />
        }
      />
      <AskWindow
        key={asking ? `${asking.of.id}${asking.instead}` : 'none'}
        title={asking ? `${asking.instead ? 'Correct' : 'Take back'} ${asking.of.order} / ${asking.of.seq}` : ''}
        opened={asking !== undefined}
        onClose={() => setAsking(undefined)}
        fields={asking?.instead ? corrected : [why]}
        {...(asking?.instead
          ? {
              start: {
                good: asking.of.good,
                scrap: asking.of.scrap,
                lot: asking.of.lot,
                scrap_reason: asking.of.scrap_reason,
                hours: asking.of.hours,
                badge: asking.of.badge,
                finished: asking.of.finished,
              },
            }
          : {})}
        submitWord={asking?.instead ? 'Post the right one' : 'Take back'}
        confirmWord="Take it back all the same"
        onSubmit={takeBack}
      />
    </Page>
  );
}
