/** One open line as its vendor sees it, and what he may say of it. */

import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { dayWords } from '../../house/daywords.ts';
import { type PromiseMeans, promiseMeanings } from '../../house/promisemeans.ts';
import { typedFault } from '../../house/typednumbers.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { sending } from './notice.messages.ts';
import { firstPackage, Packages } from './Packages.tsx';
import type { Package } from './sending.ts';
import type { ShownLine } from './VendorPage.tsx';
import { meansWords, thenWords, page as words } from './vendorpage.messages.ts';
import classes from './vendorpage.module.css';
import { standingDate } from './vendorpage.ts';

export type Chosen =
  | { readonly act: 'confirm' }
  | { readonly act: 'date'; readonly day: string; readonly means: PromiseMeans; readonly note: string }
  | {
      readonly act: 'part';
      readonly qty: string;
      readonly day: string;
      readonly means: PromiseMeans;
      readonly note: string;
    }
  | { readonly act: 'ask'; readonly note: string }
  | { readonly act: 'send'; readonly packages: readonly Package[] };

interface AnswerLineProps {
  readonly line: ShownLine;
  readonly today: string;
  readonly chosen: Chosen | undefined;
  readonly fault: string | undefined;
  readonly onChoose: (answer: Chosen | undefined) => void;
}

export function AnswerLine({ line, today, chosen, fault, onChoose }: AnswerLineProps) {
  const {
    ref,
    item,
    item_name: name,
    vendor_item: yours,
    open,
    unit,
    required,
    promised,
    means,
    ship_by: shipBy,
  } = line;
  const stands = standingDate(line);
  const day = (of: string) => dayWords(of, today);
  const confirmable = !line.confirmed_at && stands !== undefined && stands.day >= today;
  const starts: readonly (readonly [label: string, start: Chosen])[] = [
    ...(confirmable ? [[words.confirm(day(stands.day)), { act: 'confirm' }] as const] : []),
    [words.other, { act: 'date', day: '', means, note: '' }],
    [words.part, { act: 'part', qty: '', day: '', means, note: '' }],
    [sending.choose, { act: 'send', packages: [firstPackage(line)] }],
    [words.ask, { act: 'ask', note: '' }],
  ];
  return (
    <li className={classes.line} data-chosen={chosen !== undefined || undefined}>
      <h2>
        {ref} <span className={classes.item}>{name ?? item}</span>
      </h2>
      {yours === null ? null : <p>{words.yourItem(yours)}</p>}
      <dl className={classes.facts}>
        <Fact name={words.quantity}>
          {quantityText(open)} {unit}
          {name === null ? null : <span className="dim"> · {item}</span>}
          {line.on_the_way.map(({ number, qty, arrives }) => (
            <span key={number} className={classes.also}>
              {sending.way(quantityText(qty), unit, number, day(arrives))}
            </span>
          ))}
        </Fact>
        <Fact name={words.required}>
          {required === null ? '–' : `${day(required)}, ${words.requiredMeans}`}
          {shipBy === null ? null : <span className={classes.also}>{words.shipBy(day(shipBy))}</span>}
        </Fact>
        <Fact name={words.promised}>
          {promised === null ? words.nothingPromised : `${day(promised)}, ${meansWords[means]}`}
        </Fact>
      </dl>
      <p className={line.confirmed_at ? classes.confirmed : 'dim'}>
        {line.confirmed_at ? `✓ ${words.confirmed(line.confirmed_by, day(line.confirmed_at))}` : words.notConfirmed}
      </p>
      <fieldset className={classes.choices} aria-label={words.choose(ref)}>
        {starts.map(([label, start]) => (
          <Choice
            key={start.act}
            of={ref}
            label={label}
            checked={chosen?.act === start.act}
            onCheck={() => onChoose(start)}
          />
        ))}
      </fieldset>
      {chosen?.act === 'part' ? (
        <TextInput
          label={words.partQuantity(unit)}
          inputMode="decimal"
          value={chosen.qty}
          error={typedFault(chosen.qty)}
          maxLength={16}
          description={words.partRest}
          onChange={(event) => onChoose({ ...chosen, qty: event.currentTarget.value })}
        />
      ) : null}
      {chosen?.act === 'date' || chosen?.act === 'part' ? (
        <OtherDate of={chosen} today={today} onChange={onChoose} />
      ) : null}
      {chosen?.act === 'send' ? (
        <Packages line={line} packages={chosen.packages} onChange={(packages) => onChoose({ act: 'send', packages })} />
      ) : null}
      {chosen?.act === 'ask' ? (
        <Textarea
          label={words.question}
          value={chosen.note}
          maxLength={500}
          autosize
          minRows={2}
          onChange={(event) => onChoose({ act: 'ask', note: event.currentTarget.value })}
        />
      ) : null}
      {fault ? (
        <p role="alert" className={classes.fault}>
          {fault}
        </p>
      ) : null}
      {chosen ? (
        <Button variant="default" className={classes.clear} onClick={() => onChoose(undefined)}>
          {words.clear}
        </Button>
      ) : null}
    </li>
  );
}

interface GoneLineProps {
  readonly of: string;
  readonly wrote: string;
  readonly onClear: () => void;
}

/** Of a line that is not open any more he has what he wrote. */
export const GoneLine = ({ of, wrote, onClear }: GoneLineProps) => (
  <li className={classes.line}>
    <h2>{of}</h2>
    <p role="alert" className={classes.fault}>
      {words.gone}
    </p>
    <blockquote className={classes.wrote}>{wrote}</blockquote>
    <Button variant="default" className={classes.clear} onClick={onClear}>
      {words.clear}
    </Button>
  </li>
);

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className="figures">{children}</dd>
  </div>
);

interface ChoiceProps {
  /** The line. */
  readonly of: string;
  readonly label: string;
  readonly checked: boolean;
  readonly onCheck: () => void;
}

function Choice({ of, label, checked, onCheck }: ChoiceProps) {
  const id = useId();
  return (
    <label htmlFor={id} className={classes.choice} data-checked={checked || undefined}>
      <input id={id} type="radio" name={of} checked={checked} onChange={onCheck} />
      {label}
    </label>
  );
}

type Dated = Extract<Chosen, { act: 'date' | 'part' }>;

/** The browser's own date field: on a phone it opens what the phone has. */
function OtherDate({ of, today, onChange }: { of: Dated; today: string; onChange: (next: Dated) => void }) {
  return (
    <div className={classes.other}>
      <TextInput
        type="date"
        label={words.day}
        min={today}
        value={of.day}
        onChange={(event) => onChange({ ...of, day: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.means}
        value={of.means}
        data={promiseMeanings.map((value) => ({ value, label: thenWords[value] }))}
        onChange={(event) =>
          onChange({ ...of, means: promiseMeanings.find((one) => one === event.currentTarget.value) ?? of.means })
        }
      />
      <Textarea
        label={words.note}
        value={of.note}
        maxLength={500}
        autosize
        minRows={1}
        className={classes.wide}
        onChange={(event) => onChange({ ...of, note: event.currentTarget.value })}
      />
    </div>
  );
}
