/** What is on hand, by item, location and lot, now or at the end of a day: what moved behind each, and what is moved from here. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { dayMeant } from '../../web/kit/daymeant.ts';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useListRows } from '../../web/kit/grid/useListRows.ts';
import type { ListRoute } from '../../web/kit/grid/usePagedRows.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty } from '../../web/kit/states.tsx';
import { daysAfter, startOfDay } from '../../web/kit/time.ts';
import { pageAt, recordsAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { useScans } from '../../web/shell/scans.ts';
import { Reserved, ReserveWindow } from '../allocations/reserved.page.tsx';
import { AsOf } from './asof.page.tsx';
import { Behind } from './behind.page.tsx';
import classes from './inventory.module.css';
import { listBalances } from './movements.contract.ts';
import { acts, placeKinds } from './movements.ts';
import { actWords, MoveWindow, type StockAct } from './moving.page.tsx';
import { Told } from './told.page.tsx';

export type Balance = Answering<typeof listBalances>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'All', sort: 'item' },
  { name: 'On hand', filter: 'qty:ne:0', sort: 'item' },
  { name: 'Reserved', filter: 'allocated:gt:0', sort: 'item' },
  { name: 'Below zero', filter: 'qty:lt:0', sort: 'qty' },
  { name: 'Not usable', filter: 'usable:eq:false|qty:ne:0', sort: 'item' },
];

const columns: readonly Column<Balance>[] = [
  {
    id: 'item',
    label: 'Item',
    type: 'reference',
    value: (row) => row.item,
    to: (row) => pageAt('/items/$code', { code: row.item }),
  },
  { id: 'location', label: 'Location', type: 'text', value: (row) => row.location },
  {
    id: 'qty',
    label: 'On hand',
    type: 'quantity',
    value: (row) => row.qty,
    draw: (row) => <Quantity of={row.qty} unit={row.unit} />,
  },
  {
    id: 'free',
    label: 'Free',
    type: 'quantity',
    value: (row) => row.free,
    draw: (row) => (row.free === null ? null : <Quantity of={row.free} unit={row.unit} />),
    help: 'On hand at a usable location less what is reserved by hand',
  },
  {
    id: 'allocated',
    label: 'Reserved',
    type: 'quantity',
    value: (row) => row.allocated,
    draw: (row) => (row.allocated ? <Quantity of={row.allocated} unit={row.unit} /> : null),
  },
  { id: 'item_name', label: 'Name', type: 'text', value: (row) => row.item_name },
  { id: 'lot', label: 'Lot', type: 'text', value: (row) => row.lot },
  { id: 'serial', label: 'Serial', type: 'text', value: (row) => row.serial, secondary: true },
  { id: 'container', label: 'Container', type: 'text', value: (row) => row.container, secondary: true },
  { id: 'owner', label: 'Owner', type: 'text', value: (row) => row.owner, secondary: true },
  { id: 'kind', label: 'Kind', type: 'choice', value: (row) => row.kind, choices: placeKinds },
  { id: 'usable', label: 'Usable', type: 'boolean', value: (row) => row.usable },
  { id: 'expires', label: 'Expires', type: 'date', value: (row) => row.expires },
  { id: 'available_from', label: 'Available from', type: 'instant', value: (row) => row.available_from },
  { id: 'unit', label: 'Unit', type: 'text', value: (row) => row.unit, secondary: true },
];
const keyOf = (row: Balance): string =>
  JSON.stringify([row.item, row.location, row.lot, row.serial, row.container, row.owner]);
/** What tells it from others of its item at its place. */
const toldBy = ({ lot, serial, container, owner }: Balance): string =>
  [lot && `lot ${lot}`, serial && `serial ${serial}`, container && `in ${container}`, owner && `of ${owner}`]
    .filter(Boolean)
    .map((words) => `, ${words}`)
    .join('');
const actsOn = (row: Balance): readonly StockAct[] => (row.container === '' ? acts : [...acts, 'container']);
const kinds = ['stock', 'movements', 'locations', 'items', 'allocations'];

