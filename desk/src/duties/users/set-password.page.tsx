/** A password by the one-time link of an invitation or a reset; then signed in at once. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Field } from '../../house/kind.ts';
import { call } from '../../web/api.ts';
import { type Answers, Ask } from '../../web/kit/Ask.tsx';
import { useAddress } from '../../web/kit/address.ts';
import { Empty } from '../../web/kit/states.tsx';
import { Front } from '../../web/session/Front.tsx';
import { signInByMail } from '../../web/session/signing.ts';
import { setPassword } from './users.contract.ts';

const fields: readonly Field[] = [
  {
    name: 'password',
    label: 'New password',
    type: 'text',
    max: 200,
    required: true,
    help: 'At least 10 characters: four words, say.',
  },
];

export default function SetPasswordPage() {
  const [{ token }] = useAddress();
  const client = useQueryClient();
  const navigate = useNavigate();
  const submit = async (answers: Answers) => {
    const password = String(answers.password ?? '');
    const { email } = await call(setPassword, { body: { token: token ?? '', password } });
    await signInByMail(email, password);
    client.clear();
    await navigate({ to: '/', search: {} as never });
  };
  return (
    <Front title="Set your password" text="The link works once. You are signed out everywhere else.">
      {token ? (
        <Ask fields={fields} secret={['password']} submitWord="Set password" onSubmit={submit} />
      ) : (
        <Empty title="This address lacks its token." text="Open the whole link that you were given." />
      )}
    </Front>
  );
}
