import { afterAll, beforeAll, expect, test } from 'vitest';
import { rawly } from '../desk/src/duties/inventory/ledger.test-support.ts';
import { password } from './demo.ts';
import { type Plant, startPlant } from './plant.ts';

let plant: Plant;
beforeAll(async () => {
  plant = await startPlant({ keeper: 'storekeeper' });
});
afterAll(() => plant?.stop());

/** Asks as the storekeeper, from no page. */
async function keeper(url: string) {
  const headers = { 'content-type': 'application/json', origin: url };
  const body = JSON.stringify({ email: 'keeper@example.com', password });
  const signed = await fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers, body });
  const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? '';
  return (key: string) =>
    fetch(`${url}/api/v1/movements`, {
      method: 'POST',
      headers: { ...headers, cookie, 'idempotency-key': key },
      body: JSON.stringify({ act: 'adjust', item: 'BOLT', to: 'A', qty: 1, reason: key }),
    });
}

test('a server that is killed under load has lost no movement that it acknowledged; what was asked again is done once', async () => {
  await rawly(
    plant.db,
    `insert into units (site, code) values ('PLANT', 'pcs');
     insert into items (site, code, unit) values ('PLANT', 'BOLT', 'pcs');
     insert into locations (site, code) values ('PLANT', 'A');`,
  );
  const post = await keeper(plant.desk.url);
  const keys: string[] = [];
  const unanswered = new Set<string>();
  const acknowledged: number[] = [];
  let enough: () => void = () => undefined;
  const loaded = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const client = async (n: number): Promise<void> => {
    for (let turn = 0; ; turn += 1) {
      const key = `client-${n}-turn-${turn}`;
      keys.push(key);
      unanswered.add(key);
      try {
        const { movement } = (await (await post(key)).json()) as { movement: { id: number } };
        acknowledged.push(movement.id);
        unanswered.delete(key);
      } catch {
        // The server is gone: nobody knows what became of this one.
        return;
      }
      if (acknowledged.length === 60) enough();
    }
  };
  const clients = Array.from({ length: 6 }, (_, n) => client(n));
  await loaded;
  await plant.desk.kill();
  await Promise.all(clients);
  await plant.desk.restart();

  const kept = await plant.db.selectFrom('movements').select(['id', 'reason']).execute();
  expect(acknowledged.filter((id) => kept.every((one) => one.id !== id))).toEqual([]);
  const again = await keeper(plant.desk.url);
  for (const key of unanswered) expect((await again(key)).status).toBe(201);
  const told = await plant.db.selectFrom('movements').select('reason').execute();
  expect(told.map(({ reason }) => reason).toSorted()).toEqual(keys.toSorted());
  const [balance] = await plant.db.selectFrom('stock').select('qty').execute();
  expect(balance?.qty).toBe(keys.length);
});
