/** Two versions side by side, and the inputs that people changed in between. */
import { sql, type Transaction } from 'kysely';
import { dayNumber, dayOfNumber, instantOf, inUtc, present, wallClock } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { settingOf } from '../../server/settings.ts';
import { changesOf, kindWords } from '../audit/audit.ts';
import { namesIn } from '../planning/called.store.ts';
import { calendarsSeen } from '../planning/closings.store.ts';
import { calledAlike, movesBetween } from '../planning/comparison.ts';
import { downsSeen } from '../planning/downs.store.ts';
import { inBoth, lostBetween } from '../planning/lost.store.ts';
import { seenBy, toldChanges } from '../planning/orderchanges.store.ts';
import { changesBetween } from '../planning/orderchanges.ts';
import { plannedKinds, standingVersion, writtenByPublishing } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { pegsOf, stepsOf } from '../planning/versionrows.store.ts';
import { noPlanYet, oneVersionOnly, sinceSentence } from './since.messages.ts';

type Tx = Transaction<Tables>;

const usualHour = '06:30';
/** Input changes shown; the rest are counted. */
const most = 300;

export async function sinceHourOf(tx: Tx, site: string): Promise<string> {
  const hour = await settingOf(tx, site, 'since_hour');
  return typeof hour === 'string' ? hour : usualHour;
}

/** Yesterday at the hour, on the plant's clock, whatever the zone did overnight. */
export function yesterdayAt(zone: string, now: string, hour: string): string {
  const today = wallClock(zone, now).slice(0, 10);
  const yesterday = dayOfNumber(dayNumber(today) - 1);
  return instantOf(zone, yesterday, hour);
}

export async function sinceOf(tx: Tx, site: Site, asked: string | undefined) {
  const hour = await sinceHourOf(tx, site.code);
  const from = asked === undefined ? yesterdayAt(site.zone, present(), hour) : inUtc(asked);
  const after = await standingVersion(tx, site.code);
  const nothing = { from, hour, before: null, after: null, orders: [], inputs: [], inputsTotal: 0 };
  if (!after) return { ...nothing, verdict: noPlanYet };
  const before = await versionAt(tx, site.code, from, after.id);
  const shown = { number: after.number, made_at: after.made_at, now: after.now };
  const inputs = await inputsBetween(tx, site.code, before?.made_at ?? from);
  if (!before) return { ...nothing, ...inputs, after: shown, verdict: oneVersionOnly };
  const changes = changesBetween(await seenBy(tx, site.code, before.id), await seenBy(tx, site.code, after.id));
  let read: ReturnType<typeof sidesOf> | undefined;
  const sides = () => (read ??= sidesOf(tx, site.code, before, after));
  return {
    from,
    hour,
    before: { number: before.number, made_at: before.made_at, now: before.now },
    after: shown,
    verdict: sinceSentence(changes),
    orders: await toldChanges(tx, site, changes, await plantDaysOf(tx, site), {
      before: () => pegsOf(tx, before),
      after: () => pegsOf(tx, after),
      lost: async () => lostBetween(tx, site, await sides()),
      steps: async () => inBoth(await sides()),
    }),
    ...inputs,
  };
}

type Version = Pick<NonNullable<Awaited<ReturnType<typeof standingVersion>>>, 'id' | 'made_at' | 'snapshot'>;

async function sidesOf(tx: Tx, site: string, before: Version, after: Version) {
  const side = async (version: Version) => ({
    calendars: () => calendarsSeen(tx, site, version),
    downs: () => downsSeen(tx, site, version),
    steps: await stepsOf(tx, version),
    called: (await namesIn(tx, version.id)).called,
    pegs: () => pegsOf(tx, version),
  });
  const [was, is] = [await side(before), await side(after)];
  const [were, are] = [calledAlike(was, is), calledAlike(is, was)];
  const { both } = movesBetween(were, are, -Infinity);
  return { before: { ...was, alike: were }, after: { ...is, alike: are }, both };
}

/** The last version made before the moment; where there was none, the first of all. */
async function versionAt(tx: Tx, site: string, from: string, not: number) {
  const { rows } = await sql<NonNullable<Awaited<ReturnType<typeof standingVersion>>>>`
    select id, number, made_at, made_by, now, snapshot from plan_versions
    where site = ${site} and status <> 'cancelled' and id <> ${not}
    order by made_at > ${from}, case when made_at > ${from} then number else -number end limit 1`.execute(tx);
  return rows[0];
}

async function inputsBetween(tx: Tx, site: string, from: string) {
  const found = await tx
    .selectFrom('changes')
    .select(['id', 'at', 'who', 'via', 'kind', 'called', 'action', 'before', 'after'])
    .select((q) => q.fn.countAll<number>().over().as('total'))
    .where('site', '=', site)
    .where('kind', 'in', plannedKinds)
    .where('at', '>=', from)
    .where(({ not }) => not(writtenByPublishing))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return {
    inputsTotal: Number(found[0]?.total ?? 0),
    inputs: found.map(({ before, after, total: _, ...row }) => ({
      ...row,
      one: kindWords(row.kind),
      changes: changesOf(row.kind, before, after).map((one) => ({ ...one })),
    })),
  };
}
