import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { invalidate } from './queries.ts';

it('what changes while it is asked for the first time is asked for once more', async () => {
  const client = new QueryClient();
  const answers: ((rows: number) => void)[] = [];
  const query = new QueryObserver<number>(client, {
    queryKey: ['balances'],
    queryFn: () => new Promise<number>((answer) => answers.push(answer)),
    meta: { kinds: ['balances'] },
  });
  const stop = query.subscribe(() => undefined);
  // Read before the change, and answered after it.
  void invalidate(client, ['balances']);
  answers[0]!(0);
  await vi.waitUntil(() => answers.length === 2);
  answers[1]!(10);
  await vi.waitUntil(() => query.getCurrentResult().data === 10);
  // Of another kind nothing is asked.
  await invalidate(client, ['units']);
  expect(answers.length).toBe(2);
  stop();
});
