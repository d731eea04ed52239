/** A record beside its list: every field, what was said about it, who changed it when. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { RecordHistory } from '../../duties/audit/record-history.page.tsx';
import { CommentsOn } from '../../duties/productionsheet/comments.page.tsx';
import { PromisesOf } from '../../duties/purchasing/promises.page.tsx';
import { type Splitting, SplitWindow } from '../../duties/splitting/split.page.tsx';
import { LinksOf } from '../../duties/vendorpage/links.page.tsx';
import { toMillionth } from '../../house/amounts.ts';
import { type Kind, keyText, seenOf } from '../../house/kind.ts';
import { Check, Quantity, When } from '../kit/marks.tsx';
import { PageLink } from '../kit/PageLink.tsx';
import { RememberTabs } from '../kit/RememberTabs.tsx';
import { Facts } from '../kit/SidePanel.tsx';
import { pageAt } from '../paths.ts';
import { useSession } from '../session/session.tsx';
import { RecordForm } from './RecordForm.tsx';
import type { RecordRow } from './recordcolumns.ts';

interface RecordPanelProps {
  readonly kind: Kind;
  readonly row: RecordRow;
  readonly writes: boolean;
  readonly onChanged: (row: RecordRow) => void;
}

export function RecordPanel({ kind, row, writes, onChanged }: RecordPanelProps) {
  const [changing, setChanging] = useState<number>();
  const [splitting, setSplitting] = useState<Splitting>();
  const { may } = useSession();
  const sees = may('site.see');
  const prints = may('locations.write');
  const splits = writes && kind.name === 'purchase_lines' && row.state === 'open';
  const labelled = prints ? labels[kind.name] : undefined;
  if (changing === row.id)
    return <RecordForm kind={kind} row={row} onChanged={onChanged} onDone={() => setChanging(undefined)} />;
  const facts = (
    <>
      <Facts of={seenOf(kind, may).fields.map((field) => [field.label, shown(field.type, row[field.name] ?? null)])} />
      <p className="dim">
        Changed by {String(row.changed_by)}, <When at={String(row.changed_at)} time />
      </p>
      {writes ? (
        <Button variant="default" onClick={() => setChanging(row.id)}>
          Change
        </Button>
      ) : null}
      {splits && openOf(row) > 0 ? (
        <Button variant="default" onClick={() => setSplitting({ line: keyText(kind, row), open: openOf(row) })}>
          Split
        </Button>
      ) : null}
      {splitting ? <SplitWindow of={splitting} onClose={() => setSplitting(undefined)} /> : null}
      {labelled ? (
        <Button variant="default" component={PageLink} to={pageAt('/labels', { of: labelled, what: String(row.code) })}>
          Print labels
        </Button>
      ) : null}
    </>
  );
  return (
    <RememberTabs
      id="record"
      tabs={[
        { name: 'facts', label: 'Record', content: facts },
        ...(kind.name === 'purchase_lines'
          ? [{ name: 'promises', label: 'Promises', content: <PromisesOf line={keyText(kind, row)} /> }]
          : []),
        ...linksTab(kind, row),
        { name: 'comments', label: 'Comments', content: <CommentsOn kind={kind.name} about={keyText(kind, row)} /> },
        ...(sees
          ? [{ name: 'history', label: 'History', content: <RecordHistory kind={kind.name} record={row.id} /> }]
          : []),
      ]}
    />
  );
}

/** Of a vendor, and of a purchase order, whose record is one of its lines. */
function linksTab({ name }: Kind, row: RecordRow) {
  if (name !== 'vendors' && name !== 'purchase_lines') return [];
  const [vendor, order] = name === 'vendors' ? [row.code] : [row.vendor, row.order_no];
  const links = <LinksOf vendor={String(vendor)} {...(order == null ? {} : { order: String(order) })} />;
  return [{ name: 'links', label: 'Links', content: links }];
}

/** Of a purchase line: ordered and not received. */
const openOf = ({ qty, received }: RecordRow): number => toMillionth(Number(qty) - Number(received));

/** Records that have labels, and what a label of them is called. */
const labels: Readonly<Record<string, string>> = { items: 'item', locations: 'location' };

function shown(type: string, value: string | number | boolean | null) {
  if (value === null || value === '') return null;
  if (type === 'instant') return <When at={String(value)} time />;
  if (type === 'date') return <When day={String(value)} />;
  if (type === 'boolean') return value === true ? <Check of /> : 'no';
  if (typeof value === 'number') return <Quantity of={value} />;
  return String(value);
}
