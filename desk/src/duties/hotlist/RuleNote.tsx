/** The rule in one sentence above the list; it opens, and who may set it sets it there. */
import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { Problem } from '../../web/kit/states.tsx';
import { useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { type hotList, setRule } from './hotlist.contract.ts';
import classes from './hotlist.module.css';
import type { Criterion } from './ranking.ts';

type Rule = Answering<typeof hotList>['rule'];

export function RuleNote({ rule }: { readonly rule: Rule }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.sentence} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {rule.sentence}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={16}>
        <Criteria key={rule.order.join()} rule={rule} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Criteria({ rule, onDone }: { readonly rule: Rule; readonly onDone: () => void }) {
  const may = useMay('rules.write');
  const [order, setOrder] = useState<readonly Criterion[]>(rule.order);
  const write = useWrite(setRule, { kinds: ['sites'] });
  const off = rule.choices.filter(({ criterion }) => !order.includes(criterion));
  const words = (criterion: Criterion) => rule.choices.find((one) => one.criterion === criterion)?.words ?? criterion;
  const swap = (at: number, by: -1 | 1) => {
    const next = [...order];
    const [here, there] = [next[at], next[at + by]];
    if (here && there) [next[at], next[at + by]] = [there, here];
    setOrder(next);
  };
  const save = () =>
    write.run({ body: { order: [...order] } }).then(onDone, () => {
      // The refusal is shown; what was chosen stays.
    });
  return (
    <>
      {write.problem ? <Problem of={write.problem} /> : null}
      <ol className={classes.criteria}>
        {order.map((criterion, at) => (
          <li key={criterion}>
            <span>
              {at + 1}. {words(criterion)}
            </span>
            {may ? (
              <>
                <ActionIcon
                  size={24}
                  aria-label={`${words(criterion)} earlier`}
                  disabled={at === 0}
                  onClick={() => swap(at, -1)}
                >
                  <IconArrowUp size={14} />
                </ActionIcon>
                <ActionIcon
                  size={24}
                  aria-label={`${words(criterion)} later`}
                  disabled={at === order.length - 1}
                  onClick={() => swap(at, 1)}
                >
                  <IconArrowDown size={14} />
                </ActionIcon>
                <Checkbox
                  size="xs"
                  aria-label={`Order by ${words(criterion)}`}
                  checked
                  disabled={order.length === 1}
                  onChange={() => setOrder(order.filter((one) => one !== criterion))}
                />
              </>
            ) : null}
          </li>
        ))}
        {off.map(({ criterion, words: said }) => (
          <li key={criterion} data-off>
            <span>{said}</span>
            {may ? (
              <Checkbox
                size="xs"
                aria-label={`Order by ${said}`}
                checked={false}
                onChange={() => setOrder([...order, criterion])}
              />
            ) : null}
          </li>
        ))}
      </ol>
      {may ? (
        <div className={classes.doors}>
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button loading={write.sending} onClick={() => void save()}>
            Order the list so
          </Button>
        </div>
      ) : (
        <span className="dim">A supervisor may set it.</span>
      )}
    </>
  );
}
