/** Found: how much, and from where on the books it goes to where it lies. */

import type { Field } from '../../house/kind.ts';
import { typedAmount } from '../../house/typednumbers.ts';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import { foundHere, type whereabouts } from './seeking.contract.ts';
import { balanceWords, soughtWords } from './seeking.messages.ts';
import type { Sought } from './seeking.ts';

const nowhere = 'The books have it nowhere';
const reason: Field = {
  name: 'reason',
  label: 'Reason',
  type: 'text',
  max: 500,
  help: 'Empty: found while it was sought.',
};

interface FoundProps {
  readonly of: Sought;
  readonly at: string;
  readonly booked: Answering<typeof whereabouts>['booked'];
  readonly onClose: () => void;
}

export function FoundWindow({ of, at, booked, onClose }: FoundProps) {
  const write = useWrite(foundHere, { kinds: ['looks', 'movements', 'stock', 'allocations'] });
  const from = booked
    .filter((one) => one.qty > 0)
    .toSorted((a, b) => Number(b.location === at) - Number(a.location === at));
  const byName = new Map(from.map((one) => [balanceWords(one), one]));
  const whole = of.item === null;
  const fields: readonly Field[] = whole
    ? [reason]
    : [
        { name: 'qty', label: 'Quantity', type: 'decimal', min: 0, max: 1e9, digits: 6, required: true },
        {
          name: 'from',
          label: 'On the books it is at',
          type: 'choice',
          choices: [...byName.keys(), nowhere],
          required: true,
          help: 'From there it moves here; if that is here, the books stay.',
        },
        reason,
      ];
  const first = from[0];
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={`Found at ${at}: ${soughtWords(of)}`}
      fields={fields}
      start={{ qty: first?.qty ?? null, from: first ? balanceWords(first) : nowhere }}
      submitWord="Found here"
      confirmWord="Post it all the same"
      onSubmit={async (answers, confirm) => {
        const book = whole ? undefined : byName.get(String(answers.from ?? nowhere));
        const { done } = await write.run(
          {
            body: {
              ...of,
              location: at,
              from: book
                ? {
                    location: book.location,
                    lot: book.lot,
                    serial: book.serial,
                    container: book.container,
                    owner: book.owner,
                  }
                : null,
              qty: whole ? null : typedAmount(answers.qty),
              reason: String(answers.reason ?? '').trim(),
            },
          },
          confirm ? { confirm: [confirm] } : undefined,
        );
        onClose();
        toast(done);
      }}
    />
  );
}
