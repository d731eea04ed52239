/** What a page says when there is nothing, when something went wrong, and while something takes long. */
import { Button, type ButtonProps, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { yesBecause } from '../api.ts';
import { Refused, sentenceOf } from './refused.ts';
import classes from './states.module.css';

/** What would be here and how it gets here; never a blank. */
export function Empty({ title, text, children }: { title: ReactNode; text?: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {text ? <p className={classes.text}>{text}</p> : null}
      {children ? <div className={classes.doors}>{children}</div> : null}
    </div>
  );
}

export interface ProblemProps {
  readonly of: unknown;
  readonly retry?: () => void;
  /** With a refusal that asks: do it all the same. */
  readonly confirm?: (code: string) => void;
  /** One word, or one by the code that is asked. */
  readonly confirmWord?: string | Readonly<Record<string, string>>;
}

const allTheSame = 'Do it all the same';
/** Questions whose yes wants a reason, with how it is asked for. */
const whys: Readonly<Record<string, string>> = {
  overfull: 'Why it is put there all the same',
  'hurts-more': 'Why it is approved all the same',
  expired: 'Why it may still be used',
};
const usual: Readonly<Record<string, string>> = {
  overfull: 'Put it there all the same',
  expired: 'Use it all the same',
  'over-midnight': 'It is so: save it',
  'not-shown': 'Save it unseen',
};

/** A refusal as its sentence, with every fault by its place; and the question, where it is one. */
export function Problem({ of, retry, confirm, confirmWord = usual }: ProblemProps) {
  const refused = of instanceof Refused ? of : undefined;
  const asks = refused?.asks;
  const signedOut = refused?.problem.code === 'not-signed-in';
  const faults = refused?.faults ?? [];
  return (
    <div role="alert" className={classes.problem} data-asks={asks !== undefined || undefined}>
      <IconAlertTriangle size={16} aria-hidden="true" className={classes.sign} />
      <div>
        <p>{sentenceOf(of)}</p>
        {faults.length > 1 ? (
          <ul>
            {faults.slice(0, 50).map((fault, index) => (
              <li key={`${index}${fault.text}`}>
                {placeWords(fault)}
                {fault.text}
              </li>
            ))}
            {faults.length > 50 ? <li>and {faults.length - 50} more</li> : null}
          </ul>
        ) : null}
        {signedOut ? <SignInDoor /> : null}
        {retry || (asks && confirm) ? (
          <div className={classes.doors}>
            {asks && confirm ? (
              <Yes to={asks} onYes={confirm} size="compact-xs">
                {typeof confirmWord === 'string'
                  ? confirmWord
                  : (confirmWord[asks] ?? usual[asks.split(',')[0]!] ?? allTheSame)}
              </Yes>
            ) : null}
            {retry ? (
              <Button size="compact-xs" variant="default" onClick={retry}>
                Try again
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
    </div>
  );
}

interface YesProps extends Pick<ButtonProps, 'size' | 'h' | 'variant'> {
  /** The code that is asked. */
  readonly to: string;
  readonly onYes: (yes: string) => void;
  readonly children: ReactNode;
}

/** The yes to a question; to one that wants a reason it is said with it. */
export function Yes({ to, onYes, children, ...button }: YesProps) {
  const [reason, setReason] = useState('');
  const why = whys[to];
  if (why === undefined)
    return (
      <Button {...button} onClick={() => onYes(to)}>
        {children}
      </Button>
    );
  const said = reason.trim();
  const say = (): void => onYes(yesBecause(to, said));
  return (
    <>
      <TextInput
        size={button.h === undefined ? 'xs' : 'md'}
        aria-label={why}
        placeholder="Why?"
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // It stands in the form that asked, which would be sent without it.
          event.preventDefault();
          if (said !== '') say();
        }}
      />
      <Button {...button} disabled={said === ''} onClick={say}>
        {children}
      </Button>
    </>
  );
}

/** It comes back to where it was pressed; what was done there and not kept lies in this browser. */
const SignInDoor = () => (
  <a href={`/sign-in?to=${encodeURIComponent(`${window.location.pathname}${window.location.search}`)}`}>Sign in</a>
);

const placeWords = ({ sheet, row, column }: { sheet?: string; row?: number; column?: string }): string => {
  const words = [sheet, row === undefined ? undefined : `row ${row}`, column].filter((one) => one !== undefined);
  return words.length === 0 ? '' : `${words.join(', ')}: `;
};

export interface ProgressProps {
  /** What it is doing: "Netting level 3 of 5". */
  readonly doing: string;
  /** 0 to 1; absent while it cannot be told. */
  readonly done?: number | undefined;
  readonly onCancel?: () => void;
}

export function Progress({ doing, done, onCancel }: ProgressProps) {
  const percent = done === undefined ? undefined : Math.round(Math.max(0, Math.min(1, done)) * 100);
  return (
    <div className={classes.progress}>
      <div className={classes.doing}>
        <span aria-live="polite">{doing}</span>
        <span className="figures dim">{percent === undefined ? '' : `${percent} %`}</span>
        {onCancel ? (
          <Button size="compact-xs" variant="default" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
      </div>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={doing}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === undefined ? {} : { 'aria-valuenow': percent })}
      >
        <div
          className={classes.bar}
          data-unknown={percent === undefined || undefined}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
