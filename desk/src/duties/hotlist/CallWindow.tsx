/** Logs a call in ten seconds: the phone is shown, the cursor stands where one types what they said, Enter saves. */
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { DateField } from '../../web/kit/DateField.tsx';
import { When } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { daysAfter, wallClock } from '../../web/kit/time.ts';
import { toast } from '../../web/kit/toasts.tsx';
import { useFirstField } from '../../web/kit/useFirstField.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useSession } from '../../web/session/session.tsx';
import { wayWords } from '../purchasing/promises.messages.ts';
import { usePromises } from '../purchasing/promises.page.tsx';
import { contactWays } from '../purchasing/promises.ts';
import { type Goods, type HotRow, LateShown, whatOf } from './columns.tsx';
import { datesMovedBy, mayMove } from './contacts.ts';
import { listContacts, logContact } from './hotlist.contract.ts';
import classes from './hotlist.module.css';
import { PromisedField, saidNothing, VendorFields, vendorBody } from './VendorFields.tsx';

/** What the window says of the row that the call is about. */
export type CalledRow = Pick<HotRow, 'kind' | 'ref' | 'need' | 'late_days' | keyof Goods>;

interface CallWindowProps {
  readonly row: CalledRow;
  readonly onClose: () => void;
}

export function CallWindow({ row, onClose }: CallWindowProps) {
  const known = useOne(listContacts, { query: { kind: row.kind, ref: row.ref, limit: 3 } }, { kinds: ['contacts'] });
  // The window opens with its fields, so that the cursor stands where one types.
  if (!known.data && !known.error) return null;
  return (
    <Modal opened onClose={onClose} title={`Call about ${row.ref}`} size="lg">
      <p className="dim" style={{ marginTop: 0 }}>
        {whatOf(row)} <LateShown days={row.late_days} need={row.need} />
      </p>
      {known.error ? <Problem of={known.error} retry={() => void known.refetch()} /> : null}
      {known.data ? <CallForm row={row} known={known.data} onClose={onClose} /> : null}
    </Modal>
  );
}

type Known = NonNullable<ReturnType<typeof useOne<typeof listContacts>>['data']>;

function CallForm({ row, known, onClose }: CallWindowProps & { readonly known: Known }) {
  const { zone, today } = usePlant();
  const { may } = useSession();
  const moved = datesMovedBy(row.kind, true);
  const mayDate = moved !== undefined && mayMove(moved, may);
  const log = useWrite(logContact, { kinds: ['contacts', 'purchase_lines', 'purchase_promises', 'customer_lines'] });
  const ofVendor = row.kind === 'purchase_line';
  const { data: promises } = usePromises(row.ref, ofVendor && mayDate);
  const { partner } = known;
  const [said, setSaid] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useFirstField(form);
  const [whom, setWhom] = useState(partner?.contact ?? known.rows[0]?.with_whom ?? partner?.name ?? '');
  const [newDate, setNewDate] = useState('');
  const [vendor, setVendor] = useState(saidNothing);
  const [way, setWay] = useState<(typeof contactWays)[number]>('call');
  const [nextAt, setNextAt] = useState('');
  const [nextAction, setNextAction] = useState('');
  const saying = { said: vendor, onSay: setVendor, dated: newDate !== '', known: promises };
  const inDays = (days: number) => wallClock(zone, daysAfter(`${today}T12:00:00Z`, days)).day;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (log.sending) return;
    try {
      const { done } = await log.run({
        body: {
          kind: row.kind,
          ref: row.ref,
          with_whom: whom,
          channel: way,
          said,
          new_date: newDate || null,
          ...(ofVendor ? vendorBody(vendor, newDate !== '', promises) : {}),
          next_action: nextAction || null,
          next_at: nextAt || null,
        },
      });
      toast(done);
      onClose();
    } catch {
      // The refusal is shown above the form, which keeps what was typed.
      return;
    }
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)}>
      {log.problem ? <Problem of={log.problem} /> : null}
      <div className={classes.call}>
        <p data-wide style={{ margin: 0 }}>
          {partner ? (
            <>
              {partner.name ?? partner.code}
              {partner.phone ? (
                <>
                  {' · '}
                  <a href={`tel:${partner.phone.replaceAll(/[^+\d]/g, '')}`}>{partner.phone}</a>
                </>
              ) : (
                <span className="dim"> · no phone number is known</span>
              )}
              {partner.email ? (
                <>
                  {' · '}
                  <a href={`mailto:${partner.email}`}>{partner.email}</a>
                </>
              ) : null}
            </>
          ) : (
            <span className="dim">Work of our own: speak to the shop floor.</span>
          )}
        </p>
        <div data-wide>
          <TextInput
            data-autofocus
            label="They said"
            required
            maxLength={2000}
            autoComplete="off"
            value={said}
            onChange={(event) => setSaid(event.target.value)}
          />
        </div>
        {mayDate ? (
          <>
            <DateField label="New date" value={newDate} onType={setNewDate} />
            {ofVendor ? (
              <PromisedField {...saying} />
            ) : (
              <p className="dim" style={{ alignSelf: 'end', margin: 0, paddingBottom: 8 }}>
                The promise to the customer; the date asked for stays.
              </p>
            )}
            {ofVendor ? <VendorFields {...saying} /> : null}
          </>
        ) : null}
        <DateField
          label="Next call"
          value={nextAt}
          onType={setNextAt}
          description={
            <>
              {[
                ['tomorrow', 1],
                ['in 3 days', 3],
                ['in a week', 7],
              ].map(([words, days]) => (
                <Button
                  key={words}
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  onClick={() => setNextAt(inDays(Number(days)))}
                >
                  {words}
                </Button>
              ))}
            </>
          }
        />
        <TextInput
          label="Next action"
          placeholder="call again"
          maxLength={200}
          autoComplete="off"
          value={nextAction}
          onChange={(event) => setNextAction(event.target.value)}
        />
        <TextInput
          label="With whom"
          required
          maxLength={120}
          autoComplete="off"
          value={whom}
          onChange={(event) => setWhom(event.target.value)}
        />
        <NativeSelect
          label="By"
          data={contactWays
            .filter((one) => ofVendor || one !== 'acknowledgement')
            .map((value) => ({ value, label: wayWords[value] }))}
          value={way}
          onChange={(event) => setWay(contactWays.find((one) => one === event.currentTarget.value) ?? 'call')}
        />
      </div>
      {known.rows.length > 0 ? (
        <ul className={classes.calls} style={{ marginTop: 12 }}>
          {known.rows.map((one) => (
            <li key={one.id}>
              <span className="dim">
                <When at={one.at} time /> {one.with_whom}:
              </span>{' '}
              {one.said}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={classes.doors}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={log.sending}>
          Log the call
        </Button>
      </div>
    </form>
  );
}
