/** Which mailbox is read for what vendors answer, and a button to try it. */
import { Button } from '@mantine/core';
import { When } from '../../web/kit/marks.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import classes from './mail.module.css';
import { mailboxConnection, tryMailboxNow } from './mailbox.contract.ts';

const settings = `HOTLIST_MAILBOX=imaps://USER@mail.example.com:993
HOTLIST_MAILBOX_PASSWORD=...`;

/** How often it is asked for again what became of the last look, in milliseconds. */
const often = 30_000;

export function MailboxSection() {
  const found = useOne(mailboxConnection, {}, { kinds: [], every: often });
  const test = useWrite(tryMailboxNow, { kinds: [] });
  const press = () => void test.run({ body: {} }).then(({ done }) => toast(done), toastProblem);
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Progress doing="Reading which mailbox is read" />;
  const { mailbox, looked_at, said } = found.data;
  return (
    <section aria-label="Incoming mail">
      <h2>Incoming mail</h2>
      {mailbox === null ? (
        <>
          <p>
            No mailbox is read, so answers of vendors are not shown beside their lines. Whoever starts Hotlist names it
            in the environment: the one of the address that mails are from.
          </p>
          <pre className={classes.settings}>{settings}</pre>
        </>
      ) : (
        <>
          <Facts
            of={[
              ['Server', `${mailbox.host}, port ${mailbox.port}`],
              ['TLS', mailbox.secure ? 'from the start' : 'before the password is said'],
              ['Signs in as', mailbox.user],
              ['Folder', mailbox.folder],
              ['Looked at', looked_at ? <When key="at" at={looked_at} time /> : 'not yet'],
              ['Last trouble', said],
            ]}
          />
          <div>
            <Button variant="default" loading={test.sending} onClick={press}>
              Try the mailbox
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
