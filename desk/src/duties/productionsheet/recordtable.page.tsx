/** A few records in a small table on another record's page: where used, sources, stock. */
import type { ReactNode } from 'react';
import { fieldOf } from '../../house/kind.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { recordsAt } from '../../web/paths.ts';
import { useRecords } from '../../web/records/useRecords.ts';
import { kindNamed } from '../records/records.ts';
import classes from './sheet.module.css';

interface RecordTableProps {
  readonly kind: string;
  readonly filter: string;
  readonly fields: readonly string[];
  /** Said where there is none. */
  readonly empty: string;
  readonly draw?: Readonly<Record<string, (value: unknown) => ReactNode>>;
}

export function RecordTable({ kind: name, filter, fields, empty, draw = {} }: RecordTableProps) {
  const kind = kindNamed(name);
  const found = useRecords(name, filter);
  if (!kind) return null;
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Progress doing={`Reading ${kind.many.toLowerCase()}`} />;
  const address = recordsAt(name, { filter });
  if (found.data.rows.length === 0) return <p className="dim">{empty}</p>;
  return (
    <>
      <table className={classes.sheet}>
        <thead>
          <tr>
            {fields.map((field) => (
              <th key={field} scope="col" className={isNumber(fieldOf(kind, field).type) ? classes.number : undefined}>
                {fieldOf(kind, field).label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.data.rows.map((row) => (
            <tr key={row.id}>
              {fields.map((field) => {
                const { type } = fieldOf(kind, field);
                const value = row[field] ?? null;
                return (
                  <td key={field} className={isNumber(type) ? classes.number : undefined}>
                    {value === null || value === '' ? null : (draw[field]?.(value) ?? shown(type, value))}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p data-noprint>
        <PageLink to={address}>
          {found.data.total > found.data.rows.length
            ? `All ${quantityText(found.data.total)} in their list`
            : 'In their list'}
        </PageLink>
      </p>
    </>
  );
}

const isNumber = (type: string): boolean => ['integer', 'decimal', 'quantity', 'ratio'].includes(type);

function shown(type: string, value: string | number | boolean): ReactNode {
  if (type === 'instant') return <When at={String(value)} />;
  if (type === 'date') return <When day={String(value)} />;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? quantityText(value) : value;
}
