/** The material plan by weeks: items that are short, each week in red where something is missing; a row opens the item's record. */
import { Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { countText, lateDaysText, quantityText } from '../../web/kit/formats.ts';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { dayWords } from '../../web/kit/time.ts';
import { pageAt } from '../../web/paths.ts';
import { StaleNote } from '../../web/plan/StaleNote.tsx';
import { useOne } from '../../web/queries.ts';
import classes from './planning.module.css';
import { shortages } from './shortages.contract.ts';

type Shortages = Answering<typeof shortages>;
type Row = Shortages['rows'][number];

const kinds = ['plan_runs', 'stock', 'purchase_lines', 'work_orders', 'items', 'locations', 'sites'];
const supplies = [
  { value: 'buy', label: 'Bought' },
  { value: 'make', label: 'Made' },
  { value: 'all', label: 'All items' },
] as const;
type Supply = (typeof supplies)[number]['value'];

/** `tools` lead to the other half of the material plan. */
export function ShortagesPage({ tools }: { tools: ReactNode }) {
  const [address, set] = useAddress();
  const supply: Supply = supplies.find((one) => one.value === address.supply)?.value ?? 'buy';
  const [search, setSearch] = useState('');
  const list = useOne(shortages, { query: { supply } }, { kinds });
  const rows = (list.data?.rows ?? []).filter((row) =>
    `${row.item} ${row.name ?? ''}`.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <Page
      title="Material plan"
      counted={
        list.data?.version
          ? `${countText(list.data.total, 'item', 'items')} short within ${list.data.weeks.length} weeks`
          : undefined
      }
      tools={
        <>
          {tools}
          <Select
            size="xs"
            w={110}
            aria-label="Which items"
            allowDeselect={false}
            data={supplies}
            value={supply}
            onChange={(value) => set({ supply: value === 'buy' ? undefined : (value ?? undefined) })}
          />
          <TextInput
            size="xs"
            aria-label="Search items"
            placeholder="Search items"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </>
      }
    >
      <div className={classes.weeksBody}>
        <StaleNote />
        {list.error ? <Problem of={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending ? <Progress doing="Adding up the weeks" /> : null}
        {list.data ? <Helps of={list.data.helps} /> : null}
        {list.data && rows.length === 0 ? <Nothing of={list.data} /> : null}
        {list.data && rows.length > 0 ? <Weeks of={rows} weeks={list.data.weeks} /> : null}
        {list.data && list.data.total > list.data.rows.length ? (
          <p className="dim">
            The first {list.data.rows.length} of {quantityText(list.data.total)}.
          </p>
        ) : null}
      </div>
    </Page>
  );
}

function Nothing({ of: { version, total } }: { of: Shortages }) {
  if (!version)
    return <Empty title="There is no plan yet." text='A planner makes one from the hot list with "Plan".' />;
  return (
    <Empty
      title={total > 0 ? 'No item is called so.' : 'Nothing is short.'}
      text="Items stand here that would run out if nothing more were ordered, the first to run out first."
    />
  );
}

/** What would help most late lines, the best first. */
function Helps({ of: helps }: { of: Shortages['helps'] }) {
  if (helps.length === 0) return null;
  return (
    <ol className={classes.helps} aria-label="What would help most orders">
      {helps.map((help) => (
        <li key={help.item}>
          <PageLink to={pageAt('/items/$code', { code: help.item })}>{help.item}</PageLink> sooner would help{' '}
          {countText(help.lines, 'late line', 'late lines')}, {lateDaysText(help.late_days)} of lateness in all.{' '}
          {help.text}
        </li>
      ))}
    </ol>
  );
}

function Weeks({ of: rows, weeks }: { of: readonly Row[]; weeks: readonly string[] }) {
  const { today } = usePlant();
  return (
    <div className={classes.scroll}>
      <table className={classes.weeks}>
        <caption className={classes.unseen}>
          What would be there at the end of each week if nothing more were ordered
        </caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">On hand</th>
            {weeks.map((monday, n) => (
              <th key={monday} scope="col">
                {n === 0 ? 'This week' : dayWords(monday, today).replace(/^\w+ | \d{4}$/g, '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.item}>
              <th scope="row">
                <PageLink to={pageAt('/items/$code', { code: row.item })} title="Open its time-phased record">
                  {row.item}
                </PageLink>
                <span className={classes.name}>{[row.name, row.unit].filter(Boolean).join(' · ')}</span>
              </th>
              <td>{quantityText(row.onHand)}</td>
              {row.weeks.map((available, n) => (
                <Week key={weeks[n]} available={available} safety={row.safetyStock} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Week({ available, safety }: { available: number; safety: number }) {
  if (available < 0)
    return (
      <td data-tone="late" title={`${quantityText(-available)} missing`}>
        ▲ {quantityText(available)}
      </td>
    );
  return available < safety ? (
    <td data-tone="risk" title={`Below the safety stock of ${quantityText(safety)}`}>
      △ {quantityText(available)}
    </td>
  ) : (
    <td>{quantityText(available)}</td>
  );
}
