/** E-mail and password, or the badge on a shared PC. */
import { Button, PasswordInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useAddress } from '../kit/address.ts';
import { Problem } from '../kit/states.tsx';
import { useKept } from '../kit/useKept.ts';
import { Front } from './Front.tsx';
import { signInByBadge, signInByMail } from './signing.ts';

type Way = 'mail' | 'badge';

export default function SignIn() {
  const [way, setWay] = useKept<Way>('sign-in', 'mail');
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const [address] = useAddress();
  const client = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => {
    document.title = 'Sign in · Hotlist';
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setProblem(undefined);
    try {
      await (way === 'mail' ? signInByMail(name, secret) : signInByBadge(name, secret));
      client.clear();
      await navigate({ href: insideHref(address.to) });
    } catch (error) {
      setProblem(error);
      setSecret('');
    } finally {
      setSending(false);
    }
  };

  return (
    <Front title="Sign in">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap={12}>
          <SegmentedControl
            size="xs"
            value={way}
            onChange={(next) => setWay(next as Way)}
            data={[
              { label: 'E-mail', value: 'mail' },
              { label: 'Badge', value: 'badge' },
            ]}
          />
          {problem ? <Problem of={problem} /> : null}
          <TextInput
            key={way}
            size="md"
            label={way === 'mail' ? 'E-mail' : 'Badge'}
            type={way === 'mail' ? 'email' : 'text'}
            autoComplete={way === 'mail' ? 'username' : 'off'}
            required
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <PasswordInput
            size="md"
            label={way === 'mail' ? 'Password' : 'PIN'}
            autoComplete={way === 'mail' ? 'current-password' : 'off'}
            required={way === 'mail'}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
          <Button type="submit" size="md" loading={sending}>
            Sign in
          </Button>
        </Stack>
      </form>
    </Front>
  );
}

/** Only an address of this house, never another's that somebody put into the link. */
export const insideHref = (to: string | undefined): string => (to && /^\/(?![/\\])/.test(to) ? to : '/');
