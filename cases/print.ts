/** A plan as tables that a planner reads: days with their names, lengths in hours and minutes, reasons as sentences. */
import type { Plan } from '@hotlist/engine';
import type { Factory } from './factory.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export function printPlan({ problem, clock }: Factory, plan: Plan): string {
  const decimals = new Map(problem.items.map((item) => [item.id, item.decimals]));
  const due = new Map(problem.demands.map((demand) => [demand.id, demand]));
  const amount = (qty: number, item: string) => String(qty / 10 ** (decimals.get(item) ?? 0));
  const when = (at: number | undefined): string => {
    if (at === undefined) return 'never';
    const text = clock.clock(at);
    const weekday = weekdays[new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDay()];
    const time = text.slice(11, 19);
    return `${weekday} ${text.slice(0, 10)} ${time.endsWith(':00') ? time.slice(0, 5) : time}`;
  };
  return [
    section(
      'Deliveries',
      ['Order line', 'Item', 'Quantity', 'Due', 'Ships', 'Late', 'Why'],
      plan.deliveries.map(({ demand, qty, date, late, reasons }) => {
        const { item = '', due: wanted } = due.get(demand) ?? {};
        const why = reasons.map((reason) => reason.text).join(' ');
        return [demand, item, amount(qty, item), when(wanted), when(date), date === undefined ? '' : length(late), why];
      }),
    ),
    section(
      'Orders',
      ['Order', 'Item', 'Quantity', 'Starts with', 'From', 'Until'],
      plan.orders.map(({ id, item, qty, qtyStarted, start, end }) => [
        id,
        item,
        amount(qty, item),
        amount(qtyStarted, item),
        when(start),
        when(end),
      ]),
    ),
    section(
      'Operations',
      ['Order', 'Item', 'Step', 'Machine', 'From', 'Until', 'Set-up', 'Run'],
      plan.operations.map(({ order, item, seq, machine, start, end, setup, run, frozen }) => [
        order,
        item,
        String(seq),
        `${machine ?? 'outside'}${frozen ? ', frozen' : ''}`,
        when(start),
        when(end),
        length(setup),
        length(run),
      ]),
    ),
    section(
      'Purchases',
      ['Purchase', 'Item', 'Vendor', 'Quantity', 'Order on', 'There'],
      plan.purchases.map(({ id, item, vendor, qty, orderAt, arrival }) => [
        id,
        item,
        vendor,
        amount(qty, item),
        when(orderAt),
        when(arrival),
      ]),
    ),
    section(
      'Who takes what',
      ['Taken by', 'From', 'Item', 'Quantity'],
      plan.pegs.map(({ consumer, supply, item, qty }) => [consumer, supply, item, amount(qty, item)]),
    ),
    section(
      'Messages',
      ['Do', 'With', 'Because'],
      plan.messages.map(({ kind, supply, text }) => [kind, supply, text]),
    ),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** "3 d 2 h 15 min" of elapsed time; nothing is a dash. */
function length(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.length > 0 ? said.join(' ') : '–';
}

/** Nothing where there is no row. */
function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [`### ${title}`, '', line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
