/** The phone to count with: one bin at a time, scanned or typed, and never what should be there. */

import { Button, Select, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { typedFault } from '../../house/typednumbers.ts';
import type { Answering } from '../../web/api.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import { PageLink } from '../../web/kit/PageLink.tsx';
import styles from '../../web/kit/phone.module.css';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useKeptAhead, useKeptOne } from '../../web/queries.ts';
import { useCodes } from '../../web/shell/scans.ts';
import { useUnsent, useUnsentWrite } from '../../web/unsent/useUnsent.ts';
import { listSheets, postCount, postFound, postLook, toCount } from './counting.contract.ts';
import { counting } from './counting.kinds.ts';
import { amountTyped, isLeft, lineScanned, placeScanned } from './typed.ts';

type Line = Answering<typeof toCount>['lines'][number];

const lineKey = (line: number): string => `count line ${line}`;
const placeKey = (sheet: number, location: string): string => `count sheet ${sheet} place ${location}`;
/** What a person may change of a count that was refused. */
const counted = [{ label: 'Quantity', at: ['qty'], type: 'number' }] as const;

export default function PhonePage() {
  const { sheet } = useParams({ strict: false }) as { readonly sheet?: string };
  useEffect(() => {
    document.title = 'Count · Hotlist';
  }, []);
  return (
    <main id="page" className={styles.phone}>
      {sheet ? <Counting key={sheet} sheet={Number(sheet)} /> : <Choose />}
    </main>
  );
}

function Choose() {
  const sheets = useKeptOne(listSheets, { query: { open: 'yes' } }, counting);
  const next = (sheets.data?.rows ?? []).slice(0, 20).map(({ id }) => ({ params: { id } }));
  useKeptAhead(toCount, next, counting);
  if (sheets.error) return <Problem of={sheets.error} retry={() => void sheets.refetch()} />;
  if (!sheets.data) return <Progress doing="Reading sheets" />;
  const open = sheets.data.rows.filter(({ left }) => left > 0);
  if (open.length === 0)
    return <Empty title="No sheet is to be counted." text="Sheets are made at the desk, under Counts." />;
  return (
    <>
      <h1>Which sheet?</h1>
      <ul className={styles.list} aria-label="Sheets">
        {open.map((row) => (
          <li key={row.id}>
            <PageLink className={styles.line} to={pageAt('/count/$sheet', { sheet: row.id })}>
              <strong>{row.sheet}</strong>
              <span>{row.note}</span>
              <span className="figures">{row.left} to count</span>
            </PageLink>
          </li>
        ))}
      </ul>
    </>
  );
}

