/** What takes more than a key: another quantity, hours added or taken. Asked of the engine before the window closes. */
import { type CellContext, readCell } from '../../house/cells.ts';
import { instantAt, secondShown, secondsOf } from '../../house/clock.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Refused } from '../../web/kit/refused.ts';
import { stepCalled } from './board.messages.ts';
import { formWords } from './hand.messages.ts';
import { asked, type Form, meant } from './offers.ts';
import type { BoardState } from './useboard.page.tsx';

const refused = (detail: string): Refused =>
  new Refused({ type: 'about:blank', title: 'Not done', status: 422, code: 'edits-impossible', detail });

interface AskActProps {
  readonly state: BoardState;
  readonly form: Form;
  /** The step of which there is more or less may come to stand weeks away. */
  readonly follow: (step: number | undefined) => void;
  readonly onClose: () => void;
}

export function AskAct({ state, form, follow, onClose }: AskActProps) {
  const { board, picks, hand } = state;
  const { today } = usePlant();
  const step = picks.at(-1);
  const { fields, start, codes } = asked(board, step, form);
  const context: CellContext = {
    instant: (day, time) => instantAt(secondShown(board.offsets, day, time)),
    dueTime: '00:00',
    today,
  };
  const about = form === 'resize' || form === 'split' ? step : undefined;
  return (
    <AskWindow
      opened
      title={`${formWords[form].title}${about === undefined ? '' : `: ${stepCalled(board, about)}`}`}
      fields={fields}
      start={start}
      submitWord={formWords[form].word}
      suggest={(_, text) =>
        Promise.resolve(
          codes.filter((code) => code.toLowerCase().includes(text.toLowerCase())).map((value) => ({ value })),
        )
      }
      onClose={onClose}
      onSubmit={async (typed) => {
        const answers = Object.fromEntries(
          fields.map((field) => {
            const read = readCell(field, typed[field.name], context);
            return [field.name, 'value' in read ? read.value : null];
          }),
        );
        const said = meant(board, step, form, answers, (field) => secondsOf(String(answers[field])));
        if ('not' in said) throw refused(said.not);
        follow(about);
        const impossible = await hand.tried(said.act);
        if (impossible !== undefined) follow(undefined);
        if (impossible !== undefined) throw refused(impossible);
        onClose();
      }}
    />
  );
}
