/** The rows of a grid as a file: those that are shown, in their order, with all columns. For lists that are here whole. */
import { Button } from '@mantine/core';
import { csvLine, inert } from '../../../house/csv.ts';
import { usePlant } from '../plant.tsx';
import { type Column, textOf } from './column.ts';
import type { RowSource } from './source.ts';

interface ExportProps<R> {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly columns: readonly Column<R>[];
  readonly rows: RowSource<R>;
}

export function ExportButton<R>({ name, columns, rows }: ExportProps<R>) {
  const { zone } = usePlant();
  const save = () => {
    const shown = Array.from({ length: rows.total }, (_, index) => rows.at(index));
    const lines = shown.flatMap((entry) =>
      entry?.kind === 'row' ? [csvLine(columns.map((column) => cellOf(column, entry.row, zone)))] : [],
    );
    const head = csvLine(columns.map((column) => column.label));
    const file = URL.createObjectURL(new Blob([`\ufeff${head}${lines.join('')}`], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = file;
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(file);
  };
  return (
    <Button size="xs" h={28} variant="default" disabled={rows.counted === 0} onClick={save}>
      Export
    </Button>
  );
}

/** Numbers stay numbers; whatever was typed by somebody is kept from running. */
const cellOf = <R,>(column: Column<R>, row: R, zone: string): string => {
  const text = textOf(column, row, zone);
  return ['text', 'reference', 'choice'].includes(column.type) ? inert(text) : text;
};
