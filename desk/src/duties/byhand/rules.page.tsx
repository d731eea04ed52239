/** The rules that the typed schedule breaks: the checker's name, what breaks it, the way to its row and the way out. */
import { Button } from '@mantine/core';
import { Progress } from '../../web/kit/states.tsx';
import { clockText } from '../board/axis.ts';
import { consequenceWords } from '../board/hand.messages.ts';
import { ruleWords } from '../planning/planning.messages.ts';
import { brokenWords, mendWords, typedWords } from './byhand.messages.ts';
import classes from './byhand.module.css';
import { goTo } from './rows.page.tsx';
import type { Broken } from './rules.ts';
import type { Typing } from './usetyped.page.tsx';

/** More than these are counted. */
const most = 50;

export function Rules({ typing }: { typing: Typing }) {
  const { state, rules, edits, answer, refused, version, base } = typing;
  if (!typing.may && rules.broken.length === 0) return null;
  const waits = edits.length > 0 && !answer && state.kind === 'loading';
  return (
    <section className={classes.rules} aria-label="Rules that the schedule breaks" aria-live="polite">
      {answer && version !== 0 ? <p>{consequenceWords(answer, { days: base.days })}</p> : null}
      {waits ? <Progress doing={typedWords.loading} /> : null}
      {[...refused].map(([key, text]) => (
        <p key={key} className={classes.wrong}>
          {text}
        </p>
      ))}
      {rules.broken.length > 0 ? (
        <ul>
          {rules.broken.slice(0, most).map((broken, n) => (
            <Rule key={`${n} ${broken.conflict.rule}`} of={broken} typing={typing} />
          ))}
        </ul>
      ) : answer ? (
        <p>{typedWords.noneBroken}</p>
      ) : null}
      {rules.broken.length > most ? <p className="dim">and {rules.broken.length - most} more</p> : null}
      {rules.apart > 0 ? <p className="dim">{typedWords.apart(rules.apart, version)}</p> : null}
    </section>
  );
}

function Rule({ of, typing }: { of: Broken; typing: Typing }) {
  const { board, base, today, rows } = typing;
  const { key, conflict } = of;
  const row = rows.find((one) => one.key === key);
  const own = row?.typed === true && `${conflict.order} ${conflict.seq}` === key;
  const at = own && conflict.at !== undefined ? base.epoch + conflict.at : undefined;
  return (
    <li>
      {key === undefined ? (
        <strong className={classes.wrong}>▲ {ruleWords(conflict.rule)}</strong>
      ) : (
        <button type="button" className={classes.rule} onClick={() => goTo(key)}>
          ▲ {ruleWords(conflict.rule)}
        </button>
      )}
      : {brokenWords(board, of, today)}{' '}
      {row && at !== undefined ? (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => typing.type(row, 'start', clockText(at, base.offsets))}
        >
          {mendWords(at, base, today)}
        </Button>
      ) : null}
    </li>
  );
}
