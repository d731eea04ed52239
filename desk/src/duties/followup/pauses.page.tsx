/** The pauses that stand, whatever is due: whose, until when, by whom and why, what they hold back, and their end. */
import type { Answering } from '../../web/api.ts';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import type { RowSource } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import type { View } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty } from '../../web/kit/states.tsx';
import { dayWords } from '../../web/kit/time.ts';
import { addressOfRecord } from '../../web/records/addresses.ts';
import { type FollowRow, orderOf } from './columns.tsx';
import type { followUps } from './followup.contract.ts';

type Pause = Answering<typeof followUps>['pauses'][number];
export interface PauseRow extends Pause {
  /** Those of the list that it holds back. */
  readonly lines: readonly FollowRow[];
}

export const pauseRows = (pauses: readonly Pause[], rows: readonly FollowRow[]): readonly PauseRow[] =>
  pauses.map((pause) => ({ ...pause, lines: rows.filter(({ ref }) => pause.holds.includes(ref)) }));

export const keyOfPause = ({ id }: PauseRow): string => `pause-${id}`;

const vendorOf = ({ vendor, vendor_name }: PauseRow): string => vendor_name ?? vendor;
/** "PO-1/1 · Kraft Tubes"; "Kraft Tubes, all lines". */
const whatOf = (row: PauseRow): string => (row.ref ? `${row.ref} · ${vendorOf(row)}` : `${vendorOf(row)}, all lines`);
const heldText = ({ lines }: PauseRow): string =>
  lines.length === 0
    ? 'nothing due'
    : `${countText(lines.length, 'line', 'lines')}: ${lines.map(({ ref }) => ref).join(', ')}`;

export function pauseColumns(today: string, phone: boolean): readonly Column<PauseRow>[] {
  const columns: readonly Column<PauseRow>[] = [
    { id: 'what', label: 'Paused', type: 'text', width: 240, value: whatOf },
    {
      id: 'until',
      label: 'Until',
      type: 'date',
      width: 120,
      value: (row) => row.until,
      draw: (row) => (row.until ? dayWords(row.until, today) : 'ended by hand'),
    },
    { id: 'reason', label: 'Why', type: 'text', value: (row) => row.reason },
    { id: 'by', label: 'By', type: 'text', value: (row) => row.by },
    { id: 'at', label: 'Since', type: 'instant', value: (row) => row.at },
    { id: 'holds', label: 'Holds back', type: 'text', value: heldText },
    { id: 'ref', label: 'Line', type: 'text', secondary: true, value: (row) => row.ref },
    { id: 'vendor', label: 'Vendor', type: 'text', secondary: true, value: vendorOf },
    { id: 'is_pause', label: 'Is a pause', type: 'boolean', secondary: true, value: () => true },
  ];
  return phone
    ? firstOnPhone(columns, {
        what: {
          label: 'Paused',
          width: 240,
          draw: (row) => <TwoLines first={whatOf(row)} second={`${row.by}: ${row.reason}`} />,
        },
        until: { label: 'Until' },
      })
    : columns;
}

interface PausesGridProps {
  readonly columns: readonly Column<PauseRow>[];
  readonly rows: RowSource<PauseRow>;
  readonly view: View;
  /** Why nobody may end them here. */
  readonly barred: string | undefined;
  readonly onEnd: (row: PauseRow) => void;
}

export function PausesGrid({ columns, rows, view, barred, onEnd }: PausesGridProps) {
  return (
    <Grid<PauseRow>
      label="Pauses"
      columns={columns}
      rows={rows}
      view={view}
      panelTitle={whatOf}
      panel={(row) => <PausePanel key={row.id} row={row} />}
      pageOf={(row) =>
        row.ref ? addressOfRecord('purchase_lines', orderOf({ ref: row.ref })) : addressOfRecord('vendors', row.vendor)
      }
      actions={(row) => [{ word: 'End the pause', keys: 's', barred, run: () => onEnd(row) }]}
      emptyView={
        <Empty
          title="Nothing is paused."
          text="On the other views s pauses a line until a day, and p its vendor, until a day or until that is ended."
        />
      }
    />
  );
}

function PausePanel({ row }: { readonly row: PauseRow }) {
  return (
    <>
      <p>
        <Said>{row.reason}</Said>
      </p>
      <Facts
        of={[
          ['Vendor', vendorOf(row)],
          ['Line', row.ref ?? 'all of the vendor’s'],
          ['Until', row.until ? <When key="until" day={row.until} /> : 'ended by hand'],
          ['By', row.by],
          ['Since', <When key="at" at={row.at} time />],
        ]}
      />
      <p>{row.lines.length === 0 ? 'It holds back nothing that is due within five working days.' : 'It holds back:'}</p>
      <ul>
        {row.lines.map((line) => (
          <li key={line.ref}>
            {line.ref} {line.item_name ?? line.item}: {line.why}
          </li>
        ))}
      </ul>
    </>
  );
}
