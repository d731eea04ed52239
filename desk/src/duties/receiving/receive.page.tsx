/** The phone at the dock: scan or type what came, count it, see who waits for it. One task at a time. */
import { Button, TextInput } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { type Due, type Posted, ReceiptForm } from './form.page.tsx';
import { type Notice, NoticeHead, NoticeReceipt } from './noticereceive.page.tsx';
import { Onward } from './onward.page.tsx';
import { Photos } from './photos.page.tsx';
import { findDue } from './receiving.contract.ts';
import classes from './receiving.module.css';
import { ReturnForm, UnannouncedForm } from './returnforms.page.tsx';
import { TransferForm } from './transferforms.page.tsx';
import { Waits } from './waits.page.tsx';

/** In the address instead of a text: goods without an order, a return that nobody announced. */
const blind = '-';
const unannounced = '~';

export default function ReceivePage() {
  const { text } = useParams({ strict: false }) as { readonly text?: string };
  useEffect(() => {
    document.title = `${text === undefined || text === blind || text === unannounced ? 'Receive' : text} · Hotlist`;
  }, [text]);
  return (
    <main id="page" className={classes.terminal}>
      {text === undefined ? (
        <Choose />
      ) : text === blind ? (
        <Blind item={null} />
      ) : text === unannounced ? (
        <Unannounced />
      ) : (
        <Found key={text} text={text} />
      )}
    </main>
  );
}

function Choose() {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void navigate({ to: pageAt('/receive/$text', { text: text.trim() }) });
  };
  return (
    <form onSubmit={go} className={classes.choose}>
      <h1>What came?</h1>
      <TextInput
        size="lg"
        aria-label="Order, line or item"
        placeholder="Scan it, or type its number or item"
        autoComplete="off"
        autoCapitalize="characters"
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoFocus
      />
      <Button type="submit" size="lg">
        Find
      </Button>
      <Button
        size="lg"
        variant="default"
        onClick={() => void navigate({ to: pageAt('/receive/$text', { text: blind }) })}
      >
        Without an order
      </Button>
      <Button
        size="lg"
        variant="default"
        onClick={() => void navigate({ to: pageAt('/receive/$text', { text: unannounced }) })}
      >
        A customer sent it back
      </Button>
    </form>
  );
}

function Found({ text }: { text: string }) {
  const [ref, setRef] = useState<string>();
  const [posted, setPosted] = useState<Posted>();
  const [back, setBack] = useState<string>();
  const [nameless, setNameless] = useState(false);
  const found = useOne(findDue, { params: { text } }, { kinds: ['plan_runs'] });
  if (posted) return <Done of={posted} />;
  if (back !== undefined) return <CameBack done={back} />;
  if (found.error)
    return (
      <>
        <Problem of={found.error} retry={() => void found.refetch()} />
        <Choose />
      </>
    );
  if (!found.data) return <Progress doing={`Looking for ${text}`} />;
  const { rows, item, says, notices, container } = found.data;
  if (nameless) return <Blind item={item} />;
  if (notices.length > 0) return <Notices of={notices} container={container} onPosted={setBack} />;
  const line = rows.find((row) => row.ref === ref) ?? (rows.length === 1 ? rows[0] : undefined);
  if (line?.kind === 'customer return') return <Return of={line} item={item} onPosted={setBack} />;
  if (line?.kind === 'transfer') return <Transfer of={line} item={item} onPosted={setBack} />;
  if (line) return <Line of={line} item={item} onPosted={setPosted} />;
  return (
    <>
      {says === null ? null : (
        <p role="alert" className={classes.warning}>
          {says}
        </p>
      )}
      {rows.length > 0 ? <h1>Which line of {text}?</h1> : null}
      <ol className={classes.lines} aria-label="Open lines">
        {rows.map((row) => (
          <li key={row.ref}>
            <button type="button" className={classes.line} onClick={() => setRef(row.ref)}>
              <span>
                <strong>{row.item}</strong> {row.item_name ?? ''}
                <span className="dim">
                  {row.ref} · {row.partner_name ?? row.partner}
                </span>
              </span>
              <span className="figures">
                {quantityText(row.open)} {row.unit}
                <DueWords of={row} />
              </span>
            </button>
          </li>
        ))}
      </ol>
      {rows.length === 0 ? (
        <Button size="lg" variant="default" onClick={() => setNameless(true)}>
          Take it without an order
        </Button>
      ) : null}
      {rows.length === 0 ? <Choose /> : null}
    </>
  );
}

