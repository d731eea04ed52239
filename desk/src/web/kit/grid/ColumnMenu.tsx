/** The menu of one column: its filter first, then order, groups and width, each with keys alone. */
import { Button, Checkbox, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Column } from './column.ts';
import { type Filter, type Operator, replaced } from './filter.ts';
import { type View, withMove, withSetting } from './view.ts';

interface ColumnMenuProps<R> {
  readonly column: Column<R>;
  readonly columns: readonly Column<R>[];
  readonly width: number;
  readonly view: View;
  readonly groups: boolean;
  readonly onDone: () => void;
}

export function ColumnMenu<R>({ column, columns, width, view, groups, onDone }: ColumnMenuProps<R>) {
  const apply = (filters: readonly Filter[]) => view.setFilters(replaced(view.filters, column.id, filters));
  const setting = (patch: Parameters<typeof withSetting>[3]) =>
    view.setSettings(withSetting(columns, view.settings, column.id, patch));
  const plain = { variant: 'subtle', color: 'gray', size: 'compact-xs' } as const;
  return (
    <Stack gap={8} w={248}>
      {column.filterable === false ? null : (
        <FilterFields
          column={column}
          filters={view.filters.filter((one) => one.column === column.id)}
          onApply={(filters) => {
            apply(filters);
            onDone();
          }}
        />
      )}
      {column.sortable === false ? null : (
        <Group gap={4}>
          <Button {...plain} onClick={() => view.setSort(column.id)}>
            Sort up
          </Button>
          <Button {...plain} onClick={() => view.setSort(`-${column.id}`)}>
            Sort down
          </Button>
          {groups && column.groupable !== false ? (
            <Button {...plain} onClick={() => view.setGroup(view.group === column.id ? undefined : column.id)}>
              {view.group === column.id ? 'Ungroup' : 'Group'}
            </Button>
          ) : null}
        </Group>
      )}
      <Group gap={4}>
        <Button {...plain} onClick={() => view.setSettings(withMove(columns, view.settings, column.id, -1))}>
          ← Move
        </Button>
        <Button {...plain} onClick={() => view.setSettings(withMove(columns, view.settings, column.id, 1))}>
          Move →
        </Button>
        <Button {...plain} onClick={() => setting({ width: Math.max(40, width - 24) })}>
          Narrower
        </Button>
        <Button {...plain} onClick={() => setting({ width: width + 24 })}>
          Wider
        </Button>
        <Button {...plain} onClick={() => setting({ hidden: true })}>
          Hide
        </Button>
      </Group>
    </Stack>
  );
}

interface FilterFieldsProps<R> {
  readonly column: Column<R>;
  readonly filters: readonly Filter[];
  readonly onApply: (filters: readonly Filter[]) => void;
}

function FilterFields<R>({ column, filters, onApply }: FilterFieldsProps<R>) {
  const held = (op: Operator) => filters.find((one) => one.op === op)?.value ?? '';
  const [text, setText] = useState(held('has') || held('eq'));
  const [from, setFrom] = useState(held('ge'));
  const [to, setTo] = useState(held('le'));
  const [some, setSome] = useState<readonly string[]>(
    held('in')
      .split(',')
      .filter((one) => one !== ''),
  );
  const [fill, setFill] = useState<string>(
    filters.some((one) => one.op === 'empty') ? 'empty' : filters.some((one) => one.op === 'filled') ? 'filled' : 'any',
  );
  const make = (op: Operator, value: string): readonly Filter[] =>
    value.trim() === '' ? [] : [{ column: column.id, op, value: value.trim() }];

  const ranged = ['number', 'quantity', 'date', 'instant'].includes(column.type);
  const dated = column.type === 'date' || column.type === 'instant';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fill !== 'any') onApply([{ column: column.id, op: fill === 'empty' ? 'empty' : 'filled', value: '' }]);
    else if (column.type === 'choice') onApply(make('in', some.join(',')));
    else if (ranged) onApply([...make('ge', from), ...make('le', to)]);
    else if (column.type === 'boolean') onApply(make('eq', text));
    else onApply(make('has', text));
  };

  return (
    <form onSubmit={submit}>
      <Stack gap={8}>
        <Text size="xs" fw={600}>
          {column.label}
        </Text>
        {column.type === 'choice' ? (
          column.choices.map((choice) => (
            <Checkbox
              key={choice}
              label={choice}
              checked={some.includes(choice)}
              onChange={() => setSome(some.includes(choice) ? some.filter((one) => one !== choice) : [...some, choice])}
            />
          ))
        ) : column.type === 'boolean' ? (
          <SegmentedControl
            size="xs"
            value={text}
            onChange={setText}
            data={[
              { label: 'Any', value: '' },
              { label: 'Yes', value: 'true' },
              { label: 'No', value: 'false' },
            ]}
          />
        ) : ranged ? (
          <Group gap={8} grow>
            <TextInput
              size="xs"
              label="From"
              type={dated ? 'date' : 'text'}
              inputMode={dated ? undefined : 'decimal'}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
              data-autofocus
            />
            <TextInput
              size="xs"
              label="To"
              type={dated ? 'date' : 'text'}
              inputMode={dated ? undefined : 'decimal'}
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          </Group>
        ) : (
          <TextInput
            size="xs"
            aria-label={`${column.label} contains`}
            placeholder="Contains"
            value={text}
            onChange={(event) => setText(event.target.value)}
            data-autofocus
          />
        )}
        {column.type === 'boolean' ? null : (
          <SegmentedControl
            size="xs"
            value={fill}
            onChange={setFill}
            data={[
              { label: 'Any', value: 'any' },
              { label: 'Empty', value: 'empty' },
              { label: 'Filled in', value: 'filled' },
            ]}
          />
        )}
        <Group gap={8}>
          <Button type="submit">Filter</Button>
          {filters.length > 0 ? (
            <Button variant="default" onClick={() => onApply([])}>
              Take off
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}
