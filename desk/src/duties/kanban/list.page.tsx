/** Kanban cards: which bins are empty or on their way, what is missing for them; then those that are full. */
import { countText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { ByWhen, type Card, CardDoors, CardSays, fromWords, kinds } from './card.page.tsx';
import { listCards } from './kanban.contract.ts';
import classes from './kanban.module.css';
import { cardStates } from './kanban.ts';

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Called for', filter: 'state:in:empty,on the way' },
  { name: 'Empty', filter: 'state:eq:empty' },
  { name: 'Full', filter: 'state:eq:full' },
];

const columns: readonly Column<Card>[] = [
  { id: 'card', label: 'Card', type: 'text', value: (row) => row.card },
  { id: 'state', label: 'State', type: 'choice', value: (row) => row.state, choices: cardStates },
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  { id: 'item_name', label: 'Name', type: 'text', value: (row) => row.item_name },
  { id: 'qty', label: 'A bin', type: 'text', value: (row) => `${quantityText(row.qty)} ${row.unit}` },
  { id: 'area', label: 'Area', type: 'text', value: (row) => row.area },
  { id: 'from', label: 'From', type: 'text', value: fromWords },
  {
    id: 'due',
    label: 'To be full',
    type: 'instant',
    width: 180,
    value: (row) => row.due,
    draw: (row) => <ByWhen of={row} />,
  },
  { id: 'short', label: 'Waits for', type: 'text', width: 300, value: (row) => row.short },
  { id: 'delivery', label: 'Delivery', type: 'text', value: (row) => (row.state === 'full' ? null : row.delivery) },
  { id: 'asked', label: 'Requisition', type: 'text', value: (row) => (row.state === 'full' ? null : row.asked) },
  { id: 'order', label: 'Purchase line', type: 'text', value: (row) => (row.state === 'full' ? null : row.order) },
  { id: 'called_by', label: 'Called by', type: 'text', value: (row) => row.called_by },
  {
    id: 'called_at',
    label: 'Called',
    type: 'instant',
    value: (row) => row.called_at,
    draw: (row) => <When at={row.called_at} time />,
  },
];

const phoneColumns = firstOnPhone(columns, {
  card: { label: 'Card', width: 150, draw: (row) => <TwoLines first={row.card} second={row.item} /> },
  state: { label: 'State', width: 190, draw: (row) => <TwoLines first={row.state} second={<ByWhen of={row} />} /> },
});

const noRows: readonly Card[] = [];

export default function KanbanPage() {
  const list = useOne(listCards, {}, { kinds });
  const view = useView('kanban', views);
  const shown = usePhone() ? phoneColumns : columns;
  const rows = list.data?.rows ?? noRows;
  const source = useLocalRows(rows, shown, view, (row) => row.card);
  const mayLoop = useMay('locations.write');
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const empty = rows.filter(({ state }) => state === 'empty');
  const coming = rows.filter(({ state }) => state === 'on the way');
  return (
    <Page
      title="Kanban"
      counted={
        list.data
          ? `${countText(rows.length, 'card', 'cards')}, ${empty.length} empty, ${coming.length} on the way`
          : undefined
      }
      view={view}
      searchHint="Search cards"
      tools={<PageLink to={pageAt('/records/kanban-loops')}>{mayLoop ? 'Change the loops' : 'The loops'}</PageLink>}
    >
      <Grid
        label="Kanban cards"
        columns={shown}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        panelTitle={(row) => `${row.card}: ${row.item} at ${row.area}`}
        panel={(row) => <CardPanel key={row.card} of={row} all={rows} />}
        empty={
          <Empty
            title="No kanban card is here."
            text="A kanban loop says how much of an item stands at an area and in how many bins; each bin has a card, and the scan of an empty one calls for the next, from a store or from a vendor."
          />
        }
      />
    </Page>
  );
}

function CardPanel({ of: card, all }: { of: Card; all: readonly Card[] }) {
  const mayLabel = useMay('locations.write');
  const loop = all.filter((one) => one.loop === card.loop);
  return (
    <section aria-label={card.card} className={classes.panel}>
      <p className="dim">
        {quantityText(card.qty)} {card.unit} of {card.item}, {fromWords(card)} → {card.area}
      </p>
      <CardSays of={card} />
      <CardDoors of={card} size="sm" />
      {mayLabel ? (
        <p>
          <PageLink to={pageAt('/labels', { of: 'kanban card', what: loop.map((one) => one.card).join('\n') })}>
            Print the {loop.length} cards of {card.loop}
          </PageLink>
        </p>
      ) : null}
      <p>
        <PageLink to={pageAt('/records/kanban-loops', { filter: `code:eq:${card.loop}` })}>Loop {card.loop}</PageLink>
      </p>
    </section>
  );
}
