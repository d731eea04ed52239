/** The links of a vendor, beside his record and beside his purchase orders: made, shown once, revoked. */

import { Button, CopyButton, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { typedAmount } from '../../house/typednumbers.ts';
import type { Answering } from '../../web/api.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { When } from '../../web/kit/marks.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useSession } from '../../web/session/session.tsx';
import { endVendorLink, makeVendorLink, vendorLinks } from './vendorpage.contract.ts';
import { linkWords as words } from './vendorpage.messages.ts';
import classes from './vendorpage.module.css';
import { linkDays } from './vendorpage.ts';

type Link = Answering<typeof vendorLinks>['rows'][number];

const kinds = ['vendor_links', 'vendor_link_ends', 'vendor_link_uses'];
const of = { order: 'This purchase order', all: 'All open lines of the vendor' } as const;
const days: Field = {
  name: 'days',
  label: 'Days',
  type: 'integer',
  min: 1,
  max: linkDays.most,
  default: linkDays.usual,
  required: true,
  help: `How long it opens; ${linkDays.most} at most.`,
};
const shows: Field = {
  name: 'shows',
  label: 'It shows',
  type: 'choice',
  choices: [of.order, of.all],
  default: of.order,
  required: true,
};

interface LinksOfProps {
  readonly vendor: string;
  /** Absent: beside the vendor himself. */
  readonly order?: string;
}

export function LinksOf({ vendor, order }: LinksOfProps) {
  const { may } = useSession();
  const { data, error, refetch } = useOne(vendorLinks, { query: { vendor, order } }, { kinds });
  const make = useWrite(makeVendorLink, { kinds });
  const end = useWrite(endVendorLink, { kinds });
  const [asking, setAsking] = useState(false);
  const [address, setAddress] = useState('');
  if (error) return <Problem of={error} retry={() => void refetch()} />;
  if (!data) return <Progress doing={words.reading} />;
  const submit = async (answers: Answers) => {
    const order_no = order !== undefined && answers.shows === of.order ? order : null;
    const made = await make.run({ body: { vendor, order_no, days: typedAmount(answers.days) } });
    setAsking(false);
    setAddress(new URL(pageAt('/vendor/$token', { token: made.token }), window.location.origin).href);
  };
  const writes = may('purchasing.write');
  return (
    <>
      {data.rows.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <ul className={classes.links} aria-label={words.list}>
          {data.rows.map((link) => (
            <li key={link.id}>
              <LinkSaid of={link} />
              {writes && link.state === 'open' ? (
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() =>
                    void end.run({ params: { id: link.id } }).then(() => toast(words.revoked(link.id)), toastProblem)
                  }
                >
                  Revoke
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {writes ? (
        <Button variant="default" onClick={() => setAsking(true)}>
          New link
        </Button>
      ) : null}
      <AskWindow
        title={words.make}
        opened={asking}
        onClose={() => setAsking(false)}
        fields={order === undefined ? [days] : [shows, days]}
        submitWord="Make"
        onSubmit={submit}
      />
      <Modal opened={address !== ''} onClose={() => setAddress('')} title={words.made} size="lg">
        <Stack gap={12}>
          <p style={{ margin: 0 }}>{words.once}</p>
          <TextInput readOnly aria-label="Link" value={address} onFocus={(event) => event.currentTarget.select()} />
          <CopyButton value={address}>
            {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy the link'}</Button>}
          </CopyButton>
        </Stack>
      </Modal>
    </>
  );
}

function LinkSaid({ of: link }: { readonly of: Link }) {
  return (
    <div className={classes.said}>
      {words.called(link.id, link.order_no)} ·{' '}
      {link.state === 'open' ? (
        <>
          opens until <When at={link.expires_at} />
        </>
      ) : link.state === 'revoked' ? (
        <>
          revoked <When at={link.ended_at} time /> by {link.ended_by}
        </>
      ) : (
        <>
          expired <When at={link.expires_at} />
        </>
      )}
      <p className="dim">
        made <When at={link.made_at} time /> by {link.made_by}
      </p>
      <p>
        {words.opened(link.opened)}
        {link.opened_at ? (
          <span className="dim">
            , last <When at={link.opened_at} time /> from {link.opened_from}
          </span>
        ) : null}
      </p>
      {link.answered_at ? (
        <p>
          answered last by <bdi>{link.answered_by}</bdi>, <When at={link.answered_at} time />
        </p>
      ) : null}
    </div>
  );
}
