/** The columns of the day's calls: why, what, the dates, how late, what was said last, what is next. */
import type { Answering } from '../../web/api.ts';
import { moneyText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { dayWords } from '../../web/kit/time.ts';
import { pageAt } from '../../web/paths.ts';
import { addressOfRecord } from '../../web/records/addresses.ts';
import { LateShown, lateness } from '../hotlist/columns.tsx';
import type { followUps } from './followup.contract.ts';
import { reasonWords } from './followup.messages.ts';
import classes from './followup.module.css';
import { followReasons } from './followup.ts';

export type FollowRow = Answering<typeof followUps>['rows'][number];

export const keyOf = (row: FollowRow): string => row.ref;

/** "Kraft Tubes · Anna Kraft · +49 30 1234": whom to call, where rows are grouped by it. */
export const whomOf = (row: FollowRow): string =>
  [row.vendor_name ?? row.vendor, row.contact_person, row.phone].filter(Boolean).join(' · ');

const goods = (row: FollowRow): string => `${row.item_name ?? row.item} · ${quantityText(row.qty)} ${row.unit}`;
export const orderOf = (row: Pick<FollowRow, 'ref'>): string => row.ref.slice(0, row.ref.lastIndexOf('/'));

export function followColumns(today: string, currency: string, phone: boolean): readonly Column<FollowRow>[] {
  const columns: readonly Column<FollowRow>[] = [
    { id: 'why', label: 'Why', type: 'text', value: (row) => row.why },
    {
      id: 'ref',
      label: 'Line',
      type: 'reference',
      value: (row) => row.ref,
      to: (row) => addressOfRecord('purchase_lines', orderOf(row)),
    },
    {
      id: 'item',
      label: 'Item',
      type: 'text',
      value: goods,
      draw: (row) => (
        <>
          <PageLink className={classes.told} to={pageAt('/items/$code', { code: row.item })} tabIndex={-1}>
            {row.item_name ?? row.item}
          </PageLink>{' '}
          <span className="dim">
            · {quantityText(row.qty)} {row.unit}
          </span>
        </>
      ),
    },
    { id: 'need', label: 'Need', type: 'instant', value: (row) => row.need },
    { id: 'promised', label: 'Promised', type: 'instant', value: (row) => row.promised },
    { id: 'estimated', label: 'Estimated', type: 'instant', value: (row) => row.estimated },
    {
      id: 'late_days',
      label: 'Late',
      type: 'lateness',
      help: 'Working days late to need',
      value: (row) => lateness(row.late_days, row.need),
      draw: (row) => <LateShown days={row.late_days} need={row.need} />,
    },
    {
      id: 'said',
      label: 'Said last',
      type: 'text',
      value: (row) => (row.contact ? `${row.contact.with_whom}: ${row.contact.said}` : null),
      draw: (row) => (row.contact ? <Last of={row.contact} /> : <span className="dim">nobody spoke of it yet</span>),
    },
    {
      id: 'next',
      label: 'Next',
      type: 'instant',
      value: (row) => row.contact?.next_at ?? null,
      draw: (row) =>
        row.contact?.next_at ? (
          <>
            {row.contact.next_action ?? 'call'} <When at={row.contact.next_at} />
          </>
        ) : null,
    },
    {
      id: 'phone',
      label: 'Whom',
      type: 'text',
      value: (row) => whomOf(row),
      draw: (row) => (
        <>
          {row.vendor_name ?? row.vendor} <Phone of={row.phone} />
        </>
      ),
    },
    {
      id: 'reason',
      label: 'Reason',
      type: 'choice',
      choices: followReasons,
      secondary: true,
      value: (row) => row.reason,
      draw: (row) => reasonWords[row.reason],
    },
    { id: 'since', label: 'Since', type: 'date', secondary: true, value: (row) => row.since },
    { id: 'on', label: 'On', type: 'date', secondary: true, value: (row) => row.on },
    { id: 'day', label: 'Day', type: 'text', secondary: true, value: (row) => dayWords(row.on, today) },
    {
      id: 'vendor',
      label: 'Vendor',
      type: 'text',
      secondary: true,
      value: whomOf,
      draw: (row) => (
        <PageLink to={addressOfRecord('vendors', row.vendor) ?? pageAt('/records/vendors')} tabIndex={-1}>
          {row.vendor_name ?? row.vendor}
        </PageLink>
      ),
    },
    { id: 'contact_person', label: 'Contact', type: 'text', secondary: true, value: (row) => row.contact_person },
    { id: 'email', label: 'E-mail', type: 'text', secondary: true, value: (row) => row.email },
    {
      id: 'money',
      label: 'At risk',
      type: 'text',
      secondary: true,
      value: (row) => (row.hurts > 0 ? moneyText({ minor: row.money, currency }, true) : null),
    },
    { id: 'hurts', label: 'Hurts', type: 'number', secondary: true, value: (row) => row.hurts },
    { id: 'owner', label: 'Planner', type: 'text', secondary: true, value: (row) => row.owner },
    {
      id: 'paused',
      label: 'Paused',
      type: 'text',
      secondary: true,
      value: (row) => row.pauses.map((pause) => pauseText(pause, today)).join('; ') || null,
    },
    { id: 'is_paused', label: 'Is paused', type: 'boolean', secondary: true, value: (row) => row.pauses.length > 0 },
    { id: 'mine', label: 'Mine', type: 'boolean', secondary: true, value: (row) => row.mine },
    { id: 'today', label: 'Today', type: 'boolean', secondary: true, value: (row) => row.today },
  ];
  return phone
    ? firstOnPhone(columns, {
        why: {
          label: 'Why',
          width: 270,
          draw: (row) => <TwoLines first={row.why} second={`${row.ref} ${row.item_name ?? row.item}`} />,
        },
        late_days: { label: 'Late' },
        phone: { label: 'Whom' },
      })
    : columns;
}

/** "Waits for the mill (Petra Keller), until Thu 5 Nov". */
const pauseText = ({ reason, by, until }: FollowRow['pauses'][number], today: string): string =>
  `${reason} (${by}), until ${until ? dayWords(until, today) : 'that is ended'}`;

export function Phone({ of: number }: { readonly of: string | null }) {
  if (!number) return null;
  return (
    <a className={classes.told} href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>
      {number}
    </a>
  );
}

function Last({ of: contact }: { readonly of: NonNullable<FollowRow['contact']> }) {
  return (
    <span title={`${contact.with_whom}: ${contact.said}`}>
      <span className="dim">
        <When at={contact.at} /> {contact.with_whom}:
      </span>{' '}
      <Said>{contact.said}</Said>
    </span>
  );
}
