/** The day of who keeps stock: what comes, stands, goes out, is to be kitted, brought, filled and counted, and what is below zero. Each row leads to where it is done. */
import type { ReactNode } from 'react';
import { countProgramme } from '../../duties/counting/counting.contract.ts';
import { listDeliveries } from '../../duties/deliveries/deliveries.contract.ts';
import { isOpen } from '../../duties/deliveries/deliveries.ts';
import { listBalances } from '../../duties/inventory/movements.contract.ts';
import { listPicks } from '../../duties/issuing/issuing.contract.ts';
import { listCards } from '../../duties/kanban/kanban.contract.ts';
import { listKits } from '../../duties/kits/kits.contract.ts';
import { dockSchedule } from '../../duties/receiving/receiving.contract.ts';
import { listStanding } from '../../duties/receiving/standing.contract.ts';
import { linesToShip } from '../../duties/shipping/shipping.contract.ts';
import { quantityText } from '../kit/formats.ts';
import { When } from '../kit/marks.tsx';
import { PageLink } from '../kit/PageLink.tsx';
import { usePlant } from '../kit/plant.tsx';
import { Problem, Progress } from '../kit/states.tsx';
import { daysAfter, startOfDay } from '../kit/time.ts';
import { type PageAddress, pageAt } from '../paths.ts';
import { useOne } from '../queries.ts';
import { Part } from './Part.tsx';
import classes from './today.module.css';

const most = 15;

interface Task {
  readonly key: string;
  readonly to: PageAddress;
  readonly what: string;
  readonly more: string;
  readonly when: ReactNode;
}

interface TasksProps {
  readonly title: string;
  readonly none: string;
  readonly more: PageAddress;
  readonly list: { readonly error: unknown; readonly isPending: boolean; readonly refetch: () => unknown };
  readonly tasks: readonly Task[];
  /** Where more are than were read. */
  readonly count?: number | undefined;
}

