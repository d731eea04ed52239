/** The columns of the hot list: the three dates, how late, what, the money, what blocks it, whose it is, what is next. */
import type { Answering } from '../../web/api.ts';
import { type Late, lateOf, moneyText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { LateDays, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { present, secondsBetween } from '../../web/kit/time.ts';
import { pageAt } from '../../web/paths.ts';
import { useOtherDay } from '../planning/otherneed.page.tsx';
import type { hotList } from './hotlist.contract.ts';
import { kindWords, ratioVerdict } from './hotlist.messages.ts';
import classes from './hotlist.module.css';
import { hotKinds } from './ranking.ts';
import { addressOf } from './targets.tsx';

export type HotRow = Answering<typeof hotList>['rows'][number];

export const keyOf = (row: HotRow): string => `${row.kind} ${row.ref}`;
const day = 86_400;

const soon = 7 * day;

/**
 * Working days as the marks show them: red when late, amber with less than a day to spare in the week to come,
 * otherwise nothing. Work planned just in time has no slack either, but it has time.
 */
export const lateness = (lateDays: number, need?: string): Late | null => {
  const late = lateOf(lateDays);
  if (late.state === 'late') return late;
  return late.state === 'risk' && need !== undefined && secondsBetween(present(), need) < soon ? late : null;
};

/** In working days, as the rule counts them; what has time to spare says nothing. */
export function LateShown({ days, need }: { days: number; need: string }) {
  const late = lateness(days, need);
  return late ? <LateDays days={days} state={late.state} /> : null;
}

const at = (instant: string | null, row: HotRow, field: string) =>
  row.changed?.includes(field) ? (
    <span className={classes.changed} title={row.changed}>
      <When at={instant} />
      <span aria-hidden="true">*</span>
    </span>
  ) : (
    <When at={instant} />
  );

export type Goods = Pick<HotRow, 'item' | 'item_name' | 'left' | 'machine' | 'qty' | 'unit'>;

/** "12 of 20 pcs left" where a part of it was reported. */
const amountOf = ({ qty, left, unit }: Pick<HotRow, 'left' | 'qty' | 'unit'>): string =>
  left === null ? `${quantityText(qty)} ${unit}` : `${quantityText(left)} of ${quantityText(qty)} ${unit} left`;

export const whatOf = (row: Goods): string =>
  `${row.item_name ?? row.item}${row.machine ? `, ${row.machine}` : ''} · ${amountOf(row)}`;

/** A customer line that comes late: what would save it can be asked. */
export const savable = (row: HotRow): boolean => row.kind === 'customer_line' && row.late_days > 0;

const atRisk = (row: HotRow): boolean => row.money > 0 && (row.late_days > 0 || row.hurts > 0);

/** "Petra Keller" is PK in a narrow column; a code stands as it is. */
const initials = (owner: string): string =>
  owner.includes(' ')
    ? owner
        .split(/\s+/)
        .map((word) => word.slice(0, 1))
        .join('')
    : owner;

function What({ row }: { row: HotRow }) {
  const to = addressOf({ type: row.kind, ref: row.ref });
  return (
    <span className={classes.two} title={`${row.ref} ${whatOf(row)}`}>
      {row.top ? (
        <span className={classes.top} title={`${row.top.reason}. ${row.top.effect} By ${row.top.by}.`}>
          top
        </span>
      ) : null}
      {row.fresh ? <span className={classes.fresh}>new</span> : null}
      {to ? (
        <PageLink to={to} tabIndex={-1} className={classes.ref}>
          {row.ref}
        </PageLink>
      ) : (
        row.ref
      )}{' '}
      <PageLink to={pageAt('/items/$code', { code: row.item })} tabIndex={-1} className={classes.item}>
        {row.item_name ?? row.item}
      </PageLink>
      <span className="dim">
        {row.machine ? `, ${row.machine}` : ''} · <span className={classes.qty}>{amountOf(row)}</span>
      </span>
    </span>
  );
}

/** By the newest plan, as all of the list; departments may still work by another. */
function Need({ of: row }: { of: HotRow }) {
  const published = useOtherDay({ need: row.need, other: row.published });
  return published === undefined ? (
    <When at={row.need} />
  ) : (
    <span className={classes.two} title={`Version ${row.published?.version}, which is published, needs it then`}>
      <When at={row.need} />
      <br />
      <span className="dim">published for {published}</span>
    </span>
  );
}

function Blocked({ row }: { row: HotRow }) {
  if (row.root_words === null) return null;
  const to = row.root_ref ? addressOf(row.root_ref) : undefined;
  return (
    <span className={classes.two} title={row.blocked_by ?? undefined}>
      {to ? (
        <PageLink to={to} tabIndex={-1}>
          {row.root_words}
        </PageLink>
      ) : (
        row.root_words
      )}
    </span>
  );
}

/** Amber below 1: red is for late to need alone. */
export function Ratio({ of: ratio }: { of: number | null }) {
  return ratio === null ? null : (
    <span className={classes.late} data-state={ratio < 1 ? 'risk' : undefined} title={ratioVerdict(ratio)}>
      {ratio < 1 ? <span aria-hidden="true">△ </span> : null}
      {ratio < 10 ? ratio.toFixed(2) : ratio < 100 ? ratio.toFixed(1) : '99+'}
    </span>
  );
}

/** What was agreed, or what is due when nothing was. */
function Next({ row }: { row: HotRow }) {
  const { contact } = row;
  if (contact?.next_at)
    return (
      <span
        data-due={row.call_due || undefined}
        className={classes.next}
        title={`${contact.with_whom}: ${contact.said}`}
      >
        {contact.next_action ?? 'call'} <When at={contact.next_at} />
      </span>
    );
  if (row.word_today)
    return (
      <span data-due className={`${classes.next} ${classes.two}`} title={row.partner_name ?? row.partner ?? undefined}>
        {row.phone ? (
          <>
            call{' '}
            <a className={classes.phone} href={`tel:${row.phone.replaceAll(/[^+\d]/g, '')}`}>
              {row.phone}
            </a>
          </>
        ) : row.partner ? (
          `call ${row.partner_name ?? row.partner}`
        ) : (
          'needs a word'
        )}
      </span>
    );
  return contact ? (
    <span className="dim" title={contact.said}>
      spoke <When at={contact.at} />
    </span>
  ) : null;
}

export function hotColumns(currency: string, phone: boolean): readonly Column<HotRow>[] {
  const columns: readonly Column<HotRow>[] = [
    {
      id: 'need',
      label: 'Due',
      type: 'instant',
      groupable: false,
      value: (row) => row.need,
      draw: (row) => <Need of={row} />,
    },
    {
      id: 'promised',
      label: 'Promised',
      type: 'instant',
      groupable: false,
      value: (row) => row.promised,
      draw: (row) => (
        <span
          className={row.past_promise ? classes.pastPromise : undefined}
          title={row.past_promise ? 'Expected after the promise' : undefined}
        >
          {at(row.promised, row, 'promised')}
        </span>
      ),
    },
    {
      id: 'estimated',
      label: 'Estimated',
      type: 'instant',
      groupable: false,
      value: (row) => row.estimated,
      draw: (row) => at(row.estimated, row, 'estimated'),
    },
    {
      id: 'late_days',
      label: 'Late',
      type: 'lateness',
      filteredAs: 'days',
      groupable: false,
      help: 'Working days late to need, or left with less than a day; of an operation, as late as its order',
      value: (row) => lateness(row.late_days, row.need),
      draw: (row) => <LateShown days={row.late_days} need={row.need} />,
    },
    {
      id: 'critical_ratio',
      label: 'CR',
      type: 'number',
      decimals: 2,
      groupable: false,
      help: 'Critical ratio of an operation: working time until its order is needed ÷ work left; below 1 is behind',
      value: (row) => row.critical_ratio,
      draw: (row) => <Ratio of={row.critical_ratio} />,
    },
    {
      id: 'ref',
      label: 'What',
      type: 'text',
      groupable: false,
      value: (row) => `${row.ref} ${whatOf(row)}`,
      draw: (row) => <What row={row} />,
    },
    {
      id: 'money',
      label: 'At risk',
      type: 'text',
      filteredAs: 'money',
      groupable: false,
      value: (row) => (atRisk(row) ? moneyText({ minor: row.money, currency }, true) : null),
      draw: (row) =>
        atRisk(row) ? (
          <span
            className={`figures ${classes.two}`}
            title={`${row.at_risk_for ?? ''}${row.hurts > 1 ? `, ${row.hurts} late customer lines` : ''}`}
          >
            {moneyText({ minor: row.money, currency }, true)}{' '}
            <span className="dim">
              {row.at_risk_for}
              {row.hurts > 1 ? ` +${row.hurts - 1}` : ''}
            </span>
          </span>
        ) : null,
    },
    {
      id: 'root',
      label: 'Blocked by',
      type: 'text',
      value: (row) => row.root_words,
      draw: (row) => <Blocked row={row} />,
    },
    {
      id: 'owner',
      label: 'Owner',
      type: 'text',
      value: (row) => row.owner,
      draw: (row) => (row.owner ? <span title={row.owner}>{initials(row.owner)}</span> : null),
    },
    {
      id: 'next_at',
      label: 'Next',
      type: 'instant',
      breaks: true,
      groupable: false,
      value: (row) => row.contact?.next_at ?? null,
      draw: (row) => <Next row={row} />,
    },
    {
      id: 'kind',
      label: 'Kind',
      type: 'choice',
      choices: hotKinds,
      secondary: true,
      groupable: false,
      value: (row) => row.kind,
      draw: (row) => kindWords[row.kind],
    },
    {
      id: 'customer',
      label: 'Customer',
      type: 'text',
      secondary: true,
      value: (row) => (row.kind === 'customer_line' ? (row.partner_name ?? row.partner) : null),
    },
    {
      id: 'vendor',
      label: 'Vendor',
      type: 'text',
      secondary: true,
      value: (row) => (row.kind === 'purchase_line' ? (row.partner_name ?? row.partner) : null),
    },
    { id: 'work_centre', label: 'Work centre', type: 'text', secondary: true, value: (row) => row.work_centre },
    {
      id: 'phone',
      label: 'Phone',
      type: 'text',
      secondary: true,
      sortable: false,
      filterable: false,
      groupable: false,
      value: (row) => row.phone,
    },
    {
      id: 'late',
      label: 'Late',
      type: 'boolean',
      secondary: true,
      groupable: false,
      value: (row) => row.late_days > 0,
    },
    { id: 'mine', label: 'Mine', type: 'boolean', secondary: true, groupable: false, value: (row) => row.mine },
    {
      id: 'word_today',
      label: 'Needs a word',
      type: 'boolean',
      secondary: true,
      groupable: false,
      value: (row) => row.word_today,
    },
    {
      id: 'call_due',
      label: 'Call due',
      type: 'boolean',
      secondary: true,
      groupable: false,
      value: (row) => row.call_due,
    },
    {
      id: 'priority',
      label: 'Priority',
      type: 'number',
      secondary: true,
      groupable: false,
      value: (row) => row.priority,
    },
  ];
  // On a phone what it is and how late it is come before the dates.
  return phone
    ? firstOnPhone(columns, {
        ref: { label: 'What', width: 184 },
        late_days: { label: 'Late' },
        next_at: { label: 'Next' },
      })
    : columns;
}
