/** What pasting would change, before anything is written: every problem by row and column, then one button. */
import { Button, Group, Modal } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Kind } from '../../house/kind.ts';
import { countText } from '../kit/formats.ts';
import type { Column } from '../kit/grid/column.ts';
import type { PagedRows } from '../kit/grid/usePagedRows.ts';
import { shownColumns, type View } from '../kit/grid/view.ts';
import { sentenceOf } from '../kit/refused.ts';
import { Progress } from '../kit/states.tsx';
import { planPaste } from './paste.ts';
import type { RecordRow } from './recordcolumns.ts';
import { changeRecord } from './records.api.ts';

export interface Pasted {
  readonly matrix: readonly (readonly string[])[];
  readonly key: string | undefined;
  readonly column: string | undefined;
}

interface PasteWindowProps {
  readonly kind: Kind;
  readonly columns: readonly Column<RecordRow>[];
  readonly rows: PagedRows<RecordRow>;
  readonly view: View;
  readonly pasted: Pasted;
  readonly onClose: () => void;
}

export function PasteWindow({ kind, columns, rows, view, pasted, onClose }: PasteWindowProps) {
  // The plan as it was shown is what is written, whatever arrives meanwhile.
  const [{ changes, faults }] = useState(() => planOf(kind, columns, rows, view, pasted));
  const [done, setDone] = useState<number>();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const cancelled = useRef(false);
  const cells = changes.reduce((sum, change) => sum + Object.keys(change.cells).length, 0);

  const write = async () => {
    const failed: string[] = [];
    for (const [index, { row, cells: some }] of changes.entries()) {
      if (cancelled.current) break;
      setDone(index / changes.length);
      try {
        rows.renew(await changeRecord(kind, row, some));
      } catch (error) {
        failed.push(`Row ${index + 1}: ${sentenceOf(error)}`);
      }
    }
    setDone(undefined);
    setRefused(failed);
    if (failed.length === 0) onClose();
  };

  return (
    <Modal opened onClose={onClose} title="Paste from a spreadsheet" size="lg">
      {faults.length > 0 || refused.length > 0 ? (
        <>
          <p>
            {refused.length > 0 ? 'These rows were not written:' : 'Nothing was written. These cells cannot be taken:'}
          </p>
          <ul>
            {refused.map((text) => (
              <li key={text}>{text}</li>
            ))}
            {refused.length > 0
              ? null
              : faults.slice(0, 100).map((fault, index) => (
                  <li key={`${index}${fault.text}`}>
                    Row {fault.row}
                    {fault.column ? `, ${fault.column}` : ''}: {fault.text}
                  </li>
                ))}
          </ul>
          {faults.length > 100 ? <p className="dim">and {faults.length - 100} more</p> : null}
        </>
      ) : (
        <p>
          {cells === 0
            ? 'Nothing differs from what is there.'
            : `${countText(cells, 'cell', 'cells')} in ${countText(changes.length, kind.one, kind.many.toLowerCase())} will be changed.`}
        </p>
      )}
      {done === undefined ? (
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          {faults.length === 0 && cells > 0 && refused.length === 0 ? (
            <Button onClick={() => void write()}>Write {countText(cells, 'cell', 'cells')}</Button>
          ) : null}
        </Group>
      ) : (
        <Progress
          doing={`Writing ${kind.many.toLowerCase()}`}
          done={done}
          onCancel={() => (cancelled.current = true)}
        />
      )}
    </Modal>
  );
}

function planOf(
  kind: Kind,
  columns: readonly Column<RecordRow>[],
  rows: PagedRows<RecordRow>,
  view: View,
  { matrix, key, column }: Pasted,
) {
  const visible = shownColumns(columns, view.settings).map((one) => one.column);
  const from = visible.findIndex((one) => one.id === column);
  const fields = visible
    .slice(Math.max(0, from))
    .map((one) => (one.edit ? kind.fields.find((field) => field.name === one.id) : undefined));
  let start = 0;
  while (start < rows.total && rows.at(start)?.key !== key) start += 1;
  const targets = matrix.map((_, index) => {
    const entry = rows.at(start + index);
    return entry?.kind === 'row' ? entry.row : undefined;
  });
  return planPaste(matrix, targets, fields);
}
