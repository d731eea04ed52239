/**
 * A form from descriptions of fields: each error stands beside its field and what was typed stays, through a
 * refusal, a closed window or a reload. Values go as they were typed: the server reads them as it reads a cell.
 */

import { Autocomplete, Button, Checkbox, Modal, PasswordInput, Select, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { type CellContext, readCell } from '../../house/cells.ts';
import type { Field, Value } from '../../house/kind.ts';
import { typedText } from '../../house/typednumbers.ts';
import classes from './ask.module.css';
import { DateField } from './DateField.tsx';
import { countText } from './formats.ts';
import type { Suggestion } from './grid/column.ts';
import { keep, readKept } from './kept.ts';
import { LongText, LongTextNote } from './LongText.tsx';
import { usePlant } from './plant.tsx';
import { Refused } from './refused.ts';
import { Problem, type ProblemProps, Progress } from './states.tsx';
import { useFirstField } from './useFirstField.ts';

export type Typed = Readonly<Record<string, string | boolean>>;
export type Answers = Readonly<Record<string, string | boolean | null>>;

export interface AskProps {
  readonly fields: readonly Field[];
  /** What stands in the fields at first. */
  readonly start?: Readonly<Record<string, Value>>;
  readonly submitWord: string;
  /** What is done meanwhile, where that takes its time: "Trying the plan". */
  readonly doing?: string;
  /** How far that is, 0 to 1; absent: nobody knows. */
  readonly done?: number | undefined;
  /** Throws the refusal, which is then shown. `confirm` is the code that the person said yes to. */
  readonly onSubmit: (answers: Answers, confirm?: string) => Promise<void>;
  readonly onCancel?: () => void;
  /** What was typed is kept under it until it was sent. */
  readonly draft?: string;
  readonly suggest?: (field: Field & { type: 'reference' }, text: string) => Promise<readonly Suggestion[]>;
  readonly confirmWord?: ProblemProps['confirmWord'];
  /** Names of fields that are typed unseen. */
  readonly secret?: readonly string[];
  /** What stands beside the fields, by what was typed so far. */
  readonly beside?: (typed: Typed) => ReactNode;
  /** What is asked stands on it, a plan say: with another, an old refusal is gone. */
  readonly asOf?: number | undefined;
}

/** Only for telling at once what is certain to be refused; the server has the site's clock and the last word. */
const atOnce = (today: string): CellContext => ({
  instant: (day, time) => `${day}T${time}:00Z`,
  dueTime: '17:00',
  today,
  typed: true,
});

export function Ask({
  fields,
  start,
  submitWord,
  doing,
  done,
  onSubmit,
  onCancel,
  draft,
  suggest,
  confirmWord,
  secret,
  beside,
  asOf,
}: AskProps) {
  const { today } = usePlant();
  const asked = fields.filter((field) => !field.readonly);
  const blank = () =>
    Object.fromEntries(
      asked.map((field) => [field.name, typedOf(field, start?.[field.name] ?? field.default ?? null)]),
    );
  const [restored, setRestored] = useState(() => (draft ? readKept<Typed>(`draft:${draft}`, 'session') : undefined));
  const [typed, setTyped] = useState<Typed>(() => ({ ...blank(), ...restored }));
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [refusal, setRefusal] = useState<{ readonly of: unknown; readonly asOf: number | undefined }>();
  const [timesRefused, setTimesRefused] = useState(0);
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const [more, setMore] = useState(false);
  useFirstField(form);

  useEffect(() => {
    if (timesRefused > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [timesRefused]);

  const type = (name: string, value: string | boolean) => {
    const next = { ...typed, [name]: value };
    setTyped(next);
    if (faults[name]) setFaults(Object.fromEntries(Object.entries(faults).filter(([one]) => one !== name)));
    if (draft) keep(`draft:${draft}`, next, 'session');
  };
  const check = (field: Field): string | undefined => {
    const read = readCell(field, typed[field.name], atOnce(today));
    return 'fault' in read ? read.fault : undefined;
  };
  /** The first field at fault is gone to once: who leaves it may. */
  const refuse = (found: Readonly<Record<string, string>>) => {
    setFaults(found);
    if (asked.some((field) => field.secondary && found[field.name])) setMore(true);
    setTimesRefused((times) => times + 1);
  };
  const send = async (confirm?: string) => {
    const found = Object.fromEntries(
      asked.flatMap((field) => (check(field) ? [[field.name, check(field) ?? '']] : [])),
    );
    // What was refused before is not said above what is at fault now.
    setRefusal(undefined);
    if (Object.keys(found).length > 0) return refuse(found);
    setFaults({});
    setSending(true);
    try {
      await onSubmit(
        Object.fromEntries(
          asked.map((field) => [field.name, typed[field.name] === '' ? null : (typed[field.name] ?? null)]),
        ),
        confirm,
      );
      if (draft) keep(`draft:${draft}`, undefined, 'session');
    } catch (refused) {
      const known =
        refused instanceof Refused
          ? refused.faults.filter((fault) => asked.some((field) => field.name === fault.field))
          : [];
      if (known.length === 0) setRefusal({ of: refused, asOf });
      else refuse(Object.fromEntries(known.map((fault) => [fault.field ?? '', fault.text])));
    } finally {
      setSending(false);
    }
  };

  const first = asked.filter((field) => !field.secondary || start?.[field.name] != null);
  const rest = asked.filter((field) => !first.includes(field));
  const draw = (field: Field, index: number) => (
    <AskField
      key={field.name}
      field={field}
      value={typed[field.name] ?? ''}
      fault={faults[field.name]}
      focused={index === 0}
      onType={(value) => type(field.name, value)}
      onLeave={() => {
        const fault = typed[field.name] === '' ? undefined : check(field);
        if (fault) setFaults({ ...faults, [field.name]: fault });
      }}
      suggest={suggest}
      secret={secret?.includes(field.name) ?? false}
      sending={sending}
    />
  );
  return (
    <form
      ref={form}
      noValidate
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
    >
      {restored ? (
        <p className={classes.restored}>
          What you had typed is here again.{' '}
          <button
            type="button"
            onClick={() => {
              setTyped(blank());
              setRestored(undefined);
              if (draft) keep(`draft:${draft}`, undefined, 'session');
            }}
          >
            Start afresh
          </button>
        </p>
      ) : null}
      {refusal && refusal.asOf === asOf ? (
        <Problem of={refusal.of} confirm={(code) => void send(code)} {...(confirmWord ? { confirmWord } : {})} />
      ) : null}
      <div className={classes.fields}>
        {first.map(draw)}
        {more ? rest.map((field) => draw(field, -1)) : null}
      </div>
      {rest.length > 0 && !more ? (
        <button type="button" className={classes.more} onClick={() => setMore(true)}>
          {countText(rest.length, 'more field', 'more fields')}
        </button>
      ) : null}
      {beside?.(typed)}
      <div className={classes.doors}>
        {(more ? asked : first).some((field) => field.type === 'text' && field.long) ? <LongTextNote /> : null}
        {onCancel ? (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
        <Button type="submit" loading={sending}>
          {submitWord}
        </Button>
      </div>
      {sending && doing ? <Progress doing={doing} done={done} /> : null}
    </form>
  );
}

function typedOf(field: Field, value: Value): string | boolean {
  if (field.type === 'boolean') return value === true;
  if (value === null) return '';
  return field.type === 'decimal' || field.type === 'quantity' ? typedText(Number(value)) : String(value);
}

interface AskFieldProps {
  readonly field: Field;
  readonly value: string | boolean;
  readonly fault: string | undefined;
  readonly focused: boolean;
  readonly onType: (value: string | boolean) => void;
  readonly onLeave: () => void;
  readonly suggest: AskProps['suggest'];
  readonly secret: boolean;
  /** What is typed now would not go along. */
  readonly sending: boolean;
}

const examples: Partial<Readonly<Record<Field['type'], string>>> = {
  date: '3 nov, +5, tomorrow',
  instant: '3 nov 17:00, tomorrow',
  ratio: '1/3 or 2.6',
};

function AskField({ field, value, fault, focused, onType, onLeave, suggest, secret, sending }: AskFieldProps) {
  const unit = 'unit' in field && field.unit ? ` (${field.unit})` : '';
  const common = {
    label: `${field.label}${unit}`,
    description: field.help,
    error: fault,
    withAsterisk: field.required ?? false,
    ...(focused ? { 'data-autofocus': true } : {}),
  };
  if (field.type === 'boolean')
    return (
      <Checkbox
        label={field.label}
        description={field.help}
        error={fault}
        checked={value === true}
        onChange={(event) => onType(event.currentTarget.checked)}
      />
    );
  const text = String(value);
  if (field.type === 'choice')
    return (
      <Select
        {...common}
        data={[...field.choices]}
        value={text === '' ? null : text}
        onChange={(next) => onType(next ?? '')}
        searchable={field.choices.length > 7}
        allowDeselect={!field.required}
      />
    );
  const typing = {
    ...common,
    value: text,
    placeholder: examples[field.type],
    autoComplete: 'off',
    readOnly: sending,
    onBlur: onLeave,
  };
  if (secret)
    return <PasswordInput {...typing} autoComplete="new-password" onChange={(event) => onType(event.target.value)} />;
  if (field.type === 'date' || field.type === 'instant') return <DateField {...typing} onType={onType} />;
  if (field.type === 'reference')
    return <ReferenceField field={field} common={typing} text={text} onType={onType} suggest={suggest} />;
  if (field.type === 'text' && field.long)
    return <LongText {...typing} maxRows={8} onChange={(event) => onType(event.target.value)} />;
  const numeric = ['integer', 'decimal', 'quantity', 'ratio'].includes(field.type);
  return (
    <TextInput
      {...typing}
      {...(numeric ? { inputMode: 'decimal' as const, classNames: { input: 'figures' } } : {})}
      onChange={(event) => onType(event.target.value)}
    />
  );
}

interface ReferenceFieldProps {
  readonly field: Field & { type: 'reference' };
  readonly common: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly onType: (value: string) => void;
  readonly suggest: AskProps['suggest'];
}

function ReferenceField({ field, common, text, onType, suggest }: ReferenceFieldProps) {
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  useEffect(() => {
    if (!suggest) return;
    let wanted = true;
    const timer = setTimeout(() => {
      suggest(field, text).then(
        (some) => wanted && setFound(some),
        () => wanted && setFound([]),
      );
    }, 150);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [suggest, field, text]);
  const label = new Map(found.map((one) => [one.value, one.label]));
  return (
    <Autocomplete
      {...common}
      value={text}
      data={[...label.keys()]}
      limit={8}
      filter={({ options }) => options}
      onChange={onType}
      renderOption={({ option }): ReactNode => (
        <span>
          {option.value} <span className="dim">{label.get(option.value)}</span>
        </span>
      )}
    />
  );
}

/** The form in a window of its own. */
export function AskWindow({
  title,
  opened,
  onClose,
  ...ask
}: AskProps & { readonly title: string; readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg">
      <Ask {...ask} onCancel={onClose} />
    </Modal>
  );
}
