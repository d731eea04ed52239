/** One's own password, PIN, sessions and tokens. */

import { Button, CopyButton, Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { typedAmount } from '../../house/typednumbers.ts';
import { type Answers, Ask, AskWindow } from '../../web/kit/Ask.tsx';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useSession } from '../../web/session/session.tsx';
import {
  addToken,
  changePassword,
  changePin,
  endSession,
  profile,
  revokeToken,
  sessions,
  tokens,
} from './profile.contract.ts';
import { Sessions } from './sessions.page.tsx';

const current: Field = { name: 'current', label: 'Password now', type: 'text', max: 200, required: true };
const passwordFields: readonly Field[] = [
  current,
  {
    name: 'password',
    label: 'New password',
    type: 'text',
    max: 200,
    required: true,
    help: 'At least 10 characters: four words, say.',
  },
];
const pinFields: readonly Field[] = [
  current,
  { name: 'pin', label: 'New PIN', type: 'text', max: 12, help: '4 to 12 digits; empty takes it away.' },
];
const tokenFields: readonly Field[] = [
  { name: 'name', label: 'Name', type: 'text', max: 120, required: true, help: 'The program that uses it.' },
  {
    name: 'scope',
    label: 'May',
    type: 'choice',
    choices: ['read', 'read and write', 'write'],
    required: true,
    default: 'read',
  },
  {
    name: 'days',
    label: 'Days',
    type: 'integer',
    min: 1,
    max: 3650,
    default: 365,
    help: 'Empty: until it is revoked.',
  },
];

const word = (value: Answers[string] | undefined): string => (typeof value === 'string' ? value : '');

export default function ProfilePage() {
  const { me, site } = useSession();
  const own = useOne(profile, {});
  const password = useWrite(changePassword, { kinds: ['profile'] });
  const pin = useWrite(changePin, { kinds: ['profile'] });
  const [forms, setForms] = useState(0);

  if (own.error) return <Problem of={own.error} retry={() => void own.refetch()} />;
  return (
    <Page title="Your profile">
      <div
        style={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))',
          gap: 32,
          padding: 16,
          overflow: 'auto',
        }}
      >
        <Part title={me.user.name}>
          <Facts
            of={[
              ['E-mail', me.user.email],
              ['Badge', own.data?.badge],
              ['PIN', own.data?.has_pin ? 'set' : 'not set: the badge signs nobody in'],
              [`Roles at ${site.name}`, site.roles.join(', ')],
            ]}
          />
        </Part>
        <Part title="Password">
          <Ask
            key={`password${forms}`}
            fields={passwordFields}
            secret={['current', 'password']}
            submitWord="Change password"
            onSubmit={async (answers) => {
              const { ended } = await password.run({
                body: { current: word(answers.current), password: word(answers.password) },
              });
              setForms(forms + 1);
              toast(ended === 0 ? 'Password changed.' : 'Password changed; you are signed out everywhere else.');
            }}
          />
        </Part>
        <Part title="PIN for the shared PC">
          <Ask
            key={`pin${forms}`}
            fields={pinFields}
            secret={['current', 'pin']}
            submitWord="Change PIN"
            onSubmit={async (answers) => {
              await pin.run({ body: { current: word(answers.current), pin: word(answers.pin) || null } });
              setForms(forms + 1);
              toast('PIN changed.');
            }}
          />
        </Part>
        <Part title="Signed in">
          <OwnSessions />
        </Part>
        <Part title="Tokens for programs">
          <Tokens />
        </Part>
      </div>
    </Page>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 style={{ fontSize: 14, margin: '0 0 8px' }}>{title}</h2>
      {children}
    </section>
  );
}

function OwnSessions() {
  const own = useOne(sessions, {});
  const end = useWrite(endSession, { kinds: ['profile'] });
  return <Sessions rows={own.data?.rows ?? []} end={(id) => void end.run({ params: { id } }).catch(toastProblem)} />;
}

function Tokens() {
  const own = useOne(tokens, {});
  const add = useWrite(addToken, { kinds: ['profile'] });
  const revoke = useWrite(revokeToken, { kinds: ['profile'] });
  const [asking, setAsking] = useState(false);
  const [secret, setSecret] = useState('');
  const living = (own.data?.rows ?? []).filter((one) => one.revoked_at === null);
  const submit = async (answers: Answers) => {
    const scopes = word(answers.scope)
      .split(' and ')
      .filter((one): one is 'read' | 'write' => one === 'read' || one === 'write');
    const days = answers.days === null ? null : typedAmount(answers.days);
    const made = await add.run({ body: { name: word(answers.name), scopes, days } });
    setAsking(false);
    setSecret(made.secret);
  };
  return (
    <Stack gap={12}>
      {living.length === 0 ? <Empty title="No token." text="A program that asks the API as you needs one." /> : null}
      {living.map((one) => (
        <div key={one.id} style={{ display: 'flex', gap: 12 }}>
          <span style={{ flex: 1, minWidth: 0 }}>
            {one.name} <span className="dim">may {one.scopes.join(' and ')}</span>
            <br />
            <span className="dim">
              {one.last_used_at ? (
                <>
                  last used <When at={one.last_used_at} time />
                </>
              ) : (
                'never used'
              )}
              {one.expires_at ? (
                <>
                  {' · until '}
                  <When at={one.expires_at} />
                </>
              ) : null}
            </span>
          </span>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void revoke.run({ params: { id: one.id } }).catch(toastProblem)}
          >
            Revoke
          </Button>
        </div>
      ))}
      <Button variant="default" onClick={() => setAsking(true)}>
        New token
      </Button>
      <AskWindow
        title="New token"
        opened={asking}
        onClose={() => setAsking(false)}
        fields={tokenFields}
        submitWord="Make"
        onSubmit={submit}
      />
      <Modal opened={secret !== ''} onClose={() => setSecret('')} title="Your token" size="lg">
        <Stack gap={12}>
          <p style={{ margin: 0 }}>Copy it now: it is not kept and cannot be shown again.</p>
          <TextInput readOnly aria-label="Token" value={secret} onFocus={(event) => event.currentTarget.select()} />
          <CopyButton value={secret}>
            {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy the token'}</Button>}
          </CopyButton>
        </Stack>
      </Modal>
    </Stack>
  );
}
