import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasDovecot, type TestMailbox, testMailbox } from '../desk/src/server/test-mailbox.ts';
import { patience } from './browser.ts';
import { type Plant, startPlant } from './plant.ts';

let plant: Plant;
let box: TestMailbox;
beforeAll(async () => {
  if (!hasDovecot) return;
  box = await testMailbox();
  plant = await startPlant(
    { expediter: 'expediter' },
    {
      HOTLIST_MAILBOX: `imap://buying@127.0.0.1:${box.port}`,
      HOTLIST_MAILBOX_PASSWORD: 's3cret-word',
    },
  );
});
afterAll(async () => {
  await plant?.stop();
  await box?.close();
});

const subjects = Array.from({ length: 45 }, (_, at) => `Mail ${String(at).padStart(2, '0')}`);
const kept = async () =>
  (await plant.db.selectFrom('replies').select('subject').orderBy('subject').execute()).map(({ subject }) => subject);
async function until(many: number, every: number): Promise<void> {
  for (let waited = 0; (await kept()).length < many; waited += every) {
    if (waited > patience) throw new Error(`${(await kept()).length} of ${many} mails were read`);
    await sleep(every);
  }
}

test.skipIf(!hasDovecot)('a server that is killed while it reads mails loses none and reads none twice', async () => {
  for (const subject of subjects)
    box.deliver(`From: a@b.example\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n\r\n${subject}\r\n`);
  await until(1, 5);
  await plant.desk.kill();
  const before = await kept();
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(subjects.length);
  await plant.desk.restart();
  await until(subjects.length, 200);
  expect(await kept()).toEqual(subjects);
});
