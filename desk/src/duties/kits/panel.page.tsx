/** One kit: its list, what it lacks and who has that; staged, checked, released with its shortage, issued, taken apart. */

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { typedAmount } from '../../house/typednumbers.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { quantityText } from '../../web/kit/formats.ts';
import { Until } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { useMay } from '../../web/session/session.tsx';
import { SignOffs } from '../floor/signoffs.page.tsx';
import { Deviations } from '../issuing/deviations.page.tsx';
import { Expired, Missing } from '../issuing/picklist.page.tsx';
import {
  apartKit,
  checkKit,
  issueKit,
  releaseKit,
  returnSurplus,
  sendKit,
  stageKit,
  swapInKit,
} from './kits.contract.ts';
import classes from './kits.module.css';
import type { Kit } from './list.page.tsx';
import { inKitWords } from './surplus.messages.ts';

export const kinds = [
  'kits',
  'deliveries',
  'work_orders',
  'work_materials',
  'stock',
  'movements',
  'allocations',
  'purchase_lines',
  'work_steps',
  'sign_offs',
  'deviations',
];

type Asking = 'check' | 'release' | 'apart' | 'surplus' | 'substitute';

export function KitPanel({ of: kit }: { of: Kit }) {
  const may = useMay('stock.write');
  const mayRelease = useMay('orders.write');
  const mayIssue = useMay('stock.issue');
  const mayLabel = useMay('locations.write');
  const stage = useWrite(stageKit, { kinds });
  const issue = useWrite(issueKit, { kinds });
  const send = useWrite(sendKit, { kinds });
  const [problem, setProblem] = useState<unknown>();
  const [asking, setAsking] = useState<Asking>();
  type Press = typeof stage | typeof issue | typeof send;
  const [pressed, setPressed] = useState<Press>();
  const open = kit.state !== 'issued' && kit.state !== 'taken apart';
  const params = { number: kit.number };
  const press = async (write: Press, yes?: string) => {
    setProblem(undefined);
    setPressed(() => write);
    try {
      toast((await write.run({ params, body: {} }, yes ? { confirm: [yes] } : {})).done);
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <section aria-label={kit.number}>
      <p>
        <strong>{kit.state}</strong> at {kit.location}, made by {kit.made_by}
        {kit.checked_by === null ? '' : `, checked by ${kit.checked_by}`}
        {kit.issued_by === null ? '' : `, issued by ${kit.issued_by}`}.
      </p>
      {kit.released_by === null ? null : (
        <p>
          Released with its shortage by {kit.released_by}: {kit.release_reason}
        </p>
      )}
      {problem ? <Problem of={problem} confirm={(yes) => void press(pressed ?? stage, yes)} /> : null}
      <ol className={classes.lines} aria-label="List of the kit">
        {kit.lines.map((line) => (
          <li key={`${line.item} ${line.seq}`}>
            <p>
              <strong>{line.item}</strong>{' '}
              <span className="figures">
                {open
                  ? `${quantityText(line.staged)} of ${quantityText(line.open)} ${line.unit} staged`
                  : `${quantityText(line.issued)} of ${quantityText(line.qty)} ${line.unit} issued`}
              </span>{' '}
              <Until day={line.expires} />{' '}
              {line.short > line.missing + line.brought.qty ? (
                <span className="dim">
                  {quantityText(line.short - line.missing - line.brought.qty)} more may be staged
                </span>
              ) : null}
            </p>
            {open && line.short > 0 ? <Expired of={line} /> : null}
            {open ? <Missing of={line} /> : null}
          </li>
        ))}
      </ol>
      {kit.surplus.length > 0 ? <p role="status">▲ {inKitWords(kit.number, kit.order, kit.surplus)}</p> : null}
      {open ? <Deviations order={kit.order} lines={kit.lines} /> : null}
      {kit.signs.map((step) => (
        <section key={step.seq} aria-label={`Step ${step.seq}`}>
          <h3>
            {step.seq} {step.name ?? ''}
          </h3>
          <SignOffs order={kit.order} seq={step.seq} lines={step.lines} />
        </section>
      ))}
      {kit.delivery === null ? null : (
        <p>
          <PageLink to={pageAt('/deliveries', { search: kit.delivery })}>{kit.delivery}</PageLink> is to bring it to its
          work.
        </p>
      )}
      {mayLabel ? (
        <p>
          <PageLink to={pageAt('/labels', { of: 'kit', what: kit.number })}>Print its label</PageLink>
        </p>
      ) : null}
      {open && kit.delivery === null ? (
        <div className={classes.doors}>
          {may ? (
            <Button variant="default" loading={stage.sending} onClick={() => void press(stage)}>
              Stage what is there
            </Button>
          ) : null}
          {may && kit.lines.some((line) => line.short > 0 && line.substitutes.length > 0) ? (
            <Button variant="default" onClick={() => setAsking('substitute')}>
              Take a substitute
            </Button>
          ) : null}
          {mayIssue ? (
            <Button variant="default" onClick={() => setAsking('check')}>
              Check
            </Button>
          ) : null}
          {mayRelease && kit.state === 'short' ? (
            <Button variant="default" onClick={() => setAsking('release')}>
              Release short
            </Button>
          ) : null}
          {may ? (
            <Button variant="default" loading={send.sending} onClick={() => void press(send)}>
              Have it delivered
            </Button>
          ) : null}
          {mayIssue ? (
            <Button loading={issue.sending} onClick={() => void press(issue)}>
              Issue
            </Button>
          ) : null}
          {may && kit.surplus.length > 0 ? (
            <Button variant="default" onClick={() => setAsking('surplus')}>
              Return what is too much
            </Button>
          ) : null}
          {may ? (
            <Button variant="subtle" onClick={() => setAsking('apart')}>
              Take apart
            </Button>
          ) : null}
        </div>
      ) : null}
      {asking === 'check' ? <Check of={kit} onClose={() => setAsking(undefined)} /> : null}
      {asking !== undefined && asking !== 'check' ? (
        <KitWindow of={kit} how={asking} onClose={() => setAsking(undefined)} />
      ) : null}
    </section>
  );
}

/** Each item of it counted, and looked at. */
function Check({ of: kit, onClose }: { of: Kit; onClose: () => void }) {
  const write = useWrite(checkKit, { kinds });
  const items = [...new Set(kit.lines.filter((line) => line.staged > 0).map((line) => line.item))];
  const [counted, setCounted] = useState<Readonly<Record<string, string>>>({});
  const [damaged, setDamaged] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<unknown>();
  const send = async () => {
    setProblem(undefined);
    try {
      const body = {
        note: '',
        counted: items.flatMap((item) => {
          const typed = (counted[item] ?? '').trim();
          return typed === '' ? [] : [{ item, qty: typedAmount(typed), sound: !damaged.has(item) }];
        }),
      };
      toast((await write.run({ params: { number: kit.number }, body })).done);
      onClose();
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <form
      aria-label={`Check ${kit.number}`}
      className={classes.check}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem ? <Problem of={problem} /> : null}
      {items.map((item) => (
        <p key={item}>
          <TextInput
            label={`Counted of ${item}`}
            inputMode="decimal"
            classNames={{ input: 'figures' }}
            value={counted[item] ?? ''}
            onChange={(event) => setCounted({ ...counted, [item]: event.currentTarget.value })}
          />
          <Checkbox
            label="Damaged"
            checked={damaged.has(item)}
            onChange={(event) => {
              const next = new Set(damaged);
              if (event.currentTarget.checked) next.add(item);
              else next.delete(item);
              setDamaged(next);
            }}
          />
        </p>
      ))}
      <div className={classes.doors}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={write.sending}>
          It is as counted
        </Button>
      </div>
    </form>
  );
}

function KitWindow({ of: kit, how, onClose }: { of: Kit; how: Exclude<Asking, 'check'>; onClose: () => void }) {
  const release = useWrite(releaseKit, { kinds });
  const apart = useWrite(apartKit, { kinds });
  const giveBack = useWrite(returnSurplus, { kinds });
  const swap = useWrite(swapInKit, { kinds });
  const short = kit.lines.filter((line) => line.short > 0 && line.substitutes.length > 0);
  const params = { number: kit.number };
  const fields = {
    release: [{ name: 'reason', label: 'Reason', type: 'text', max: 500, required: true }],
    apart: [{ name: 'to', label: 'To', type: 'reference', to: 'locations', required: true }],
    surplus: [{ name: 'to', label: 'To', type: 'reference', to: 'locations', required: true }],
    substitute: [
      {
        name: 'pair',
        label: 'Instead',
        type: 'choice',
        choices: short.flatMap((line) => line.substitutes.map((item) => `${item} for ${line.item}`)),
        required: true,
      },
      {
        name: 'qty',
        label: 'Quantity of the substitute',
        type: 'decimal',
        min: 0,
        max: 1e9,
        digits: 6,
        required: true,
      },
    ],
  } as const;
  const words = {
    release: 'Release short',
    apart: 'Take apart',
    surplus: 'Return what is too much',
    substitute: 'Take it',
  } as const;
  const title = how === 'substitute' ? 'Take a substitute' : words[how];
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={`${title}: ${kit.number}`}
      fields={fields[how]}
      submitWord={words[how]}
      suggest={(field, text) => suggestCodes(field.to, text)}
      onSubmit={async (answers, confirm) => {
        const options = confirm ? { confirm: [confirm] } : {};
        const said = (name: string): string => String(answers[name] ?? '').trim();
        const line = short.find((one) => one.substitutes.some((item) => `${item} for ${one.item}` === said('pair')));
        const { done } =
          how === 'release'
            ? await release.run({ params, body: { reason: said('reason') } })
            : how === 'apart' || how === 'surplus'
              ? await (how === 'apart' ? apart : giveBack).run({ params, body: { to: said('to') } }, options)
              : await swap.run(
                  {
                    params,
                    body: {
                      item: said('pair').split(' for ')[0] ?? '',
                      instead_of: line?.item ?? '',
                      seq: line?.seq ?? 0,
                      qty: typedAmount(said('qty')),
                    },
                  },
                  options,
                );
        onClose();
        toast(done);
      }}
    />
  );
}