function Tasks({ title, none, more, list, tasks, count = tasks.length }: TasksProps) {
  return (
    <Part title={title} count={list.isPending ? undefined : count} more={more}>
      {list.error ? <Problem of={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Progress doing={`Reading ${title.toLowerCase()}`} /> : null}
      {!list.isPending && !list.error && tasks.length === 0 ? <p className="dim">{none}</p> : null}
      <ul className={classes.rows}>
        {tasks.slice(0, most).map((one) => (
          <li key={one.key}>
            <PageLink to={one.to} className={classes.row}>
              <span className={classes.what}>
                {one.what}
                <span className="dim">{one.more}</span>
              </span>
              <span className={classes.when}>{one.when}</span>
            </PageLink>
          </li>
        ))}
      </ul>
    </Part>
  );
}

const amount = (qty: number, unit: string, item: string): string => `${quantityText(qty)} ${unit} of ${item}`;

export function StoreDay() {
  return (
    <>
      <Below />
      <Due />
      <Standing />
      <Deliveries />
      <Bins />
      <Kits />
      <Shipping />
      <Counts />
    </>
  );
}

function Below() {
  const filter = 'qty:lt:0';
  const list = useOne(listBalances, { query: { filter, limit: most } }, { kinds: ['stock', 'movements'] });
  const tasks = (list.data?.rows ?? []).map((row) => ({
    key: String(row.id),
    to: pageAt('/stock', { filter: `item:eq:${row.item}|qty:lt:0` }),
    what: amount(row.qty, row.unit, row.item),
    more: `at ${row.location}${row.lot === '' ? '' : `, lot ${row.lot}`}`,
    when: null,
  }));
  if (tasks.length === 0 && !list.error) return null;
  const more = pageAt('/stock', { filter });
  return <Tasks title="Below zero" none="" more={more} list={list} tasks={tasks} count={list.data?.total} />;
}

function Due() {
  const list = useOne(dockSchedule, { query: { days: 0 } }, { kinds: ['purchase_lines', 'ship_notices', 'receipts'] });
  const tasks = (list.data?.rows ?? []).map((row) => ({
    key: `${row.kind} ${row.ref}`,
    to: pageAt('/receive/$text', { text: row.ref }),
    what: `${row.ref} ${row.partner_name ?? row.partner}`,
    more: `${amount(row.open, row.unit, row.item)}${row.hot ? ' · a late order waits for it' : ''}`,
    when: (
      <>
        {row.when === 'late' ? '▲ late ' : ''}
        <When day={row.day} />
      </>
    ),
  }));
  return (
    <Tasks
      title="Due at the dock"
      none="Nothing is due at the dock today."
      more={pageAt('/receiving')}
      list={list}
      tasks={tasks}
    />
  );
}

function Standing() {
  const list = useOne(listStanding, {}, { kinds: ['stock', 'movements'] });
  const tasks = (list.data?.rows ?? []).map((row) => ({
    key: String(row.id),
    to: pageAt('/receiving', { search: row.item }),
    what: amount(row.qty, row.unit, row.item),
    more: `at ${row.location}${row.orders.length > 0 ? ` · ${row.orders[0]} waits for it` : ''}`,
    when: (
      <>
        {row.late ? '▲ ' : ''}since <When at={row.since} time />
      </>
    ),
  }));
  return (
    <Tasks
      title="Not put away"
      none="Nothing stands at the dock or in inspection."
      more={pageAt('/receiving')}
      list={list}
      tasks={tasks}
    />
  );
}

function Deliveries() {
  const list = useOne(listDeliveries, {}, { kinds: ['deliveries', 'plan_versions'] });
  const tasks = (list.data?.rows ?? [])
    .filter(({ state, urgency }) => isOpen(state) && (urgency === 'late' || urgency === 'due'))
    .map((row) => ({
      key: row.number,
      to: pageAt('/deliver/$number', { number: row.number }),
      what: `${row.number} to ${row.area}`,
      more: `${row.order ?? row.source_key}${row.taken_by === null ? '' : ` · ${row.taken_by}`}`,
      when: (
        <>
          {row.urgency === 'late' ? '▲ late ' : ''}
          <When at={row.latest} time />
        </>
      ),
    }));
  return (
    <Tasks
      title="To be brought now"
      none="Nothing is to be brought now."
      more={pageAt('/deliveries')}
      list={list}
      tasks={tasks}
    />
  );
}

function Bins() {
  const list = useOne(listCards, {}, { kinds: ['kanban_cards', 'deliveries', 'requisitions'] });
  const tasks = (list.data?.rows ?? [])
    .filter(({ state }) => state === 'empty')
    .map((row) => ({
      key: `${row.loop} ${row.bin}`,
      to: pageAt('/bin/$loop/$bin', { loop: row.loop, bin: String(row.bin) }),
      what: amount(row.qty, row.unit, row.item),
      more: `to ${row.area}${row.short === null ? '' : ` · ${row.short}`}`,
      when: (
        <>
          {row.late ? '▲ late ' : ''}
          <When at={row.due} time />
        </>
      ),
    }));
  return <Tasks title="Empty bins" none="No bin is empty." more={pageAt('/kanban')} list={list} tasks={tasks} />;
}

/** Short ones, and what is released, starts by the end of tomorrow and has none. */
function Kits() {
  const { zone, today } = usePlant();
  const until = daysAfter(startOfDay(zone, today), 2);
  const kinds = ['kits', 'work_orders', 'work_materials', 'stock', 'plan_versions'];
  const kits = useOne(listKits, {}, { kinds });
  const picks = useOne(listPicks, {}, { kinds });
  const made = new Set((kits.data?.rows ?? []).map(({ order }) => order));
  const starting = new Map((picks.data?.rows ?? []).map((row) => [row.order, row.starts]));
  const short = (kits.data?.rows ?? [])
    .filter(({ state }) => state === 'short')
    .map((row) => ({
      key: row.number,
      to: pageAt('/kits', { search: row.number }),
      what: `${row.number} for ${row.order}`,
      more: `short of ${row.lines.flatMap((line) => (line.short > 0 ? [line.item] : [])).join(', ')}`,
      when: <When at={starting.get(row.order) ?? null} time />,
    }));
  const bare = (picks.data?.rows ?? [])
    .filter((row) => row.state === 'released' && row.starts !== null && row.starts < until && !made.has(row.order))
    .map((row) => ({
      key: row.order,
      to: pageAt('/picking/$order', { order: row.order }),
      what: `${row.order} ${row.item_name ?? row.item}`,
      more: 'no kit yet',
      when: <When at={row.starts} time />,
    }));
  const list = {
    error: kits.error ?? picks.error,
    isPending: kits.isPending || picks.isPending,
    refetch: () => Promise.all([kits.refetch(), picks.refetch()]),
  };
  return (
    <Tasks
      title="Kits by tomorrow"
      none="Every order that starts by tomorrow has its kit."
      more={pageAt('/kits')}
      list={list}
      tasks={[...short, ...bare]}
    />
  );
}

function Shipping() {
  const { zone, today } = usePlant();
  const until = daysAfter(startOfDay(zone, today), 1);
  const list = useOne(linesToShip, {}, { kinds: ['customer_lines', 'stock', 'movements', 'allocations'] });
  const tasks = (list.data?.rows ?? [])
    .filter(({ due, there }) => due < until && there > 0)
    .map((row) => ({
      key: `${row.order_no}/${row.line}`,
      to: pageAt('/ship/$order/$line', { order: row.order_no, line: String(row.line) }),
      what: `${row.order_no}/${row.line} ${row.customer_name ?? row.customer}`,
      more: `${amount(row.open, row.unit, row.item)}, ${quantityText(row.there)} there`,
      when: <When at={row.due} />,
    }));
  return (
    <Tasks
      title="To ship"
      none="Nothing that is there is to go out today."
      more={pageAt('/ship')}
      list={list}
      tasks={tasks}
    />
  );
}

function Counts() {
  const list = useOne(countProgramme, { query: { days: 1 } }, { kinds: ['stock', 'count_sheets', 'counts'] });
  const due = (list.data?.rows ?? []).filter((row) => row.due);
  const tasks = due.map((row) => ({
    key: `${row.item} ${row.location}`,
    to: pageAt('/counts'),
    what: `${row.location} ${row.item_name ?? row.item}`,
    more: `${row.why}${row.sheet === null ? '' : ` · on ${row.sheet}`}`,
    when: null,
  }));
  return (
    <Tasks
      title="Counts due"
      none="Nothing is to be counted today."
      more={pageAt('/counts')}
      list={list}
      tasks={tasks}
    />
  );
}
