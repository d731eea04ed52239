/** The mails to a vendor about a line, as they were sent, and what became of each. */
import { Button } from '@mantine/core';
import type { Answering } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useSession } from '../../web/session/session.tsx';
import classes from './followup.module.css';
import { inquiriesAbout, sendInquiryAgain } from './inquiries.contract.ts';
import { bounceWayOut } from './inquiries.messages.ts';
import { Replies } from './Replies.tsx';

type Inquiry = Answering<typeof inquiriesAbout>['rows'][number];
const kinds = ['inquiries', 'mails', 'replies'];

/** The answers of the vendor, above the mails that were written to him. */
export function MailsOf({ line }: { readonly line: string }) {
  const { may } = useSession();
  return (
    <>
      {may('calls.write') ? <Replies line={line} /> : null}
      <SentOf line={line} />
    </>
  );
}

function SentOf({ line }: { readonly line: string }) {
  const found = useOne(inquiriesAbout, { query: { ref: line } }, { kinds });
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Progress doing="Reading the mails" />;
  if (found.data.rows.length === 0)
    return <Empty title="Nobody wrote to the vendor about it yet." text="m drafts a mail to him, in his language." />;
  return (
    <ul className={classes.mails} aria-label="Mails to the vendor">
      {found.data.rows.map((mail) => (
        <Sent key={mail.id} of={mail} />
      ))}
    </ul>
  );
}

function Sent({ of: mail }: { readonly of: Inquiry }) {
  const { may } = useSession();
  const again = useWrite(sendInquiryAgain, { kinds });
  const press = () => void again.run({ params: { id: mail.id } }).then(({ done }) => toast(done), toastProblem);
  return (
    <li>
      <span className="dim">
        <When at={mail.at} time />, <Said>{mail.by}</Said> to <Said>{mail.with_whom}</Said>
      </span>
      <p>
        <Said>{mail.subject}</Said>
      </p>
      <p className={mail.state === 'failed' ? classes.failed : 'dim'}>{mail.said}</p>
      {mail.bounced ? (
        <p className={classes.failed}>
          {mail.bounced} {bounceWayOut}
        </p>
      ) : null}
      {mail.state === 'failed' && may('calls.write') ? (
        <Button size="compact-sm" variant="default" loading={again.sending} onClick={press}>
          Send again
        </Button>
      ) : null}
      <details>
        <summary>
          {mail.refs.join(', ')}
          {mail.link ? ', with a link to his page' : ''}
        </summary>
        <pre>{mail.text}</pre>
      </details>
    </li>
  );
}
