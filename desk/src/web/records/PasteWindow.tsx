/** What pasting would change, before anything is written: every problem by row and column, then all or nothing. */
import { Button, Group, Modal, Table } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Fault } from '../../house/errors.ts';
import type { Kind } from '../../house/kind.ts';
import { countText } from '../kit/formats.ts';
import type { Column } from '../kit/grid/column.ts';
import { shownColumns } from '../kit/grid/shown.ts';
import type { PagedRows } from '../kit/grid/usePagedRows.ts';
import type { View } from '../kit/grid/view.ts';
import { Problem, Progress } from '../kit/states.tsx';
import { offerUndo, toast, toastProblem } from '../kit/toasts.tsx';
import { type PastePlan, planPaste } from './paste.ts';
import { type DryPaste, dropPaste, dryPaste, takePaste } from './pastedrows.ts';
import type { RecordRow } from './recordcolumns.ts';

export interface Pasted {
  readonly matrix: readonly (readonly string[])[];
  readonly key: string | undefined;
  readonly column: string | undefined;
}

interface PasteWindowProps {
  readonly kind: Kind;
  /** As it is when the window opens: that is what is shown and written, whatever arrives meanwhile. */
  readonly plan: PastePlan;
  readonly onClose: () => void;
  /** Rows were written, or taken back. */
  readonly onTaken: () => void;
}

export function PasteWindow({ kind, plan: now, onClose, onTaken }: PasteWindowProps) {
  const [plan] = useState(now);
  const [dry, setDry] = useState<DryPaste>();
  const [problem, setProblem] = useState<unknown>();
  const [taking, setTaking] = useState(false);

  useEffect(() => {
    if (!('pasted' in plan)) return;
    let wanted = true;
    dryPaste(kind, plan.pasted).then(
      (answer) => wanted && setDry(answer),
      (error: unknown) => wanted && setProblem(error),
    );
    return () => {
      wanted = false;
    };
  }, [kind, plan]);

  const close = () => {
    if (dry) dropPaste(dry.id).catch(toastProblem);
    onClose();
  };
  const take = async (confirm: readonly string[] = []) => {
    if (!dry || !('pasted' in plan)) return;
    setTaking(true);
    try {
      const undo = await takePaste(kind, plan.pasted, dry.id, confirm);
      onClose();
      onTaken();
      const done = `${wordsOf(kind, dry)} taken.`;
      if (undo) offerUndo(done, () => undo().finally(onTaken));
      else toast(done);
    } catch (error) {
      setProblem(error);
      setTaking(false);
    }
  };

  const faults = 'faults' in plan ? plan.faults : dry ? placed(kind, dry.faults, plan.pasted.above) : undefined;
  const clean = dry !== undefined && dry.fault_count === 0;
  const news = dry?.counts.reduce((sum, one) => sum + one.added + one.changed, 0) ?? 0;
  return (
    <Modal opened onClose={taking ? () => undefined : close} title="Paste from a spreadsheet" size="lg">
      {problem ? <Problem of={problem} confirm={(code) => void take([code])} /> : null}
      {faults === undefined && !problem ? <Progress doing="Checking what was pasted" /> : null}
      {faults && faults.length > 0 ? (
        <Faults of={faults} count={Math.max(faults.length, dry?.fault_count ?? 0)} />
      ) : null}
      {clean ? (
        <p role="status">{news === 0 ? 'Nothing differs from what is there.' : `${wordsOf(kind, dry)}.`}</p>
      ) : null}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={close} disabled={taking}>
          Close
        </Button>
        {clean && news > 0 ? (
          <Button onClick={() => void take()} loading={taking} data-autofocus>
            Take {countText(news, 'row', 'rows')}
          </Button>
        ) : null}
      </Group>
    </Modal>
  );
}

function Faults({ of, count }: { of: readonly Fault[]; count: number }) {
  return (
    <>
      <p role="alert">
        Nothing was written. {countText(count, 'problem stands', 'problems stand')} against it. Mend the spreadsheet and
        paste again.
      </p>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Row</Table.Th>
            <Table.Th>Column</Table.Th>
            <Table.Th>Value</Table.Th>
            <Table.Th>What is wrong</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {of.slice(0, 100).map((fault, index) => (
            <Table.Tr key={`${index}${fault.text}`}>
              <Table.Td className="figures">{fault.row || ''}</Table.Td>
              <Table.Td>{fault.column}</Table.Td>
              <Table.Td>{fault.value}</Table.Td>
              <Table.Td>{fault.text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {count > 100 ? <p className="dim">and {count - 100} more</p> : null}
    </>
  );
}

/** The import knows the rows below the heads, and columns by field; the person counts what was copied, and reads labels. */
const placed = (kind: Kind, faults: readonly Fault[], above: number): readonly Fault[] =>
  faults.map((fault) => {
    const label = kind.fields.find(({ name }) => name === fault.field)?.label;
    return {
      ...fault,
      ...(fault.row === undefined ? {} : { row: fault.row + above }),
      ...(label ? { column: label } : {}),
    };
  });

function wordsOf(kind: Kind, { counts }: DryPaste): string {
  const sum = (name: 'added' | 'changed') => counts.reduce((all, one) => all + one[name], 0);
  return `${countText(sum('added'), `new ${kind.one}`, `new ${kind.many.toLowerCase()}`)}, ${sum('changed')} changed`;
}

export function planOf(
  kind: Kind,
  columns: readonly Column<RecordRow>[],
  rows: PagedRows<RecordRow>,
  view: View,
  { matrix, key, column }: Pasted,
): PastePlan {
  const visible = shownColumns(columns, view.settings).map((one) => one.column);
  const from = visible.findIndex((one) => one.id === column);
  const fields = visible.slice(Math.max(0, from)).flatMap((one) => {
    const field = kind.fields.find(({ name }) => name === one.id);
    return field ? [[field, one.edit !== undefined && one.edit !== false] as const] : [];
  });
  let start = 0;
  while (start < rows.total && rows.at(start)?.key !== key) start += 1;
  return planPaste(kind, matrix, {
    fields,
    at: (index) => {
      const entry = rows.at(start + index);
      return entry?.kind === 'row' ? entry.row : undefined;
    },
  });
}
