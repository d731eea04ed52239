/** What each sheet holds and which field each column is; the guess can be overruled, and is kept when it is taken. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { Kind } from '../../house/kind.ts';
import { countText } from '../../web/kit/formats.ts';
import { kindNamed, kinds } from '../records/records.ts';
import type { SheetMapping } from './dryrun.ts';
import classes from './imports.module.css';

export interface MappingChange {
  readonly kind: string | null;
  readonly columns?: (string | null)[];
}

interface MappingsProps {
  readonly of: readonly SheetMapping[];
  readonly waiting: boolean;
  readonly onChange: (mapping: MappingChange[]) => void;
}

export function SheetMappings({ of, waiting, onChange }: MappingsProps) {
  const changed = (at: number, change: MappingChange) =>
    onChange(of.map((one, index) => (index === at ? change : { kind: one.kind, columns: [...one.columns] })));
  return (
    <>
      {of.map((one, at) => (
        <OneSheet key={`${at}${one.sheet}`} of={one} waiting={waiting} onChange={(change) => changed(at, change)} />
      ))}
    </>
  );
}

const kindChoices = kinds.map((kind) => ({ value: kind.name, label: kind.many }));

function OneSheet({
  of,
  waiting,
  onChange,
}: {
  of: SheetMapping;
  waiting: boolean;
  onChange: (change: MappingChange) => void;
}) {
  const kind = of.kind === null ? undefined : kindNamed(of.kind);
  const heads = of.head.filter((head) => head !== '').length;
  const matched = of.columns.filter((column) => column !== null).length;
  const [opened, setOpened] = useState(kind !== undefined && matched < heads);
  return (
    <section className={classes.sheet} aria-label={`Sheet ${of.sheet}`}>
      <div className={classes.sheetHead}>
        <strong>{of.sheet}</strong>
        <span className="dim">{countText(of.rows, 'row', 'rows')}, holds</span>
        <Select
          size="xs"
          w={220}
          searchable
          clearable
          aria-label={`What the sheet ${of.sheet} holds`}
          placeholder="Not taken"
          data={kindChoices}
          value={of.kind}
          disabled={waiting}
          onChange={(value) => {
            onChange({ kind: value });
            setOpened(value !== null);
          }}
        />
        {kind ? (
          <button type="button" className={classes.fold} aria-expanded={opened} onClick={() => setOpened(!opened)}>
            {matched} of {countText(heads, 'column', 'columns')} matched
          </button>
        ) : null}
      </div>
      {kind && opened ? <Columns of={of} kind={kind} waiting={waiting} onChange={onChange} /> : null}
    </section>
  );
}

function Columns({
  of,
  kind,
  waiting,
  onChange,
}: {
  of: SheetMapping;
  kind: Kind;
  waiting: boolean;
  onChange: (change: MappingChange) => void;
}) {
  const choices = kind.fields
    .filter((field) => !field.readonly)
    .map((field) => ({
      value: field.name,
      label: field.required && field.default === undefined ? `${field.label} *` : field.label,
    }));
  return (
    <ul className={classes.columns}>
      {of.head.map((head, at) =>
        head === '' ? null : (
          <li key={`${at}${head}`}>
            <span title={head}>{head}</span>
            <Select
              size="xs"
              searchable
              clearable
              aria-label={`What the column ${head} is`}
              placeholder="Not taken over"
              data={choices}
              value={of.columns[at] ?? null}
              disabled={waiting}
              onChange={(value) =>
                onChange({ kind: of.kind, columns: of.columns.map((column, index) => (index === at ? value : column)) })
              }
            />
          </li>
        ),
      )}
    </ul>
  );
}
