/** Outgoing mail: how it is set up, a mail to try it out, where departments are sent their lists, what became of each. */
import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import type { Answering } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { recordsAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useSession } from '../../web/session/session.tsx';
import { MailboxSection } from './Mailbox.tsx';
import { mailConnection, sendTestMail } from './mail.contract.ts';
import classes from './mail.module.css';

type Connection = Answering<typeof mailConnection>;

const kinds = ['mails', 'departments', 'work_centres'] as const;

export default function ConnectionsPage() {
  const found = useOne(mailConnection, {}, { kinds });
  return (
    <Page title="Connections">
      {found.error ? (
        <Problem of={found.error} retry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Progress doing="Reading how mail is set up" />
      ) : (
        <div className={classes.page}>
          <section aria-label="Outgoing mail">
            <h2>Outgoing mail</h2>
            {found.data.server ? <SetUp of={found.data.server} /> : <HowTo />}
          </section>
          <MailboxSection />
          <Departments of={found.data.departments} />
          <Mails of={found.data.mails} />
        </div>
      )}
    </Page>
  );
}

function SetUp({ of: server }: { of: NonNullable<Connection['server']> }) {
  const { me } = useSession();
  const test = useWrite(sendTestMail, { kinds });
  const send = () => void test.run({ body: {} }).then(({ done }) => toast(done), toastProblem);
  return (
    <>
      <Facts
        of={[
          ['Server', `${server.host}, port ${server.port}`],
          ['TLS', server.secure ? 'from the start' : 'where the server offers it'],
          ['Signs in as', server.user ?? 'nobody'],
          ['Mails are from', server.from],
          ['Links lead to', server.desk ?? 'nowhere: HOTLIST_URL is not set'],
        ]}
      />
      <div>
        <Button variant="default" leftSection={<IconMail size={14} />} loading={test.sending} onClick={send}>
          Send a test mail to {me.user.email}
        </Button>
      </div>
    </>
  );
}

/** Said where it is missed; the whole of it stands in the README. */
function HowTo() {
  return (
    <>
      <p>
        Mail is not set up, so nothing is sent. Whoever starts Hotlist names the mail server in the environment; its
        password stands nowhere else.
      </p>
      <pre className={classes.settings}>{`HOTLIST_MAIL_SERVER=smtp://USER@mail.example.com:587
HOTLIST_MAIL_PASSWORD=...
HOTLIST_MAIL_FROM=hotlist@example.com
HOTLIST_URL=https://hotlist.example.com`}</pre>
    </>
  );
}

function Departments({ of: departments }: { of: Connection['departments'] }) {
  return (
    <section aria-label="Departments">
      <h2>Dispatch lists</h2>
      {departments.length === 0 ? (
        <p>
          No work centre has a department yet: give them theirs under{' '}
          <PageLink to={recordsAt('work_centres')}>Work centres</PageLink>.
        </p>
      ) : (
        <>
          <p>
            When a version is published, each department is sent its list. Addresses are given under{' '}
            <PageLink to={recordsAt('departments')}>Departments</PageLink>.
          </p>
          <Facts
            of={departments.map(({ department, addresses, has_work }) => [
              department,
              <span key={department}>
                {addresses.join(', ')}
                {has_work ? null : <em className={classes.none}> · no work centre is of this department</em>}
                {addresses.length === 0 ? <em className={classes.none}>no address</em> : null}
              </span>,
            ])}
          />
        </>
      )}
    </section>
  );
}

function Mails({ of: mails }: { of: Connection['mails'] }) {
  return (
    <section aria-label="Latest mails">
      <h2>Latest mails</h2>
      {mails.length === 0 ? (
        <p className="dim">No mail was written yet.</p>
      ) : (
        <ul className={classes.mails}>
          {mails.map((mail) => (
            <li key={mail.id}>
              <div>{mail.said}</div>
              <div className="dim">
                {mail.subject}; <When at={mail.asked_at} time />, {mail.asked_by}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