const DueWords = ({ of: row }: { of: Due }) => (
  <span className={row.when === 'late' ? classes.late : 'dim'}>
    {row.day === null ? (
      'no date'
    ) : (
      <>
        {row.when === 'late' ? '▲ late, ' : ''}
        <When day={row.day} />
      </>
    )}
  </span>
);

function Line({ of: row, item, onPosted }: { of: Due; item: string | null; onPosted: (posted: Posted) => void }) {
  return (
    <>
      <header className={classes.head}>
        <h1>{row.item}</h1>
        <p>{row.item_name}</p>
        <p className="figures">
          {row.ref} · {row.partner_name ?? row.partner} · {quantityText(row.open)} {row.unit} open ·{' '}
          <DueWords of={row} />
        </p>
        {row.inspected ? <p>To be inspected.</p> : null}
      </header>
      {row.waiting.length > 0 ? <Waits of={row.waiting} unit={row.unit} /> : null}
      <ReceiptForm line={row} item={item} onPosted={onPosted} />
    </>
  );
}

function Return({ of: row, item, onPosted }: { of: Due; item: string | null; onPosted: (done: string) => void }) {
  return (
    <>
      <header className={classes.head}>
        <h1>{row.item}</h1>
        <p>{row.item_name}</p>
        <p className="figures">
          {row.ref} · sent back by {row.partner_name ?? row.partner} · {quantityText(row.open)} {row.unit} open ·{' '}
          <DueWords of={row} />
        </p>
        <p>To be inspected.</p>
      </header>
      <ReturnForm of={row} item={item} onPosted={onPosted} />
    </>
  );
}

function Transfer({ of: row, item, onPosted }: { of: Due; item: string | null; onPosted: (done: string) => void }) {
  return (
    <>
      <header className={classes.head}>
        <h1>{row.item}</h1>
        <p>{row.item_name}</p>
        <p className="figures">
          {row.ref} · from {row.partner} · {quantityText(row.open)} {row.unit} on the way · <DueWords of={row} />
        </p>
      </header>
      <TransferForm of={row} item={item} onPosted={onPosted} />
    </>
  );
}

function Notices({
  of: notices,
  container,
  onPosted,
}: {
  of: readonly Notice[];
  container: string | null;
  onPosted: (done: string) => void;
}) {
  const [all, setAll] = useState(false);
  const within = all ? null : container;
  return (
    <>
      {notices.map((notice) => (
        <section key={notice.id}>
          <NoticeHead of={notice} container={within} />
          <NoticeReceipt key={within} of={notice} container={within} onPosted={onPosted} />
        </section>
      ))}
      {within === null ? null : (
        <Button size="lg" variant="default" onClick={() => setAll(true)}>
          All of the notice
        </Button>
      )}
      <Choose />
    </>
  );
}

function Unannounced() {
  const [done, setDone] = useState<string>();
  if (done !== undefined) return <CameBack done={done} />;
  return (
    <>
      <header className={classes.head}>
        <h1>A customer sent it back</h1>
        <p>Nobody announced it: it goes to inspection under a number of its own.</p>
      </header>
      <UnannouncedForm onPosted={setDone} />
    </>
  );
}

const CameBack = ({ done }: { done: string }) => (
  <>
    <p role="status" className={classes.done}>
      {done}
    </p>
    <Choose />
  </>
);

function Blind({ item }: { item: string | null }) {
  const [posted, setPosted] = useState<Posted>();
  if (posted) return <Done of={posted} />;
  return (
    <>
      <header className={classes.head}>
        <h1>Without an order</h1>
        <p>It goes to inspection, with its vendor and its delivery note, and stands among the discrepancies.</p>
      </header>
      <ReceiptForm item={item} onPosted={setPosted} />
    </>
  );
}

function Done({ of: { done, receipt } }: { of: Posted }) {
  return (
    <>
      <p role="status" className={classes.done}>
        {done}
      </p>
      <Photos receipt={receipt.id} />
      <Onward of={receipt} />
      <Choose />
    </>
  );
}
