/** A record beside its list: every field, and the form to change several at once. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Kind, keyText } from '../../house/kind.ts';
import { type Answers, Ask } from '../kit/Ask.tsx';
import { Check, Quantity, When } from '../kit/marks.tsx';
import { Facts } from '../kit/SidePanel.tsx';
import { toast } from '../kit/toasts.tsx';
import type { RecordRow } from './recordcolumns.ts';
import { changeRecord, suggestCodes } from './records.api.ts';

interface RecordPanelProps {
  readonly kind: Kind;
  readonly row: RecordRow;
  readonly writes: boolean;
  readonly onChanged: (row: RecordRow) => void;
}

export function RecordPanel({ kind, row, writes, onChanged }: RecordPanelProps) {
  const [changing, setChanging] = useState<number>();
  if (changing === row.id) {
    const submit = async (answers: Answers) => {
      const changed = Object.fromEntries(
        Object.entries(answers).filter(([name, value]) => String(value ?? '') !== String(row[name] ?? '')),
      );
      if (Object.keys(changed).length > 0) onChanged(await changeRecord(kind, row, changed));
      setChanging(undefined);
      toast(`${kind.one} ${keyText(kind, row)} saved.`);
    };
    return (
      <Ask
        fields={kind.fields}
        start={row}
        submitWord="Save"
        draft={`${kind.name}:${row.id}`}
        onSubmit={submit}
        onCancel={() => setChanging(undefined)}
        suggest={(field, text) => suggestCodes(field.to, text)}
      />
    );
  }
  return (
    <>
      <Facts of={kind.fields.map((field) => [field.label, shown(field.type, row[field.name] ?? null)])} />
      <p className="dim">
        Changed by {String(row.changed_by)}, <When at={String(row.changed_at)} time />
      </p>
      {writes ? (
        <Button variant="default" onClick={() => setChanging(row.id)}>
          Change
        </Button>
      ) : null}
    </>
  );
}

function shown(type: string, value: string | number | boolean | null) {
  if (value === null || value === '') return null;
  if (type === 'instant') return <When at={String(value)} time />;
  if (type === 'date') return <When day={String(value)} />;
  if (type === 'boolean') return value === true ? <Check of /> : 'no';
  if (typeof value === 'number') return <Quantity of={value} />;
  return String(value);
}
