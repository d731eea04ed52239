/** What may be done with an action message, the same on the material plan and on an item's page. */
import { Button } from '@mantine/core';
import type { Answering } from '../../web/api.ts';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { daysAfter, present } from '../../web/kit/time.ts';
import { offerUndo, toast, toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useSession } from '../../web/session/session.tsx';
import { effectOf, mayApply, maySetAside } from './messages.ts';
import { decideMessage, listMessages } from './planning.contract.ts';
import classes from './planning.module.css';

export type Message = Answering<typeof listMessages>['rows'][number];

export const messageKinds: readonly string[] = ['plan_runs', 'message_decisions', 'work_orders', 'purchase_lines'];

/** How long a message sleeps when nobody says otherwise. */
const sleepDays = 7;

export interface MessageDoor {
  readonly word: string;
  /** What it does, said before it is done. */
  readonly effect: string;
  readonly barred?: string;
  readonly run: () => void;
}

const notYours = (some: readonly Message[]): string =>
  some.every(({ supply }) => supply.startsWith('purchase/'))
    ? 'A buyer or an expediter asks the vendor for another date.'
    : 'A planner or supervisor applies this.';

export function useMessageDoors(): (of: readonly Message[]) => readonly MessageDoor[] {
  const { may } = useSession();
  const decide = useWrite(decideMessage, { kinds: messageKinds });

  const each = async (some: readonly Message[], decision: 'applied' | 'dismissed' | 'snoozed' | 'open') => {
    const done: Message[] = [];
    let said = '';
    try {
      for (const { kind, supply, version } of some) {
        const until = decision === 'snoozed' ? daysAfter(present(), sleepDays) : null;
        said = (await decide.run({ body: { kind, supply, version, decision, until } })).done;
        done.push(...some.filter((one) => one.kind === kind && one.supply === supply));
      }
    } catch (error) {
      toastProblem(error);
    }
    if (done.length === 0 || decision === 'open') return;
    const words = done.length === 1 ? said : `${done.length} messages ${decision}.`;
    if (decision === 'applied') toast(words);
    else offerUndo(words, () => each(done, 'open'));
  };

  return (some) => {
    const open = some.filter((one) => one.effect !== null && one.decision !== 'applied');
    const applicable = open.filter((one) => {
      const effect = effectOf({ ...one, to: one.to_at });
      return effect !== undefined && mayApply(effect, may);
    });
    const many = some.length > 1;
    const barred = some.every((one) => maySetAside(one, may))
      ? {}
      : { barred: 'A planner or supervisor decides about these; of purchases also a buyer or expediter.' };
    return [
      {
        word: many ? `Apply ${applicable.length}` : 'Apply',
        effect: many
          ? `Applies the ${applicable.length} that can be applied here`
          : (some[0]?.effect ?? 'A person must act himself: nothing can be applied here'),
        ...(applicable.length > 0
          ? {}
          : { barred: open.length > 0 ? notYours(open) : 'A person must act himself here.' }),
        run: () => void each(applicable, 'applied'),
      },
      {
        word: many ? `Dismiss ${some.length}` : 'Dismiss',
        effect: 'Takes it off the list, in later plans too',
        ...barred,
        run: () => void each(some, 'dismissed'),
      },
      {
        word: many ? `Snooze ${some.length} for a week` : 'Snooze for a week',
        effect: `Takes it off the list for ${sleepDays} days`,
        ...barred,
        run: () => void each(some, 'snoozed'),
      },
    ];
  };
}

/** The messages about one item, each with its doors and what they do. */
export function ItemMessages({ item }: { item: string }) {
  const found = useOne(listMessages, { query: { item } }, { kinds: messageKinds });
  const doors = useMessageDoors();
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Progress doing="Reading messages" />;
  if (found.data.rows.length === 0) return <Empty title="The plan asks for nothing to be done about this item." />;
  return (
    <ol className={classes.messages}>
      {found.data.rows.map((one) => (
        <li key={one.n}>
          <p>{one.text}</p>
          <p className="dim">{one.effect ? `Apply: ${one.effect}` : 'A person must act himself.'}</p>
          <span className={classes.doors}>
            {doors([one]).map((door) => (
              <Button
                key={door.word}
                size="compact-xs"
                variant="default"
                disabled={door.barred !== undefined}
                title={door.barred ?? door.effect}
                onClick={door.run}
              >
                {door.word}
              </Button>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}
