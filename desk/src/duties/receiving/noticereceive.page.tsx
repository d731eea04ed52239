/** What was announced, received: all of it by one press, or as it was counted line by line. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import type { Answering } from '../../web/api.ts';
import { Ask } from '../../web/kit/Ask.tsx';
import { useAgreed } from '../../web/kit/agreed.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { kinds, number, reading, text, words } from './form.page.tsx';
import { type listNotices, receiveNotice } from './notices.contract.ts';
import classes from './receiving.module.css';

export type Notice = Answering<typeof listNotices>['rows'][number];
type Line = Notice['lines'][number];

/** "lot L-1, until 2027-01-31, container 3401…": what was announced beside the quantity. */
export const beside = ({ lot, expires, container }: Line): string =>
  [lot && `lot ${lot}`, expires && `until ${expires}`, container && `container ${container}`]
    .filter(Boolean)
    .join(', ');

const fieldsOf = (lines: readonly Line[]): readonly Field[] => [
  ...lines.flatMap((line): readonly Field[] => [
    number(`qty-${line.line}`, `Line ${line.line}, ${line.item}: counted`, {
      help: `${quantityText(line.open)} ${line.unit} announced. Empty: it is not there.`,
    }),
    ...(line.lot !== '' || line.asks_lot
      ? [{ name: `lot-${line.line}`, label: `Line ${line.line}, ${line.item}: lot`, type: 'text', max: 64 } as const]
      : []),
    ...(line.expires !== null || line.asks_expiry
      ? [{ name: `expires-${line.line}`, label: `Line ${line.line}, ${line.item}: expires`, type: 'date' } as const]
      : []),
    {
      ...text(`damage-${line.line}`, `Line ${line.line}, ${line.item}: damage`, {
        help: 'What is damaged; it goes to inspection.',
      }),
      secondary: true,
    },
  ]),
  { ...text('document', 'Delivery note', { max: 80, help: 'Empty: the number of the notice.' }), secondary: true },
  text('reason', 'Reason', { help: 'Why more is taken than may come; else empty.' }),
];

interface NoticeReceiptProps {
  readonly of: Notice;
  /** The container that was scanned; null: all of the notice. */
  readonly container: string | null;
  readonly onPosted: (done: string) => void;
}

export function NoticeReceipt({ of: notice, container, onPosted }: NoticeReceiptProps) {
  const { today } = usePlant();
  const write = useWrite(receiveNotice, { kinds });
  const agreed = useAgreed();
  const [problem, setProblem] = useState<unknown>();
  const [counting, setCounting] = useState(false);
  const lines = notice.lines.filter((line) => line.open > 0 && (container === null || line.container === container));
  const fields = fieldsOf(lines);
  const params = { id: notice.id };
  const blank = { container, lines: null, document: '', to: null, reason: '' };
  if (lines.length === 0)
    return (
      <p role="alert" className={classes.warning}>
        {container === null
          ? `Nothing of notice ${notice.number} is to come: it is ${notice.state}.`
          : `Container ${container} of notice ${notice.number} was received already, or the notice ended (${notice.state}).`}
      </p>
    );
  const start = Object.fromEntries(
    lines.flatMap((line) => [
      [`qty-${line.line}`, line.open],
      [`lot-${line.line}`, line.lot || null],
      [`expires-${line.line}`, line.expires],
    ]),
  );
  return (
    <>
      <ol className={classes.waits} aria-label="What is announced">
        {lines.map((line) => (
          <li key={line.line}>
            <p className={classes.wait}>
              <span>
                <strong>{line.item}</strong> {line.item_name ?? ''}
              </span>
              <span className="figures">
                {quantityText(line.open)} {line.unit}
              </span>
            </p>
            <p className="dim">{[`Line ${line.line}, ${line.ref}`, beside(line)].filter(Boolean).join(', ')}</p>
            {line.inspected ? <p>To be inspected.</p> : null}
            {line.warned === null ? null : <p className={classes.hot}>△ {line.warned}</p>}
          </li>
        ))}
      </ol>
      {problem ? <Problem of={problem} /> : null}
      {counting ? (
        <Ask
          fields={fields}
          start={start}
          submitWord="Receive what was counted"
          confirmWord="It is so: take it"
          onCancel={() => setCounting(false)}
          suggest={(field, typed) => suggestCodes(field.to, typed)}
          onSubmit={async (answers, confirm) => {
            const read = reading(fields, answers, today);
            const has = (name: string) => fields.some((field) => field.name === name);
            const counted = lines.flatMap((line) => {
              const qty = read(`qty-${line.line}`);
              const expires = has(`expires-${line.line}`) ? read(`expires-${line.line}`) : null;
              return qty === null || Number(qty) === 0
                ? []
                : [
                    {
                      line: line.line,
                      qty: Number(qty),
                      lot: has(`lot-${line.line}`) ? (words(answers[`lot-${line.line}`]) ?? '') : null,
                      expires: expires === null ? null : String(expires),
                      damage: words(answers[`damage-${line.line}`]) ?? '',
                    },
                  ];
            });
            const body = {
              ...blank,
              lines: counted,
              document: words(answers.document) ?? '',
              reason: words(answers.reason) ?? '',
            };
            const posted = await write.run({ params, body }, agreed(confirm));
            onPosted(posted.done);
          }}
        />
      ) : (
        <div className={classes.doors}>
          <Button
            loading={write.sending}
            onClick={() => {
              setProblem(undefined);
              write.run({ params, body: blank }).then(
                ({ done }) => onPosted(done),
                (refused: unknown) => {
                  setProblem(refused);
                  setCounting(true);
                },
              );
            }}
          >
            Receive as announced: {countText(lines.length, 'line', 'lines')}
          </Button>
          <Button variant="default" onClick={() => setCounting(true)}>
            It is otherwise
          </Button>
        </div>
      )}
    </>
  );
}

/** Who sent it, with whom, until when. */
export const NoticeHead = ({ of: notice, container }: { of: Notice; container: string | null }) => (
  <header className={classes.head}>
    <h1>{notice.number}</h1>
    <p>
      Sent by {notice.vendor_name ?? notice.vendor}
      {notice.carrier === null ? '' : ` with ${notice.carrier}`}
      {notice.carrier_ref === null ? '' : `, ${notice.carrier_ref}`}
    </p>
    <p className={notice.late ? classes.late : 'dim'}>
      {notice.late ? '▲ late, ' : ''}expected <When at={notice.expected} time />
    </p>
    {container === null ? null : <p>Container {container} alone.</p>}
  </header>
);
