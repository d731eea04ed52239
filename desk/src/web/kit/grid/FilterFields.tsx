/** The filter of one column, typed as a condition: what may be written stands below it, what cannot be read beside it. */
import { Button, Checkbox, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type FilterType, readCondition, ways } from '../../../house/filter.ts';
import { useFilterContext } from '../plant.tsx';
import type { Column } from './column.ts';
import { choiceWords, type Filter, filterableOf, typedForm } from './filter.ts';

interface FilterFieldsProps<R> {
  readonly column: Column<R>;
  /** Those of this column. */
  readonly filters: readonly Filter[];
  readonly onApply: (filters: readonly Filter[]) => void;
}

/** One press away; everything else is typed. */
const atHand: Partial<Readonly<Record<FilterType, readonly string[]>>> = {
  date: ['< today', 'today', 'this week', 'next 7 days'],
  instant: ['< today', 'today', 'this week', 'next 7 days'],
  number: ['> 0', '= 0'],
  money: ['> 0', '= 0'],
  duration: ['> 0', '= 0'],
  lateness: ['> 0', '> 2'],
  days: ['> 0', '> 2'],
};

/** What a bare number counts. */
const counted: Partial<Readonly<Record<FilterType, string>>> = { duration: 'hours', lateness: 'days', days: 'days' };

export function FilterFields<R>({ column, filters, onApply }: FilterFieldsProps<R>) {
  const field = filterableOf(column);
  const unit = column.unit ?? counted[field.type];
  const context = useFilterContext();
  const [text, setText] = useState(() => filters.map((one) => typedForm(field.type, one.condition)).join(' and '));
  const [fault, setFault] = useState<string>();

  const apply = (condition: string) => {
    if (condition.trim() === '') return onApply([]);
    const read = readCondition(field, condition, context);
    if ('fault' in read) {
      setText(condition);
      setFault(read.fault);
    } else onApply([{ column: column.id, condition: condition.trim() }]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply(text);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={8}>
        {field.type === 'choice' && (field.choices?.length ?? 0) <= 12 ? (
          <Choices label={column.label} choices={field.choices ?? []} text={text} onText={setText} />
        ) : field.type === 'boolean' ? (
          <SegmentedControl
            size="xs"
            aria-label={column.label}
            value={/^(yes|no)$/.test(text) ? text : ''}
            onChange={setText}
            data={[
              { label: 'Any', value: '' },
              { label: 'Yes', value: 'yes' },
              { label: 'No', value: 'no' },
            ]}
          />
        ) : (
          <TextInput
            size="xs"
            label={`${column.label}${unit ? ` (${unit})` : ''}`}
            description={fault ? undefined : ways(field)}
            error={fault}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setFault(undefined);
            }}
            data-autofocus
          />
        )}
        {field.type === 'boolean' ? null : (
          <Group gap={4}>
            {[...(atHand[field.type] ?? []), 'empty', 'not empty'].map((condition) => (
              <Button key={condition} size="compact-xs" variant="default" fw={400} onClick={() => apply(condition)}>
                {condition}
              </Button>
            ))}
          </Group>
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

interface ChoicesProps {
  readonly label: string;
  readonly choices: readonly string[];
  /** Those chosen, joined by commas. */
  readonly text: string;
  readonly onText: (text: string) => void;
}

function Choices({ label, choices, text, onText }: ChoicesProps) {
  const chosen = text
    .replace(/^(is|=) ?/i, '')
    .split(',')
    .map((one) => one.trim().toLowerCase());
  const toggle = (choice: string) =>
    onText(choices.filter((one) => chosen.includes(one.toLowerCase()) !== (one === choice)).join(', '));
  return (
    <Checkbox.Group label={label} size="xs" value={choices.filter((one) => chosen.includes(one.toLowerCase()))}>
      <Stack gap={6} mt={4}>
        {choices.map((choice, index) => (
          <Checkbox
            key={choice}
            label={choiceWords(choice)}
            value={choice}
            onChange={() => toggle(choice)}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