export default function StockPage() {
  const may = useMay('stock.write');
  const [address, setAddress] = useAddress();
  const { zone, today } = usePlant();
  const view = useView('stock-balances', views);
  const day = address.asof;
  const asof = day ? daysAfter(startOfDay(zone, day), 1) : undefined;
  const source = useListRows<Balance>(listBalances as unknown as ListRoute, columns, view, {
    keyOf,
    kinds,
    query: { asof },
  });
  // The same page of another item: its balances, not its record.
  useScans(({ kind, name }) => {
    if (kind === 'item') setAddress({ filter: `item:eq:${name}` });
    return kind === 'item';
  });
  const below = useOne(listBalances, { query: { filter: 'qty:lt:0', limit: 1 } }, { kinds }).data?.total;
  const [moving, setMoving] = useState<{ readonly act: StockAct; readonly row: Balance }>();
  const notNow = asof ? 'This is how it stood. Move what stands now.' : undefined;
  const [reserving, setReserving] = useState<Balance>();
  const mayReserve = useMay('orders.write');
  const notReserved = mayReserve ? notNow : 'Planners and supervisors reserve.';
  const barred = may ? notNow : 'Storekeepers do this.';

  return (
    <Page
      title="Stock"
      counted={
        source.loading && source.total === 0
          ? undefined
          : `${countText(source.counted, 'balance', 'balances')}${below ? ` · ${below} below zero` : ''}`
      }
      view={view}
      searchHint="Search stock"
      tools={
        <>
          <AsOf
            key={day}
            day={day}
            onDay={(text) => setAddress({ asof: text === '' ? undefined : (dayMeant(text, today) ?? day) })}
          />
          {may ? (
            <Button component={PageLink} to={recordsAt('stock')} size="xs" h={28} variant="default">
              Edit balances
            </Button>
          ) : null}
        </>
      }
      note={
        day ? (
          <>
            As of the end of <When day={day} />: what had moved by then, whenever it was posted.
          </>
        ) : undefined
      }
    >
      <Told onPosted={source.refresh} />
      <Grid
        label="Stock"
        columns={columns}
        rows={source}
        view={view}
        actions={(row) => [
          ...actsOn(row).map((act) => ({ word: actWords[act], barred, run: () => setMoving({ act, row }) })),
          { word: 'Reserve', barred: notReserved, run: () => setReserving(row) },
        ]}
        panelTitle={(row) => `${row.item} at ${row.location}${toldBy(row)}`}
        panel={(row) => (
          <>
            {barred ? null : (
              <div className={classes.doors}>
                {actsOn(row).map((act) => (
                  <Button key={act} variant="default" onClick={() => setMoving({ act, row })}>
                    {actWords[act]}
                  </Button>
                ))}
              </div>
            )}
            {notReserved ? null : (
              <div className={classes.doors}>
                <Button variant="default" onClick={() => setReserving(row)}>
                  Reserve
                </Button>
              </div>
            )}
            {asof ? null : <Reserved key={`reserved ${keyOf(row)}`} of={row} />}
            {may ? (
              <div className={classes.doors}>
                <Button variant="default" component={PageLink} to={labelsAt(row)}>
                  Print labels
                </Button>
              </div>
            ) : null}
            <p>
              <PageLink to={whereIs(row)}>Where is it</PageLink> ·{' '}
              <PageLink to={pageAt('/counts', { show: 'history', item: row.item, location: row.location })}>
                When it was counted
              </PageLink>
            </p>
            {row.lot === '' && row.serial === '' ? null : (
              <p>
                <PageLink to={pageAt('/lots/$item', { item: row.item }, { lot: row.lot, serial: row.serial })}>
                  Where did it go, what is in it
                </PageLink>
              </p>
            )}
            <Behind key={keyOf(row)} of={row} onMoved={source.refresh} />
          </>
        )}
        empty={
          <Empty
            title="Nothing is on hand here."
            text="Balances come here from movements: finished work, an import, or what is entered under Edit balances."
          />
        }
      />
      {reserving ? <ReserveWindow of={reserving} onClose={() => setReserving(undefined)} /> : null}
      {moving ? <MoveWindow {...moving} onMoved={source.refresh} onClose={() => setMoving(undefined)} /> : null}
    </Page>
  );
}

const whereIs = ({ item, lot, serial }: Balance) => pageAt('/where', { item, lot, serial });

/** Of one piece its own; the label of a lot says how many stand there; of what has neither it is the item's. */
const labelsAt = ({ item, lot, serial, qty }: Balance) =>
  pageAt(
    '/labels',
    serial !== ''
      ? { of: 'serial', what: `${item}, ${serial}` }
      : lot === ''
        ? { of: 'item', what: item }
        : { of: 'lot', what: `${item}, ${lot}, ${qty}` },
  );
