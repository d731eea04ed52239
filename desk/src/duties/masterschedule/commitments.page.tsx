/** Plan → Commitments: what is ordered, what is forecast beyond that, and what the plan ships, by item, family and week. */
import { Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { countText, quantityText } from '../../web/kit/formats.ts';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { StaleNote } from '../../web/plan/StaleNote.tsx';
import classes from './masterschedule.module.css';
import { behindOf, type CommittedItem, familySums } from './masterschedule.ts';
import { type Master, useMasterSchedule, WeekHeads, WithMaster } from './weeks.page.tsx';

type Item = Master['items'][number];
const measures = [
  ['ordered', 'Ordered'],
  ['forecast', 'Forecast beyond'],
  ['ships', 'Ships by the plan'],
] as const;
/** More items than these are found by searching. */
const mostShown = 200;

export default function CommitmentsPage() {
  const asked = useMasterSchedule();
  const [search, setSearch] = useState('');
  const [family, setFamily] = useState<string | null>(null);
  const items = asked.data?.items ?? [];
  const families = [...new Set(items.map((row) => row.family))].sort();
  const found = items.filter((row) => (family === null || row.family === family) && matches(row, search));
  return (
    <Page
      title="Commitments"
      counted={asked.data?.version ? countText(items.length, 'item committed', 'items committed') : undefined}
      tools={
        <>
          <Select
            size="xs"
            aria-label="Product family"
            placeholder="Every family"
            clearable
            searchable
            data={families}
            value={family}
            onChange={setFamily}
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
      <WithMaster of={asked}>
        {(master) =>
          found.length === 0 ? (
            <Empty
              title={items.length === 0 ? 'Nothing is ordered or forecast.' : 'No item is called so.'}
              text="Items that customers ordered or that are forecast stand here, week by week."
            />
          ) : (
            <div className={classes.body}>
              <StaleNote />
              <div className={classes.scroll}>
                <table className={classes.weeks}>
                  <caption className={classes.unseen}>Commitments by item and week</caption>
                  <thead>
                    <tr>
                      <th scope="col">Item</th>
                      <th scope="col" className={classes.what}>
                        What
                      </th>
                      <WeekHeads of={master.weeks} />
                      <th scope="col">In all</th>
                    </tr>
                  </thead>
                  {family !== null ? <FamilyRows of={found} family={family} weeks={master.weeks} /> : null}
                  {found.slice(0, mostShown).map((row) => (
                    <ItemRows key={row.item} of={row} weeks={master.weeks} />
                  ))}
                </table>
              </div>
              {found.length > mostShown ? (
                <p className="dim">
                  The first {mostShown} of {quantityText(found.length)}. Maybe search, or choose a family.
                </p>
              ) : null}
            </div>
          )
        }
      </WithMaster>
    </Page>
  );
}

const matches = ({ item, name }: Item, search: string): boolean =>
  `${item} ${name ?? ''}`.toLowerCase().includes(search.trim().toLowerCase());

function ItemRows({ of: row, weeks }: { of: Item; weeks: Master['weeks'] }) {
  return (
    <Rows of={row} weeks={weeks}>
      <PageLink to={pageAt('/items/$code', { code: row.item })}>{row.item}</PageLink>
      <span className={classes.name}>
        {[row.name, row.family === row.item ? null : row.family, row.unit].filter(Boolean).join(' · ')}
      </span>
    </Rows>
  );
}

/** The sums of a family, where all of it is counted in one unit. */
function FamilyRows({ of: rows, family, weeks }: { of: readonly Item[]; family: string; weeks: Master['weeks'] }) {
  const sums = familySums(rows);
  if (!sums) return null;
  return (
    <Rows of={sums} weeks={weeks}>
      <strong>{family}</strong>
      <span className={classes.name}>
        {countText(rows.length, 'item', 'items')} · {sums.unit}
      </span>
    </Rows>
  );
}

interface RowsProps {
  readonly of: Pick<CommittedItem, 'ordered' | 'forecast' | 'ships'>;
  readonly weeks: Master['weeks'];
  readonly children: ReactNode;
}

function Rows({ of: row, weeks, children }: RowsProps) {
  const shown = measures.filter(([measure]) => measure !== 'forecast' || row.forecast.some((qty) => qty > 0));
  const behind = behindOf(row);
  return (
    <tbody>
      {shown.map(([measure, label], at) => (
        <tr key={measure} data-last={at === shown.length - 1 || undefined}>
          {at === 0 ? (
            <th scope="rowgroup" rowSpan={shown.length}>
              {children}
            </th>
          ) : null}
          <th scope="row" className={classes.measure}>
            {label}
          </th>
          {row[measure].map((qty, n) => {
            const short = measure === 'ships' ? (behind[n] ?? 0) : 0;
            return (
              <td
                key={weeks[n]?.from}
                title={short > 0 ? `${quantityText(short)} behind the orders so far` : undefined}
              >
                {short > 0 ? (
                  <span className={classes.late}>▲ {quantityText(qty)}</span>
                ) : qty === 0 ? null : (
                  quantityText(qty)
                )}
              </td>
            );
          })}
          <td>{quantityText(row[measure].reduce((sum, qty) => sum + qty, 0))}</td>
        </tr>
      ))}
    </tbody>
  );
}