function Counting({ sheet }: { sheet: number }) {
  const list = useKeptOne(toCount, { params: { id: sheet } }, counting);
  /** A line by its number, a place without lines by its code. */
  const [chosen, setChosen] = useState<number | string>();
  const [adding, setAdding] = useState<string>();
  // What was counted and waits to be sent is counted.
  const waiting = new Set(useUnsent().flatMap(({ of }) => of));
  useCodes((text) => {
    const found = lineScanned(list.data?.lines ?? [], text);
    const place = found ? undefined : placeScanned(list.data?.places ?? [], text);
    if (found || place) setChosen(found?.line ?? place?.location);
    return found !== undefined || place !== undefined;
  });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Progress doing="Reading the sheet" />;
  const lines = list.data.lines.map((one) =>
    waiting.has(lineKey(one.line)) ? { ...one, state: 'counted' as const } : one,
  );
  const left = lines.filter((line) => isLeft(line) && !line.another);
  const others = lines.filter((line) => isLeft(line) && line.another).length;
  const places = list.data.places.map((one) =>
    waiting.has(placeKey(sheet, one.location)) ? { ...one, looked: true } : one,
  );
  const unseen = places.filter(({ looked }) => !looked);
  const place = unseen.find(({ location }) => location === chosen) ?? (left.length === 0 ? unseen[0] : undefined);
  const line = lines.find((one) => one.line === chosen) ?? (place ? undefined : left[0]);
  const next = (after: number) => {
    const at = left.findIndex((one) => one.line === after);
    setChosen((left[at + 1] ?? left.find((one) => one.line !== after))?.line);
  };
  return (
    <>
      <p className="dim">
        {list.data.sheet} · {countText(left.length, 'line', 'lines')} to count
        {unseen.length === 0 ? '' : `, ${countText(unseen.length, 'place', 'places')} to look at`}
      </p>
      {adding !== undefined ? (
        <Found sheet={sheet} location={adding} onDone={() => setAdding(undefined)} />
      ) : place && !line ? (
        <Look
          key={place.location}
          sheet={sheet}
          location={place.location}
          onLooked={() => setChosen(undefined)}
          onLater={() => {
            const at = unseen.indexOf(place);
            setChosen((unseen[at + 1] ?? unseen[0])?.location);
          }}
          onFound={() => setAdding(place.location)}
        />
      ) : line ? (
        <One
          key={line.line}
          line={line}
          lines={lines.map((other) => (other.another ? { ...other, state: 'counted' } : other))}
          onScan={(found) => setChosen(found.line)}
          onCounted={() => next(line.line)}
          onFound={() => setAdding(line.location)}
        />
      ) : (
        <Empty
          title={others === 0 ? 'All of it is counted.' : 'You have counted all that you may.'}
          text={
            others === 0
              ? 'Who approves it sees now how it differs.'
              : `${countText(others, 'line is', 'lines are')} to be counted again, by another person.`
          }
        />
      )}
      {line || place || adding !== undefined ? null : (
        <Button size="lg" variant="default" onClick={() => setAdding('')}>
          Something else lies there
        </Button>
      )}
      <ul className={styles.list} aria-label="Lines">
        {lines.map((one) => (
          <li key={one.line}>
            <button
              type="button"
              className={styles.line}
              aria-current={one.line === line?.line ? 'step' : undefined}
              onClick={() => {
                setAdding(undefined);
                setChosen(one.line);
              }}
            >
              <span>
                <strong>{one.location}</strong> {one.item}
                {one.lot === '' ? '' : `, lot ${one.lot}`}
              </span>
              <span className="dim">{one.another ? 'another counts it' : isLeft(one) ? '' : '✓'}</span>
            </button>
          </li>
        ))}
        {places.map(({ location, looked }) => (
          <li key={location}>
            <button
              type="button"
              className={styles.line}
              aria-current={!line && place?.location === location ? 'step' : undefined}
              onClick={() => {
                setAdding(undefined);
                setChosen(location);
              }}
            >
              <span>
                <strong>{location}</strong> no goods on the sheet
              </span>
              <span className="dim">{looked ? '✓' : ''}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface LookProps {
  readonly sheet: number;
  readonly location: string;
  readonly onLooked: () => void;
  readonly onLater: () => void;
  readonly onFound: () => void;
}

/** Where no line is: an inventory looks there all the same. */
function Look({ sheet, location, onLooked, onLater, onFound }: LookProps) {
  const write = useUnsentWrite(postLook, { kinds: counting });
  return (
    <section aria-label={`Look at ${location}`}>
      <h1>{location}</h1>
      <p className={styles.what}>No goods are on the sheet here. Is it empty?</p>
      {write.problem ? <Problem of={write.problem} /> : null}
      <div className={styles.form}>
        <Button
          size="xl"
          loading={write.sending}
          onClick={() =>
            void write
              .run(
                { params: { id: sheet }, body: { location } },
                { what: `${location} looked at: it is empty`, of: [placeKey(sheet, location)], changes: [] },
              )
              .then((on) => {
                if (on) onLooked();
              })
          }
        >
          It is empty
        </Button>
        <div className={styles.row}>
          <Button size="lg" variant="default" onClick={onLater}>
            Later
          </Button>
          <Button size="lg" variant="default" onClick={onFound}>
            It is not
          </Button>
        </div>
      </div>
    </section>
  );
}

interface OneProps {
  readonly line: Line;
  readonly lines: readonly Line[];
  readonly onScan: (line: Line) => void;
  readonly onCounted: () => void;
  readonly onFound: () => void;
}

function One({ line, lines, onScan, onCounted, onFound }: OneProps) {
  const write = useUnsentWrite(postCount, { kinds: counting });
  const [typed, setTyped] = useState('');
  const [unit, setUnit] = useState(line.unit);
  const [fault, setFault] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const qty = amountTyped(typed);
    const scanned = lineScanned(lines, typed, line.location);
    // A scanner types too: what is a bin, an item or a lot here goes there.
    if (scanned && (qty === undefined || typed.trim().length > 6)) {
      setTyped('');
      return onScan(scanned);
    }
    if (qty === undefined)
      return setFault(
        typed.trim() === ''
          ? 'Type what lies there: 0 when it is empty.'
          : /^[\d.,]+$/.test(typed.trim())
            ? typedFault(typed)
            : `${typed} is neither a number nor on this sheet. Maybe it lies there besides: add it.`,
      );
    setFault(undefined);
    void write
      .run(
        { params: { line: line.line }, body: { qty, unit: unit === line.unit ? null : unit } },
        {
          what: `${quantityText(qty)} ${unit} of ${line.item} counted at ${line.location}`,
          of: [lineKey(line.line)],
          changes: counted,
        },
      )
      .then((on) => {
        if (on) onCounted();
      });
  };
  return (
    <section aria-label={`Count ${line.item} at ${line.location}`}>
      <h1>{line.location}</h1>
      <p className={styles.what}>
        {line.item} {line.item_name}
      </p>
      {line.lot === '' ? null : <p className={styles.what}>Lot {line.lot}</p>}
      {line.without === null ? null : <p className={styles.what}>Count it {line.without}.</p>}
      <form className={styles.form} onSubmit={send}>
        {write.problem ? <Problem of={write.problem} /> : null}
        <TextInput
          ref={field}
          size="xl"
          label={`What lies there, in ${unit}`}
          placeholder="Type it, or scan a bin"
          inputMode="decimal"
          autoComplete="off"
          classNames={{ input: 'figures' }}
          value={typed}
          error={fault}
          onChange={(event) => setTyped(event.target.value)}
        />
        {line.units.length > 0 ? (
          <Select
            size="lg"
            label="Counted in"
            data={[line.unit, ...line.units]}
            value={unit}
            onChange={(value) => setUnit(value ?? line.unit)}
            allowDeselect={false}
          />
        ) : null}
        <Button type="submit" size="xl" loading={write.sending}>
          Counted
        </Button>
        <div className={styles.row}>
          <Button size="lg" variant="default" onClick={onCounted}>
            Later
          </Button>
          <Button size="lg" variant="default" onClick={onFound}>
            Other goods
          </Button>
        </div>
      </form>
    </section>
  );
}

function Found({ sheet, location, onDone }: { sheet: number; location: string; onDone: () => void }) {
  const write = useUnsentWrite(postFound, { kinds: counting });
  const [said, setSaid] = useState({ location, item: '', lot: '', qty: '' });
  const qty = amountTyped(said.qty);
  const field = (name: keyof typeof said, label: string) => (
    <TextInput
      size="lg"
      label={label}
      autoComplete="off"
      autoCapitalize="characters"
      {...(name === 'qty' ? { inputMode: 'decimal' as const } : {})}
      value={said[name]}
      onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
    />
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (qty === undefined) return;
        const { item, location, lot } = said;
        void write
          .run(
            { params: { id: sheet }, body: { ...said, lot: lot.trim(), qty } },
            {
              what: `${quantityText(qty)} of ${item} found at ${location}`,
              of: [`count sheet ${sheet} ${location} ${item} ${lot.trim()}`],
              changes: counted,
            },
          )
          .then((on) => {
            if (on) onDone();
          });
      }}
    >
      <h1>Goods that are not on the sheet</h1>
      {write.problem ? <Problem of={write.problem} /> : null}
      {field('location', 'Location')}
      {field('item', 'Item')}
      {field('lot', 'Lot, if it has one')}
      {field('qty', 'Quantity')}
      <Button type="submit" size="xl" loading={write.sending} disabled={qty === undefined || said.item.trim() === ''}>
        Add and count
      </Button>
      <Button size="lg" variant="default" onClick={onDone}>
        Back
      </Button>
    </form>
  );
}
