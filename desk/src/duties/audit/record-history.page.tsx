/** Who changed what when, for one record: any page may show it beside the record. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { useOne } from '../../web/queries.ts';
import { auditLog, type change } from './audit.contract.ts';

export type Change = z.output<typeof change>;
export type FieldChange = Change['changes'][number];

const most = 200;

/** `kind` as the API calls it ("customer_lines"), `record` the record's id. Fresh when the kind changes. */
export function RecordHistory({ kind, record }: { kind: string; record: number }) {
  const [limit, setLimit] = useState(20);
  const history = useOne(auditLog, { query: { kind, record, limit } }, { kinds: [kind] });
  if (history.error) return <Problem of={history.error} retry={() => void history.refetch()} />;
  if (!history.data) return <Progress doing="Reading the history" />;
  const { rows, next } = history.data;
  if (rows.length === 0) return <Empty title="Nothing was changed here yet." />;
  return (
    <>
      <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {rows.map((row) => (
          <li key={row.id} style={{ padding: '8px 0', borderBottom: '1px solid var(--line)' }}>
            <span className="dim">
              <When at={row.at} time /> · {row.who}
              {viaWords(row)}
            </span>
            {row.action === 'update' ? null : <div>{row.action === 'insert' ? 'Added' : 'Deleted'}</div>}
            <Changes of={row} />
          </li>
        ))}
      </ol>
      {next && limit < most ? (
        <Button mt={12} variant="default" onClick={() => setLimit(most)}>
          Show older
        </Button>
      ) : null}
      <p className="dim">To restore a value, edit it again: that is a new change with your name.</p>
    </>
  );
}

const viaWords = ({ via }: Change): string =>
  via === 'web' || via === 'link' ? '' : via === 'cli' ? ' at the command line' : ` by ${via}`;

/** "Lot minimum: 10 → 25". */
export function Changes({ of }: { of: Change }) {
  return (
    <dl style={{ margin: 0 }}>
      {of.changes.map((one) => (
        <div key={one.field} className="figures" style={{ overflowWrap: 'anywhere' }}>
          <dt style={{ display: 'inline' }} className="dim">
            {one.label}
            {one.unit ? ` (${one.unit})` : ''}:{' '}
          </dt>
          <dd style={{ display: 'inline', margin: 0 }}>
            {of.action === 'update' ? (
              <>
                <Shown value={one.before} type={one.type} /> → <Shown value={one.after} type={one.type} />
              </>
            ) : (
              <Shown value={one.after ?? one.before} type={one.type} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Shown({ value, type }: { value: FieldChange['before']; type: string }) {
  if (value === null) return <span className="dim">nothing</span>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return quantityText(value);
  if (type === 'instant') return <When at={value} time />;
  if (type === 'date') return <When day={value} />;
  return value;
}

/** A change in one line, for lists and the clipboard. */
export const changeText = ({ action, changes }: Change): string =>
  changes
    .map(({ label, before, after }) =>
      action === 'update' ? `${label}: ${plain(before)} → ${plain(after)}` : `${label}: ${plain(after ?? before)}`,
    )
    .join('; ');

const plain = (value: FieldChange['before']): string =>
  value === null ? 'nothing' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
