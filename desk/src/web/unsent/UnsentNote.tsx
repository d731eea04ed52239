/** What waits on this device to be sent: how many, which of them a person must look at, and what may be done with each. */

import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { anothersWords, waitingWords } from '../../duties/unsent/unsent.messages.ts';
import {
  again,
  asOfNow,
  changed,
  givenUp,
  type Unsent,
  valueAt,
  waiting,
  waitsFor,
} from '../../duties/unsent/unsent.ts';
import { typedAmount, typedText } from '../../house/typednumbers.ts';
import { When } from '../kit/marks.tsx';
import { Yes } from '../kit/states.tsx';
import { instantAt, milliseconds } from '../kit/time.ts';
import { toastProblem } from '../kit/toasts.tsx';
import { useSession } from '../session/session.tsx';
import { sendAll, settle } from './sending.ts';
import classes from './unsent.module.css';
import { useAllUnsent, useSending } from './useUnsent.ts';

/** Nothing where nothing waits. */
export function UnsentNote() {
  useSending();
  const { me } = useSession();
  const all = useAllUnsent();
  const [opened, setOpened] = useState(false);
  const mine = all.filter((one) => one.person === me.user.id);
  const against = mine.filter((one) => one.against !== null).length;
  const others = waiting(all).filter((one) => one.person !== me.user.id);
  if (all.length === 0) return null;
  return (
    <div className={classes.note} role="status" data-noprint>
      {mine.length > 0 ? (
        <Button h={44} variant="default" onClick={() => setOpened(true)}>
          {against > 0 ? `△ ${against} refused · ` : ''}
          {waitingWords(mine.length)}
        </Button>
      ) : null}
      {others.map((one) => (
        <p key={one.person}>{anothersWords(one.count, one.name)}</p>
      ))}
      <Modal opened={opened && mine.length > 0} onClose={() => setOpened(false)} title={waitingWords(mine.length)}>
        <ol className={classes.list}>
          {mine.map((one) => (
            <One key={one.seq} one={one} behind={one.against === null ? waitsFor(mine, one) : undefined} />
          ))}
        </ol>
        <Button h={44} fullWidth onClick={() => void sendAll()}>
          Send now
        </Button>
      </Modal>
    </div>
  );
}

function One({ one, behind }: { one: Unsent; behind: Unsent | undefined }) {
  const [asking, setAsking] = useState<'change' | 'drop'>();
  const [reason, setReason] = useState('');
  const [values, setValues] = useState<readonly string[]>(() =>
    one.changes.map(({ at, type }) => {
      const value = valueAt(one.body, at) ?? '';
      return type === 'number' && value !== '' ? typedText(Number(value)) : String(value);
    }),
  );
  const become = (now: Unsent) => {
    setAsking(undefined);
    settle(one, now).then(sendAll).catch(toastProblem);
  };
  const typed = one.changes.map(({ type }, place) =>
    type === 'number' ? typedAmount(values[place]) : (values[place] ?? '').trim(),
  );
  const whole = one.changes.every(
    ({ type }, place) => type === 'reason' || ((values[place] ?? '').trim() !== '' && !Number.isNaN(typed[place])),
  );
  const { against } = one;
  return (
    <li aria-label={one.what}>
      <p>
        <strong>{one.what}</strong> <When at={instantAt(one.at)} time />
      </p>
      {behind ? <p className="dim">It waits for “{behind.what}”.</p> : null}
      {against ? (
        <>
          <p className={classes.against}>△ {against.text}</p>
          <div className={classes.doors}>
            <Button h={44} onClick={() => become(again(one))}>
              Try again
            </Button>
            {against.asks === null ? null : (
              <Yes to={against.asks} h={44} variant="default" onYes={(yes) => become(again(one, yes))}>
                Do it all the same
              </Yes>
            )}
            {against.code === 'period-closed' ? (
              <Button h={44} variant="default" onClick={() => become(asOfNow(one, milliseconds()))}>
                As of now
              </Button>
            ) : null}
            {one.changes.length > 0 ? (
              <Button h={44} variant="default" onClick={() => setAsking('change')}>
                Change
              </Button>
            ) : null}
            <Button h={44} variant="default" onClick={() => setAsking('drop')}>
              Give up
            </Button>
          </div>
        </>
      ) : null}
      {asking === 'change' ? (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            become(changed(one, typed));
          }}
        >
          {one.changes.map(({ label, type }, place) => (
            <TextInput
              key={label}
              size="md"
              label={label}
              {...(type === 'number' ? { inputMode: 'decimal' as const } : {})}
              value={values[place] ?? ''}
              onChange={(event) => setValues(values.with(place, event.target.value))}
            />
          ))}
          <Button type="submit" h={44} disabled={!whole}>
            Send it so
          </Button>
        </form>
      ) : null}
      {asking === 'drop' ? (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            become(givenUp(one, crypto.randomUUID(), reason.trim()));
          }}
        >
          <TextInput
            size="md"
            label="Why it is given up"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button type="submit" h={44} disabled={reason.trim() === ''}>
            Give it up
          </Button>
        </form>
      ) : null}
    </li>
  );
}
