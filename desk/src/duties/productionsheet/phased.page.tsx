/** The six rows of an item in time; a figure opens what it is made of and what that is pegged to. */
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty } from '../../web/kit/states.tsx';
import { dayWords, wallClock } from '../../web/kit/time.ts';
import type { timePhased } from '../planning/planning.contract.ts';
import classes from './sheet.module.css';
import { SupplyLink } from './supplylink.page.tsx';

type Phased = Answering<typeof timePhased>;
type Bucket = Phased['buckets'][number];
type MovementRow = Phased['movements'][number]['row'];

const rows: readonly (readonly [
  keyof Bucket & ('gross' | 'scheduled' | 'available' | 'net' | 'receipts' | 'releases'),
  string,
])[] = [
  ['gross', 'Gross requirements'],
  ['scheduled', 'Scheduled receipts'],
  ['available', 'Projected available'],
  ['net', 'Net requirements'],
  ['receipts', 'Planned order receipts'],
  ['releases', 'Planned order releases'],
];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** More buckets than these are read in a coarser size. */
const mostShown = 60;

interface Chosen {
  readonly row: MovementRow;
  readonly label: string;
  readonly bucket: Bucket;
}

export function PhasedRecord({ of: phased, bucket: size }: { of: Phased; bucket: 'day' | 'week' | 'month' }) {
  const { today } = usePlant();
  const [chosen, setChosen] = useState<Chosen>();
  const shown = phased.buckets.slice(0, mostShown);
  if (phased.movements.length === 0)
    return (
      <Empty
        title="Nothing of it is needed or made."
        text="The plan's needs and receipts stand here by day, week or month."
      />
    );
  return (
    <>
      <div className={classes.scroll}>
        <table className={`${classes.sheet} ${classes.phased}`}>
          <thead>
            <tr>
              <th scope="col">{phased.unit}</th>
              {shown.map((one, index) => (
                <th key={one.from} scope="col" title={one.from}>
                  {index === 0
                    ? 'Now'
                    : size === 'month'
                      ? months[Number(one.from.slice(5, 7)) - 1]
                      : dayWords(one.from, today).replace(/^\w+ /, size === 'week' ? '' : '$&')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([row, label]) => (
              <tr key={row}>
                <th scope="row">{label}</th>
                {shown.map((one) => (
                  <td key={one.from}>
                    <Figure
                      value={one[row]}
                      quiet={row !== 'available'}
                      negative={row === 'available' && one.available < 0}
                      {...(row === 'available' || row === 'net'
                        ? {}
                        : { onOpen: () => setChosen({ row, label, bucket: one }), what: `${label} from ${one.from}` })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {phased.buckets.length > mostShown ? (
        <p className="dim">
          The first {mostShown} of {phased.buckets.length}; coarser buckets show more.
        </p>
      ) : null}
      {chosen ? (
        <Pegging of={phased} chosen={chosen} first={phased.buckets[0]?.from ?? ''} />
      ) : (
        <p className="dim">A figure opens what it is made of.</p>
      )}
    </>
  );
}

interface FigureProps {
  readonly value: number;
  readonly quiet: boolean;
  readonly negative: boolean;
  readonly what?: string;
  readonly onOpen?: () => void;
}

function Figure({ value, quiet, negative, what, onOpen }: FigureProps) {
  if (value === 0 && quiet) return null;
  const text = <span className={negative ? classes.negative : undefined}>{quantityText(value)}</span>;
  return onOpen ? (
    <button type="button" className={classes.figure} aria-label={`${quantityText(value)}, ${what}`} onClick={onOpen}>
      {text}
    </button>
  ) : (
    text
  );
}

/** What a figure is made of: each need or receipt in its bucket, and what stands at the other end of it. */
function Pegging({ of: phased, chosen, first }: { of: Phased; chosen: Chosen; first: string }) {
  const { zone } = usePlant();
  const { row, label, bucket } = chosen;
  const within = phased.movements.filter((one) => {
    const day = wallClock(zone, one.at).day;
    return one.row === row && day < bucket.to && (day >= bucket.from || bucket.from === first);
  });
  const toward = row === 'gross' ? 'served by' : 'serves';
  return (
    <section aria-label="Pegging" className={classes.pegging}>
      <h3>
        {label}, {quantityText(bucket[row])} {phased.unit}
      </h3>
      <ul>
        {within.map((one) => (
          <li key={`${one.name}${one.at}`}>
            <SupplyLink name={one.name} />:{' '}
            <span className="figures">
              {quantityText(one.qty)} {phased.unit}
            </span>
            , <When at={one.at} />
            {one.counterpart.length > 0 ? (
              <span className="dim">
                , {toward}{' '}
                {one.counterpart.map((peg, index) => (
                  <span key={peg.name}>
                    {index > 0 ? ', ' : ''}
                    <SupplyLink name={peg.name} /> ({quantityText(peg.qty)})
                  </span>
                ))}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
