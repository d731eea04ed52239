import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, makeSite, testApp } from '../../server/test-app.ts';
import { readAdventureWorks } from '../imports/adventureworks.import.ts';
import { importTables } from '../imports/take.store.ts';

const folder = fileURLToPath(new URL('../../../../../shared/data/adventureworks/csv/', import.meta.url));

it.skipIf(!existsSync(folder))(
  'the inventory of AdventureWorks (skipped where ../shared is absent): imported, classed, counted whole, and its accuracy told',
  async () => {
    const test = await testApp();
    try {
      const files = new Map(
        readdirSync(folder)
          .filter((name) => name.endsWith('.csv'))
          .map((name) => [name, new Uint8Array(readFileSync(`${folder}${name}`))]),
      );
      const reading = readAdventureWorks(files, { now: '2025-09-21' });
      await makeSite(test.db, 'AW');
      await test.db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'AW');
        await importTables(tx, { ...reading.site, code: 'AW' }, reading.tables, { origins: reading.origins });
      });
      const keeper = await test.as(['storekeeper'], 'AW');
      const second = await test.as(['storekeeper'], 'AW');
      const boss = await test.as(['supervisor'], 'AW');
      const planner = await test.as(['planner'], 'AW');
      // Nothing was used yet as far as the ledger knows: the plan says what will be.
      expect((await planner('POST', '/planning-runs', {})).status).toBe(202);
      await test.workOff();

      const due = (await keeper('GET', '/count-programme')).body;
      // Four of the 1,069 are empty.
      expect(due.bins).toBe(1065);
      const { A, B, C } = due.by_class;
      expect(A + B + C).toBe(1065);
      // Few make most of it: by 80/15/5 there are fewer A than B and C together, and some of each.
      expect([A > 0, B > 0, C > A + B]).toEqual([true, true, true]);
      // A rule asks for what the plan takes soon; beside that the day’s share, which begins with the A.
      const today = due.rows.filter(
        (row: { due: boolean; why: string }) => row.due && row.why.includes('never counted'),
      );
      expect(today.length).toBeGreaterThan(0);
      expect(today.length).toBeLessThan(20);
      expect(today.every((row: { class: string }) => row.class === 'A')).toBe(true);

      const made = await keeper('POST', '/count-sheets', { locations: ['*'], inventory: true, note: '2025' });
      expect(made.body).toMatchObject({ lines: 1069 });
      const booked = await test.db
        .selectFrom('stock')
        .select(['item', 'location', 'qty'])
        .where('site', '=', 'AW')
        .execute();
      const book = new Map(booked.map(({ item, location, qty }) => [`${item} ${location}`, qty]));
      // Every twentieth bin holds 100 more, every thirtieth that is none of those has lost all: far beyond any tolerance.
      const off = (at: number): 'more' | 'lost' | undefined =>
        at % 20 === 0 ? 'more' : at % 30 === 10 ? 'lost' : undefined;
      const found = (at: number, was: number): number =>
        off(at) === 'more' ? was + 100 : off(at) === 'lost' ? 0 : was;
      const { lines } = (await keeper('GET', `/count-sheets/${made.body.id}/to-count`)).body;
      const all: { line: number; item: string; location: string; state: string }[] = lines;
      const count = async (who: Ask, at: number): Promise<void> => {
        const line = all[at];
        const qty = found(at, book.get(`${line?.item} ${line?.location}`) ?? 0);
        expect((await who('POST', `/count-lines/${line?.line}/counts`, { qty })).status).toBe(201);
      };
      for (let at = 0; at < all.length; at += 10)
        await Promise.all(all.slice(at, at + 10).map((_, one) => count(keeper, at + one)));
      const again = (await second('GET', `/count-sheets/${made.body.id}/to-count`)).body.lines as typeof all;
      const wrong = again.flatMap(({ state }, at) => (state === 'again' ? [at] : []));
      const lost = all.flatMap((_, at) =>
        off(at) === 'lost' && (book.get(`${all[at]?.item} ${all[at]?.location}`) ?? 0) > 0 ? [at] : [],
      );
      const more = all.flatMap((_, at) => (off(at) === 'more' ? [at] : []));
      expect(wrong).toEqual([...more, ...lost].toSorted((one, two) => one - two));
      for (const at of wrong) await count(second, at);
      // Where the book has nothing somebody looks too.
      const { places } = (await keeper('GET', `/count-sheets/${made.body.id}/to-count`)).body;
      for (const { location } of places)
        expect(await keeper('POST', `/count-sheets/${made.body.id}/looks`, { location })).toMatchObject({
          status: 201,
        });

      const review = (await boss('GET', `/count-sheets/${made.body.id}`)).body;
      expect(review.state).toBe('counted');
      const counts = review.rows.map((row: { count: number }) => row.count);
      expect(await boss('POST', '/counts/approve', { counts })).toMatchObject({
        status: 201,
        body: { approved: 1069, left: [] },
      });
      const { total, class: classes } = (await keeper('GET', '/count-accuracy')).body;
      // floor(1000 × right / 1,069) / 10.
      const right = 1069 - wrong.length;
      expect(total).toMatchObject({ counted: 1069, right, share: Math.floor((1000 * right) / 1069) / 10 });
      expect(total.more).toBeGreaterThan(0);
      expect(total.missing).toBeGreaterThan(0);
      expect(classes.reduce((sum: number, row: { counted: number }) => sum + row.counted, 0)).toBe(1069);
      expect((await keeper('GET', '/count-sheets')).body.rows).toMatchObject([{ state: 'done' }]);
      const after = await test.db
        .selectFrom('stock')
        .select(['item', 'location', 'qty'])
        .where('site', '=', 'AW')
        .execute();
      const now = new Map(after.map(({ item, location, qty }) => [`${item} ${location}`, qty]));
      for (const [at, { item, location }] of all.entries())
        expect(now.get(`${item} ${location}`)).toBe(found(at, book.get(`${item} ${location}`) ?? 0));
    } finally {
      await test.close();
    }
  },
);
