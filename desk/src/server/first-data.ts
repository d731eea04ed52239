/** What stands in a new database: an example company with people to sign in as, or a link for the first administrator. */
import { randomBytes } from 'node:crypto';
import { importTables } from '../duties/imports/take.store.ts';
import type { PlanInput } from '../duties/planning/planning.jobs.ts';
import { makeInvitation } from '../duties/users/links.store.ts';
import { createUser, hasUsers } from '../duties/users/users.store.ts';
import { present, wallClock } from '../house/clock.ts';
import type { Role } from '../house/permission.ts';
import type { Asked } from './asked.ts';
import type { Database } from './database/database.ts';
import { stamp } from './http.ts';
import type { Job, Jobs } from './jobs.ts';

export interface FirstData extends Pick<Asked, 'demo' | 'demoNamed' | 'password'> {
  readonly url: string;
  readonly say: (sentence: string) => void;
}

/** Everybody of the demo: the name before the @ is what the person does. */
const people: readonly {
  readonly name: string;
  readonly login: string;
  readonly roles: readonly Role[];
  readonly badge: string;
}[] = [
  { name: 'Paula Planner', login: 'planner', roles: ['planner', 'expediter'], badge: '1001' },
  { name: 'Emil Expediter', login: 'expediter', roles: ['expediter'], badge: '1002' },
  { name: 'Berta Buyer', login: 'buyer', roles: ['buyer'], badge: '1003' },
  { name: 'Sven Supervisor', login: 'supervisor', roles: ['supervisor'], badge: '1004' },
  { name: 'Olga Operator', login: 'operator', roles: ['operator'], badge: '1005' },
  { name: 'Ines Inspector', login: 'inspector', roles: ['inspector'], badge: '1006' },
  { name: 'Stefan Storekeeper', login: 'storekeeper', roles: ['storekeeper'], badge: '1007' },
  { name: 'Stina Storekeeper', login: 'storekeeper2', roles: ['storekeeper'], badge: '1010' },
  { name: 'Cosmo Counter', login: 'counter', roles: ['storekeeper'], badge: '1011' },
  { name: 'Viktor Viewer', login: 'viewer', roles: ['viewer'], badge: '1008' },
  { name: 'Anna Administrator', login: 'admin', roles: ['administrator'], badge: '1009' },
];
const demoPin = '2580';

/** Answers the sentences that tell how to sign in. */
export async function firstData(
  db: Database,
  jobs: Jobs,
  planJob: Job<PlanInput>,
  { demo, demoNamed, url, say, password }: FirstData,
): Promise<readonly string[]> {
  if (await hasUsers(db)) {
    if (demoNamed && demo !== 'none')
      say(`There is a company here already, so --demo ${demo} fills in nothing. Maybe --data names an empty folder.`);
    return ['Sign in as before. A lost password: ./run user password --email ADDRESS'];
  }
  if (demo === 'none') {
    const token = await db.transaction().execute((tx) => makeInvitation(tx, 'first-administrator', 24));
    return [`Make the first administrator within a day at ${url}/welcome?token=${token}`];
  }
  const word = password || randomBytes(6).toString('base64url');
  // Needed once in the life of a data folder.
  const { readExample } = await import('../duties/examples/examples.import.ts');
  const { companyOf } = await import('../duties/examples/examples.ts');
  const source = readExample(demo);
  const today = wallClock(source.site.zone, present()).slice(0, 10);
  const { site, tables } = companyOf(source, today);
  say(`Filling the empty database with ${site.name} (--demo ${demo})`);
  await db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'Hotlist', email: '', via: 'cli' }, site.code);
    await tx
      .insertInto('sites')
      .values({
        code: site.code,
        name: site.name,
        zone: site.zone,
        currency: site.currency,
        due_time: site.dueTime,
        pinned_now: null,
      })
      .execute();
    const taken = await importTables(tx, { code: site.code, zone: site.zone, dueTime: site.dueTime }, tables);
    if (taken.faults.length > 0)
      throw new Error(
        `The example ${demo} does not fit: ${taken.faults
          .slice(0, 5)
          .map((fault) => fault.text)
          .join(' ')}`,
      );
    for (const person of people)
      await createUser(tx, {
        name: person.name,
        email: `${person.login}@example.com`,
        password: word,
        badge: person.badge,
        pin: demoPin,
        grants: person.roles.map((role) => ({ site: site.code, role })),
      });
    const run = await tx
      .insertInto('plan_runs')
      .values({
        site: site.code,
        asked_by: 'Hotlist',
        reason: 'first plan',
        state: 'waiting',
        version: null,
        error: null,
        started_at: null,
        ended_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await jobs.send(planJob, { run: run.id }, tx);
  });
  return [
    `Sign in as planner@example.com with the password ${password ? 'in HOTLIST_DEMO_PASSWORD' : `${word} (shown only now)`}`,
    `Others, with the same password: ${people
      .slice(1)
      .map((person) => `${person.login}@example.com`)
      .join(', ')}; badges 1001 to 1011 with PIN ${demoPin}`,
  ];
}
