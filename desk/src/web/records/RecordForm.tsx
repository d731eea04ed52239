/** The form of a record. Whoever comes second is shown field by field what it is now, and says what of his own stands. */
import { Button, Checkbox, Group, Table } from '@mantine/core';
import { useState } from 'react';
import { withOwners } from '../../duties/imports/owners.ts';
import { type Kind, keyText, type Row } from '../../house/kind.ts';
import { type Answers, Ask } from '../kit/Ask.tsx';
import { Refused } from '../kit/refused.ts';
import { Problem } from '../kit/states.tsx';
import { toast } from '../kit/toasts.tsx';
import { type Clash, clashesOf, keptAtFirst } from './collision.ts';
import { useOurs } from './owners.ts';
import type { RecordRow } from './recordcolumns.ts';
import { changeRecord, suggestCodes } from './records.api.ts';

interface RecordFormProps {
  readonly kind: Kind;
  readonly row: RecordRow;
  readonly onChanged: (row: RecordRow) => void;
  readonly onDone: () => void;
}

interface Collision {
  readonly current: RecordRow;
  readonly clashes: readonly Clash[];
}

export function RecordForm({ kind, row, onChanged, onDone }: RecordFormProps) {
  // What the form began with: a change by another that arrives meanwhile must not pass as seen.
  const [begun] = useState(row);
  const [collision, setCollision] = useState<Collision>();
  const ours = useOurs(kind);

  const write = async (over: RecordRow, changed: Row, confirm?: string) => {
    try {
      if (Object.keys(changed).length > 0)
        onChanged(await changeRecord(kind, over, changed, confirm ? [confirm] : undefined));
    } catch (error) {
      const current = currentOf(error);
      if (!current) throw error;
      setCollision({ current, clashes: clashesOf(kind, over, current, changed) });
      return;
    }
    onDone();
    toast(`${kind.one} ${keyText(kind, row)} saved.`);
  };
  const submit = (answers: Answers, confirm?: string) =>
    write(
      begun,
      Object.fromEntries(
        Object.entries(answers).filter(([name, value]) => String(value ?? '') !== String(begun[name] ?? '')),
      ),
      confirm,
    );

  if (collision)
    return (
      <Collided
        key={collision.current.version}
        of={collision}
        onTake={(mine) => write(collision.current, mine)}
        onLeave={() => {
          onChanged(collision.current);
          onDone();
        }}
      />
    );
  return (
    <Ask
      fields={withOwners(kind, kind.fields, ours)}
      start={begun}
      submitWord="Save"
      draft={`${kind.name}:${row.id}`}
      onSubmit={submit}
      onCancel={onDone}
      suggest={(field, text) => suggestCodes(field.to, text)}
    />
  );
}

export function currentOf(error: unknown): RecordRow | undefined {
  return error instanceof Refused && error.problem.code === 'changed'
    ? (error.problem.current as RecordRow | undefined)
    : undefined;
}

function Collided({
  of: { current, clashes },
  onTake,
  onLeave,
}: {
  of: Collision;
  onTake: (mine: Row) => Promise<void>;
  onLeave: () => void;
}) {
  const [kept, setKept] = useState(() => keptAtFirst(clashes));
  const [problem, setProblem] = useState<unknown>();
  const take = () => {
    const mine = Object.fromEntries(
      clashes.flatMap(({ field, mine: typed }) =>
        typed !== undefined && kept.has(field.name) ? [[field.name, typed]] : [],
      ),
    );
    onTake(mine).catch(setProblem);
  };
  const toggle = (name: string) => {
    const next = new Set(kept);
    if (!next.delete(name)) next.add(name);
    setKept(next);
  };
  return (
    <>
      <p role="alert">
        {String(current.changed_by)} changed it while you did. Choose what of yours is written over it.
      </p>
      {problem ? <Problem of={problem} /> : null}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            <Table.Th>It was</Table.Th>
            <Table.Th>It is now</Table.Th>
            <Table.Th>Yours</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {clashes.map(({ field, before, now, mine }) => (
            <Table.Tr key={field.name}>
              <Table.Td>{field.label}</Table.Td>
              <Table.Td className="figures">{words(before)}</Table.Td>
              <Table.Td className="figures">{words(now)}</Table.Td>
              <Table.Td className="figures">
                {mine === undefined ? null : (
                  <Checkbox label={words(mine)} checked={kept.has(field.name)} onChange={() => toggle(field.name)} />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group gap={8} mt={12}>
        <Button disabled={kept.size === 0} onClick={take}>
          Write mine
        </Button>
        <Button variant="default" onClick={onLeave}>
          Leave it as it is now
        </Button>
      </Group>
    </>
  );
}

const words = (value: string | number | boolean | null): string =>
  value === null || value === '' ? 'nothing' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
