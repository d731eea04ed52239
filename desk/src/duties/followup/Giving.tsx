/** Who gave a mail to its vendor, and the window that gives it, or takes it back. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { When } from '../../web/kit/marks.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import classes from './followup.module.css';
import { givenTo, giveWords, remembers } from './givings.messages.ts';
import { Lines } from './Lines.tsx';
import type { Reply } from './Replies.tsx';
import { giveReply, listOpenLines } from './replies.contract.ts';

const changed = ['replies', 'reply_givings', 'contacts'];

export function Given({ of: { given, vendor, vendor_name } }: { readonly of: Reply }) {
  if (!given) return null;
  return (
    <p className="dim">
      {givenTo(vendor_name ?? vendor ?? '', given.refs)} <Said>{given.by}</Said>, <When at={given.at} time />
      {given.remembered ? `; ${remembers(given.remembered)}` : ''}.
    </p>
  );
}

/** Its buttons, before those of `children`. */
export function Giving({ of: reply, children }: { readonly of: Reply; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const back = useWrite(giveReply, { kinds: changed });
  const { given } = reply;
  const takeBack = (confirm?: string) =>
    void back
      .run(
        { params: { id: reply.id }, body: { vendor: null, instead_of: reply.giving } },
        confirm === undefined ? {} : { confirm: [confirm] },
      )
      .then(
        ({ done }) => toast(done),
        () => undefined,
      );
  return (
    <>
      {back.problem ? (
        <Problem of={back.problem} confirm={takeBack} confirmWord={giveWords.takeBackAllTheSame} />
      ) : null}
      <div className={classes.acts}>
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
          {given ? giveWords.giveAnew : giveWords.give}
        </Button>
        {given ? (
          <Button size="compact-sm" variant="default" loading={back.sending} onClick={() => takeBack()}>
            {giveWords.takeBack}
          </Button>
        ) : null}
        {children}
      </div>
      {open ? <GiveWindow of={reply} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const vendor: Field = { name: 'vendor', label: 'Vendor', type: 'reference', to: 'vendors', required: true };

function GiveWindow({ of: reply, onClose }: { readonly of: Reply; readonly onClose: () => void }) {
  const give = useWrite(giveReply, { kinds: changed });
  const [chosen, setChosen] = useState({ vendor: reply.vendor ?? '', refs: reply.given?.refs ?? [] });
  /** What was ticked of another vendor does not go along. */
  const chosenOf = (code: string): readonly string[] => (chosen.vendor === code ? chosen.refs : []);
  const remember: Field = {
    name: 'remember',
    label: giveWords.remember(reply.from_address),
    type: 'boolean',
  };
  const submit = async (answers: Answers, confirm?: string) => {
    const { done } = await give.run(
      {
        params: { id: reply.id },
        body: {
          vendor: String(answers.vendor),
          refs: [...chosenOf(String(answers.vendor))],
          remember: answers.remember === true,
          instead_of: reply.giving,
        },
      },
      confirm === undefined ? {} : { confirm: [confirm] },
    );
    toast(done);
    onClose();
  };
  return (
    <AskWindow
      title={giveWords.title(reply.subject)}
      opened
      onClose={onClose}
      fields={reply.from_address === '' ? [vendor] : [vendor, remember]}
      start={{ vendor: reply.vendor, remember: reply.given?.remembered !== null && reply.given !== null }}
      submitWord="Give"
      confirmWord={giveWords.giveAllTheSame}
      suggest={(field, text) => suggestCodes(field.to, text)}
      beside={({ vendor: code }) => (
        <LinesOf
          vendor={String(code)}
          chosen={chosenOf(String(code))}
          onChange={(refs) => setChosen({ vendor: String(code), refs: [...refs] })}
        />
      )}
      onSubmit={submit}
    />
  );
}

interface LinesOfProps {
  readonly vendor: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function LinesOf({ vendor: code, chosen, onChange }: LinesOfProps) {
  const found = useOne(listOpenLines, { query: { vendor: code } }, { kinds: ['purchase_lines'], enabled: code !== '' });
  const rows = found.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <fieldset className={classes.dates}>
      <legend>{giveWords.whichLines}</legend>
      <Lines of={rows} chosen={chosen} onChange={onChange} />
    </fieldset>
  );
}
