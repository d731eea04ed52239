/** Plan → Material plan: what the plan asks people to do, what hurts most first. */
import { useMemo } from 'react';
import { durationText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { useOne } from '../../web/queries.ts';
import { ItemMessages, type Message, messageKinds, useMessageDoors } from './messages.page.tsx';
import { listMessages } from './planning.contract.ts';
import { messageKindWords } from './planning.messages.ts';

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Hurting orders', filter: 'hurts:gt:0' },
  { name: 'By kind', group: 'kind' },
  { name: 'By owner', group: 'owner' },
];

const columns: readonly Column<Message>[] = [
  {
    id: 'hurts',
    label: 'Hurts',
    type: 'duration',
    value: (row) => row.hurts || null,
    help: 'How late customers’ orders are that hang on it, added up',
  },
  {
    id: 'kind',
    label: 'Message',
    type: 'choice',
    value: (row) => messageKindWords[row.kind] ?? row.kind,
    choices: Object.values(messageKindWords),
    width: 132,
  },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => `/items/${encodeURIComponent(row.item)}`,
  },
  { id: 'qty', label: 'Quantity', type: 'quantity', value: (row) => row.qty },
  { id: 'from', label: 'Stands at', type: 'instant', value: (row) => row.from_at },
  { id: 'to', label: 'Should be', type: 'instant', value: (row) => row.to_at },
  { id: 'text', label: 'In words', type: 'text', value: (row) => row.text, width: 480 },
  { id: 'effect', label: 'Apply does', type: 'text', value: (row) => row.effect, width: 320 },
  { id: 'owner', label: 'Owner', type: 'text', value: (row) => row.owner, width: 88 },
];
const keyOf = (row: Message): string => `${row.kind} ${row.supply}`;
const none: readonly Message[] = [];

export default function MaterialPlanPage() {
  const view = useView('material-plan', views);
  const found = useOne(listMessages, { query: { limit: 1000 } }, { kinds: messageKinds });
  const rows = found.data?.rows ?? none;
  const source = useLocalRows(rows, columns, view, keyOf);
  const doors = useMessageDoors();
  const hurting = useMemo(() => rows.filter((row) => row.hurts > 0).length, [rows]);
  const total = found.data?.total ?? 0;
  return (
    <Page
      title="Material plan"
      counted={
        found.data ? `${quantityText(total)} to do, ${quantityText(hurting)} hurting customers’ orders` : undefined
      }
      view={view}
      searchHint="Search messages"
      note={total > rows.length ? `The first ${quantityText(rows.length)} are shown, those that hurt most.` : undefined}
    >
      {found.error ? (
        <Problem of={found.error} retry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Progress doing="Reading the plan’s messages" />
      ) : (
        <Grid<Message>
          label="Action messages"
          columns={columns}
          rows={source}
          view={view}
          actions={(_, marked) =>
            doors(marked).map(({ word, barred, run }) => ({ word, run, ...(barred ? { barred } : {}) }))
          }
          pageOf={(row) => `/items/${encodeURIComponent(row.item)}`}
          panelTitle={(row) => `${messageKindWords[row.kind] ?? row.kind} ${row.item}`}
          panel={(row) => <MessagePanel of={row} />}
          empty={
            <Empty
              title="The plan asks for nothing."
              text="After a planning run stands here what to make, buy, expedite, put off or cancel, each with its reason."
            />
          }
        />
      )}
    </Page>
  );
}

function MessagePanel({ of: row }: { of: Message }) {
  return (
    <>
      <Facts
        of={[
          ['Stands at', row.from_at ? <When key="from" at={row.from_at} time /> : null],
          ['Should be', row.to_at ? <When key="to" at={row.to_at} time /> : null],
          ['Hurts', row.hurts > 0 ? `${durationText(row.hurts)} of customers’ lateness` : 'no customer’s order'],
          ['Owner', row.owner],
        ]}
      />
      <h3>All about {row.item}</h3>
      <ItemMessages item={row.item} />
    </>
  );
}
