/** What stands in a cell, by the type of its column. */
import { quantityText } from '../formats.ts';
import { Check, LateMark, MoneyMark, When } from '../marks.tsx';
import { PageLink } from '../PageLink.tsx';
import { type Column, durationIn } from './column.ts';

export function CellShown<R>({ column, row }: { column: Column<R>; row: R }) {
  if (column.draw) return column.draw(row);
  switch (column.type) {
    case 'text':
    case 'choice':
      return column.value(row);
    case 'number':
    case 'quantity': {
      const value = column.value(row);
      return value === null ? null : quantityText(value, column.decimals);
    }
    case 'date':
      return <When day={column.value(row)} />;
    case 'instant':
      return <When at={column.value(row)} />;
    case 'duration': {
      const seconds = column.value(row);
      return seconds === null ? null : durationIn(column, seconds);
    }
    case 'money':
      return <MoneyMark of={column.value(row)} whole={!column.exact} />;
    case 'lateness':
      return <LateMark of={column.value(row)} />;
    case 'boolean':
      return <Check of={column.value(row)} />;
    case 'reference': {
      const value = column.value(row);
      const to = column.to?.(row);
      return value && to ? (
        <PageLink to={to} tabIndex={-1}>
          {value}
        </PageLink>
      ) : (
        value
      );
    }
  }
}
