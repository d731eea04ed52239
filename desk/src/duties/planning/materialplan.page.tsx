/** Plan → Material plan: what the plan asks people to do, what hurts most first. */
import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAddress } from '../../web/kit/address.ts';
import { lateDaysText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useListRows } from '../../web/kit/grid/useListRows.ts';
import type { ListRoute } from '../../web/kit/grid/usePagedRows.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { ItemMessages, type Message, messageKinds, useMessageDoors } from './messages.page.tsx';
import { listMessages } from './planning.contract.ts';
import { messageKindWords } from './planning.messages.ts';
import { ShortagesPage } from './shortages.page.tsx';
import { ShortageDaysPage, StockReviewPage } from './stockreview.page.tsx';

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Hurting orders', filter: 'hurts:gt:0' },
  { name: 'By kind', group: 'message' },
  { name: 'By owner', group: 'owner' },
];

const columns: readonly Column<Message>[] = [
  {
    id: 'hurts',
    label: 'Hurts',
    type: 'lateness',
    filteredAs: 'days',
    value: (row) => (row.hurts > 0 ? { days: row.hurts, state: 'late' } : null),
    draw: (row) => (row.hurts > 0 ? <span className="figures">{lateDaysText(row.hurts)}</span> : null),
    help: 'Working days that customers’ orders are late that hang on it, added up',
  },
  {
    id: 'message',
    label: 'Message',
    type: 'choice',
    value: (row) => row.message,
    choices: Object.values(messageKindWords),
  },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  { id: 'qty', label: 'Quantity', type: 'quantity', value: (row) => row.qty },
  { id: 'from_at', label: 'Stands at', type: 'instant', value: (row) => row.from_at },
  { id: 'to_at', label: 'Should be', type: 'instant', value: (row) => row.to_at },
  { id: 'text', label: 'In words', type: 'text', value: (row) => row.text },
  {
    id: 'effect',
    label: 'Apply does',
    type: 'text',
    value: (row) => row.effect,
    sortable: false,
    filterable: false,
    groupable: false,
  },
  { id: 'owner', label: 'Owner', type: 'text', value: (row) => row.owner },
];
const keyOf = (row: Message): string => `${row.kind} ${row.supply}`;

const halves = [
  { value: 'messages', label: 'Messages' },
  { value: 'weeks', label: 'Weeks' },
  { value: 'days', label: 'Days' },
  { value: 'stock', label: 'Stock' },
] as const;

/** One plan: what to do about single supplies, what runs out when, what the coming days wait for, and what is too much. */
export default function MaterialPlanPage() {
  const [address, set] = useAddress();
  // Who keeps stock sees what the coming days wait for, and nothing else of the plan.
  const open = useMay('site.see') ? halves : halves.filter(({ value }) => value === 'days');
  const as = open.find((one) => one.value === address.as)?.value ?? open[0]!.value;
  const tools = (
    <SegmentedControl
      size="xs"
      aria-label="Material plan as"
      data={open.map((one) => ({ ...one }))}
      value={as}
      onChange={(value) => set({ as: value === 'messages' ? undefined : value })}
    />
  );
  if (as === 'weeks') return <ShortagesPage tools={tools} />;
  if (as === 'days') return <ShortageDaysPage tools={tools} />;
  return as === 'stock' ? <StockReviewPage tools={tools} /> : <MessagesPage tools={tools} />;
}

function MessagesPage({ tools }: { tools: ReactNode }) {
  const view = useView('material-plan', views);
  const source = useListRows<Message>(listMessages as unknown as ListRoute, columns, view, {
    keyOf,
    kinds: messageKinds,
  });
  const all = useOne(listMessages, { query: { limit: 1 } }, { kinds: messageKinds }).data?.total;
  const hurting = useOne(listMessages, { query: { limit: 1, filter: 'hurts:gt:0' } }, { kinds: messageKinds }).data
    ?.total;
  const doors = useMessageDoors();
  return (
    <Page
      title="Material plan"
      counted={
        all === undefined || hurting === undefined
          ? undefined
          : `${quantityText(all)} to do, ${quantityText(hurting)} hurting customers’ orders`
      }
      view={view}
      searchHint="Search messages"
      tools={tools}
    >
      <Grid<Message>
        label="Action messages"
        columns={columns}
        rows={source}
        view={view}
        actions={(_, marked) =>
          doors(marked).map(({ word, barred, run }) => ({ word, run, ...(barred ? { barred } : {}) }))
        }
        pageOf={(row) => pageAt('/items/$code', { code: row.item })}
        panelTitle={(row) => `${row.message} ${row.item}`}
        panel={(row) => <MessagePanel of={row} />}
        empty={
          <Empty
            title="The plan asks for nothing."
            text="After a planning run stands here what to make, buy, expedite, put off or cancel, each with its reason."
          />
        }
      />
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
          [
            'Hurts',
            row.hurts > 0
              ? `${lateDaysText(row.hurts)} of customers’ lateness, in working days`
              : 'no customer’s order',
          ],
          ['Owner', row.owner],
        ]}
      />
      <h3>All about {row.item}</h3>
      <ItemMessages item={row.item} />
    </>
  );
}
