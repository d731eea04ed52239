/** Another person takes over this PC by badge and PIN, or this one signs out. */
import { Button, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { leavingWords } from '../../duties/unsent/unsent.messages.ts';
import { Problem } from '../kit/states.tsx';
import { useWaitingOf } from '../unsent/useUnsent.ts';
import { useSession } from './session.tsx';
import { signInByBadge } from './signing.ts';

export function ChangeUser({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [badge, setBadge] = useState('');
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const client = useQueryClient();
  const waits = useWaitingOf(useSession().me.user.id);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setProblem(undefined);
    try {
      await signInByBadge(badge, pin);
      setBadge('');
      onClose();
      await client.resetQueries();
    } catch (error) {
      setProblem(error);
    } finally {
      setPin('');
      setSending(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Change user" size="xs">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap={12}>
          {problem ? <Problem of={problem} /> : null}
          {waits > 0 ? <p>{leavingWords(waits)}</p> : null}
          <TextInput
            size="md"
            label="Badge"
            description="Scan it or type it."
            required
            autoComplete="off"
            value={badge}
            onChange={(event) => setBadge(event.target.value)}
            data-autofocus
          />
          <PasswordInput
            size="md"
            label="PIN"
            autoComplete="off"
            inputMode="numeric"
            value={pin}
            onChange={(event) => setPin(event.target.value)}
          />
          <Button type="submit" size="md" loading={sending}>
            Take over
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
