/** The planning run as a job: read in one snapshot, plan in a thread, check, keep the version whole. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { check, type Plan, type Problem, type Second } from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { dayNumber, instantAt, later, offsetsOf, present, secondsOf, wallClock } from '../../house/clock.ts';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { stamp } from '../../server/http.ts';
import type { Job, JobContext, Jobs } from '../../server/jobs.ts';
import { type AllBut, tickedIn } from './allbut.ts';
import { planOfRows, rowsOfVersion } from './asmade.store.ts';
import { Barred } from './barred.ts';
import { comersInto } from './comers.ts';
import { conflictsIn, type Held, withHeld } from './frozenzone.ts';
import { namingWho } from './handcause.ts';
import { handLeft, movedAsMade } from './handleft.jobs.ts';
import { doneAgain, lookingFor } from './handrest.messages.ts';
import { daysLate, latenessIn } from './lateness.ts';
import { type LeftOut, strayedOf } from './leftout.ts';
import { type Asked, improvement, made } from './made.ts';
import { NotKeptBy } from './notkept.ts';
import { otherFigures, promisedIn } from './otherplan.ts';
import { faultOfOurs, momentIn, spokenPlan, withComers, withConflicts, withStrayed } from './planning.messages.ts';
import { keepVersion, type NewVersion, oneVersion, readInputs, type SiteInputs } from './planning.store.ts';
import type { ThreadInput } from './planning.thread.ts';
import { problemOf } from './problem.ts';
import { type PublishedRows, readStood, type Stood } from './published.store.ts';
import { resizedSince } from './resized.ts';
import { versionRows } from './versions.store.ts';
import { hurtDaysIn, inWorkingDays } from './workedlateness.ts';
import {
  afterWorkingDays,
  type PlantCalendar,
  plantDays,
  type WorkingDays,
  workedDays,
  workedFrom,
} from './workingdays.ts';

export interface PlanInput {
  readonly run: number;
}

const stepWords: Readonly<Record<string, string>> = {
  netting: 'Netting materials',
  scheduling: 'Scheduling operations',
  improving: 'Improving the schedule',
  explaining: 'Finding causes',
};

/** Without a sign of life for so long a worker counts as dead; checking and keeping a large plan stay well below. */
const deadAfter = 60;
const beatEvery = 5_000;
const deadSince = (): string => instantAt(secondsOf(present()) - deadAfter);

/** Runs whose worker died wait again, each with a job of its own. */
export async function reviveRuns(db: Database, jobs: Jobs, planJob: Job<PlanInput>): Promise<readonly number[]> {
  return db.transaction().execute(async (tx) => {
    const dead = await tx
      .updateTable('plan_runs')
      .set({ state: 'waiting', step: 'Taken over from a worker that died', share: 0 })
      .where('state', '=', 'running')
      .where('beat_at', '<', deadSince())
      .returning('id')
      .execute();
    for (const { id } of dead) await jobs.send(planJob, { run: id }, tx);
    return dead.map((one) => one.id);
  });
}

/** What a version was made from, for those who derive more from it. */
export interface MadeVersion {
  readonly version: number;
  readonly site: string;
  readonly inputs: SiteInputs;
  readonly problem: Problem;
  readonly plan: Plan;
  /** Working days of the plant, by the problem's seconds. */
  readonly days: WorkingDays;
  readonly lateness: ReturnType<typeof latenessIn>;
}

/** Writes what another duty derives from a version (the hot list), in the version's own transaction. */
export type Derive = (tx: Transaction<Tables>, made: MadeVersion) => Promise<void>;

/** What approves the version of a run that leaves work orders out. */
export interface ApprovesAllBut {
  /** Asked again before it is kept, with the site locked: why it may not be, in a sentence. */
  readonly barred: (tx: Transaction<Tables>, site: string, asked: AllBut) => Promise<string | undefined>;
  /** In the transaction of the version. */
  readonly approve: (tx: Transaction<Tables>, site: string, asked: AllBut, version: number) => Promise<void>;
}

/** A run as one worker began it. Who takes it over begins it anew: then it is his, and the first writes nothing of it any more. */
interface Begun {
  readonly run: number;
  readonly startedAt: string | null;
}
const isHis = ({ run, startedAt }: Begun) =>
  sql<boolean>`id = ${run} and state = 'running' and started_at = ${startedAt}::timestamptz`;

class TakenOver extends Error {}
class Cancelled extends Error {}

export const planJobWith = (derive: readonly Derive[], approves: ApprovesAllBut): Job<PlanInput> => ({
  name: 'plan',
  lease: 15 * 60,
  // For a worker that died. A run that failed says so in its row, and is asked for again by a person or a change.
  retries: 2,
  run: async (context, { run }) => {
    const row = await context.db
      .updateTable('plan_runs')
      .set({ state: 'running', started_at: present(), beat_at: present(), step: 'Reading orders, stock and calendars' })
      .where('id', '=', run)
      // Somebody else may have taken it over meanwhile: then it is his.
      .where((run) =>
        run.or([
          run('state', '=', 'waiting'),
          run.and([run('state', '=', 'running'), run('beat_at', '<', deadSince())]),
        ]),
      )
      .returning(['id', 'started_at', 'site', 'asked_by', 'reason', 'cancel_asked', 'all_but', 'from_nothing'])
      .executeTakeFirst();
    if (!row) return;
    const begun: Begun = { run, startedAt: row.started_at };
    if (row.cancel_asked) return end(context, begun, { state: 'cancelled' });
    try {
      const inputs = await context.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (tx) => {
          const read = await readInputs(tx, row.site);
          return {
            ...read,
            stood: await readStood(tx, row.site),
            seen: row.all_but && (await rowsOfNumber(tx, row.site, row.all_but.version)),
            hand: row.all_but && (await movedAsMade(tx, read, row.all_but.version)),
          };
        });
      if (row.all_but && inputs.hand) {
        await progress(context, begun, doneAgain, 0.1);
        const { made: moved, ...about } = await handLeft(inputs.hand, row.all_but, async (found) => {
          await new Promise<void>((resolve) => setImmediate(resolve));
          // How many there are is known once they are found.
          await progress(context, begun, lookingFor(found), 1 - 0.8 / (found + 1));
        });
        await progress(context, begun, 'Keeping the version', 0.97);
        const read = inputs.hand.asMade.inputs;
        const days = daysOf(read, moved.problem);
        const { epoch } = moved.problem;
        const moment = momentIn((second: number) => later(epoch, second), read.site.zone);
        const sides = { before: inputs.hand.asMade.plan, after: moved.plan };
        const plan = namingWho(sides, about.byHand.acts.flat(), { who: inputs.hand.who, moment, days });
        const made = { site: row.site, inputs: read, ...moved, plan, days };
        return await keep(context, { derive, approves }, begun, row, made, about);
      }
      const now = inputs.pinnedNow ?? present();
      const { run: asked, days } = asRun(inputs, inputs.stood, now);
      const { problem: read, published: atWorkNow, newest } = asked;
      const published: (typeof atWorkNow & LeftOut) | undefined =
        atWorkNow && row.all_but && inputs.seen
          ? leavingOut(atWorkNow, row.all_but, planOfRows(read, inputs.seen))
          : atWorkNow;
      const { problem, plan, zone } = await planApart(context, begun, {
        problem: read,
        work: improvement,
        published,
        newest,
        fromNothing: row.from_nothing,
      });
      if (plan.status === 'cancelled') return end(context, begun, { state: 'cancelled' });
      // A plan that breaks a rule is a bug of ours; nobody shall work by it.
      const broken = check(problem, plan);
      if (broken.length > 0)
        throw new Error(
          `the plan breaks ${broken.length === 1 ? 'a rule' : `${broken.length} rules, first`}: ${broken[0]?.rule}: ${broken[0]?.text}`,
        );
      await progress(context, begun, 'Keeping the version', 0.97);
      const conflicts = published ? conflictsIn(zone, plan, published) : [];
      const comers = published ? comersInto(zone, published.plan, plan, published) : [];
      const at = (second: Second) => instantAt(secondsOf(problem.epoch) + second);
      const { zone: clock } = inputs.site;
      const resized = resizedSince(read, published?.plan.orders ?? []);
      const told = withComers(withConflicts(plan, conflicts, resized, at, clock), comers, at, clock);
      const strayed = row.all_but && published && strayedOf(read, published.plan, plan, published);
      const said = strayed ? withStrayed(told, strayed, new NotKeptBy(read, published.plan), at, clock) : told;
      await keep(
        context,
        { derive, approves },
        begun,
        row,
        { site: row.site, inputs, problem, plan: said, days },
        { now },
      );
    } catch (error) {
      if (error instanceof TakenOver) return;
      if (error instanceof Cancelled) return end(context, begun, { state: 'cancelled' });
      const told = error instanceof Barred || (error instanceof Error && error.name === 'ProblemError');
      const inTheWay = error instanceof Barred ? error.inTheWay : [];
      const allBut = row.all_but && { ...row.all_but, inTheWay };
      await end(context, begun, { state: 'failed', error: told ? error.message : faultOfOurs, allBut });
      if (!told) throw error;
    }
  },
});

const plantOf = ({ rows }: SiteInputs): PlantCalendar => ({
  workCentres: rows.get('work_centres') ?? [],
  calendars: rows.get('calendars') ?? [],
  calendarDays: rows.get('calendar_days') ?? [],
});

export const daysOf = (inputs: SiteInputs, problem: Problem): WorkingDays =>
  plantDays(plantOf(inputs), offsetsOf(inputs.site.zone), secondsOf(problem.epoch), problem.horizonEnd);

/** What a run plans of inputs and of what stood before it, at a moment. */
export function asRun(inputs: SiteInputs, { published, newest }: Stood, now: string) {
  const problem = problemOf({ site: inputs.site, now, rows: inputs.rows, offsets: offsetsOf(inputs.site.zone) });
  const days = daysOf(inputs, problem);
  const run = {
    problem,
    published: published && atWork(problem, published, inputs, days),
    newest: newest && planOfRows(problem, newest),
  };
  return { run, days };
}

/** The published plan against this problem, and the end of its frozen zone. */
const atWork = (
  problem: Problem,
  { rows, released }: PublishedRows,
  { frozenDays }: SiteInputs,
  days: WorkingDays,
) => ({
  plan: planOfRows(problem, rows),
  until: afterWorkingDays(days, problem.now, frozenDays) as Second,
  released,
});

/** The rest shall stay as it was seen in the submitted version; what is left out, as it is published. */
function leavingOut(
  published: ReturnType<typeof atWork>,
  allBut: AllBut,
  seen: Plan,
): ReturnType<typeof atWork> & LeftOut & { readonly seen: Plan } {
  const held = new Set(allBut.held);
  const shipped = new Set(published.plan.deliveries.map(({ demand }) => demand));
  return {
    ...published,
    held,
    lines: new Set(tickedIn(allBut).orders.filter((one) => shipped.has(one))),
    seen: withHeld(seen, held, published.plan),
  };
}

async function rowsOfNumber(tx: Transaction<Tables>, site: string, number: number) {
  const version = await oneVersion(tx, site, number);
  return version && rowsOfVersion(tx, version.id);
}

async function keep(
  context: JobContext,
  { derive, approves }: { readonly derive: readonly Derive[]; readonly approves: ApprovesAllBut },
  begun: Begun,
  row: { site: string; asked_by: string; reason: string; all_but: AllBut | null },
  made: Made,
  about: Pick<NewVersion, 'now' | 'byHand' | 'parent'>,
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const barred = row.all_but && (await approves.barred(tx, row.site, row.all_but));
    if (barred) throw new Barred(barred);
    // In the name of who leaves out: what he keeps and decides is told of him.
    if (row.all_but) await stamp(tx, { ...row.all_but.by, via: 'web' }, row.site);
    const version = await keepMade(tx, derive, made, {
      madeBy: row.asked_by,
      maker: row.all_but?.by.id,
      reason: row.reason,
      ...about,
    });
    if (row.all_but) await approves.approve(tx, row.site, row.all_but, version);
    const done = await tx
      .updateTable('plan_runs')
      .set({ state: 'done', version, ended_at: present(), step: '', share: 1 })
      .where(isHis(begun))
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw new TakenOver(`run ${begun.run} was taken over while its version was kept`);
  });
}

type Made = Omit<MadeVersion, 'version' | 'lateness'>;

/** Writes a version, and all that other duties derive from it. Answers its id. */
export async function keepMade(
  tx: Transaction<Tables>,
  derive: readonly Derive[],
  made: Made,
  about: Pick<NewVersion, 'madeBy' | 'maker' | 'reason' | 'now' | 'byHand' | 'parent'>,
): Promise<number> {
  const { site, inputs, problem, days } = made;
  const plan = spokenPlan(inWorkingDays(problem, made.plan, days));
  const epoch = secondsOf(problem.epoch);
  const lateness = latenessIn(problem, plan, days);
  const rows = versionRows(
    problem,
    plan,
    (second) => instantAt(epoch + second),
    lateness,
    hurtDaysIn(problem, plan, days),
  );
  const { snapshot } = inputs;
  const { other } = plan.figures;
  const promised = promisedIn(problem, inputs.rows.get('customer_lines') ?? []);
  const figures = {
    ...plan.figures,
    ...(other ? { other: otherFigures(other, promised, days, (second) => instantAt(epoch + second)) } : {}),
    lateDays: daysLate(problem, plan, days),
  };
  const today = dayNumber(wallClock(inputs.site.zone, about.now).slice(0, 10));
  const by = { workedDays: workedFrom(workedDays(plantOf(inputs)), today), frozenDays: inputs.frozenDays };
  const version = await keepVersion(tx, { site, status: plan.status, figures, snapshot, ...by, ...about }, rows);
  for (const one of derive) await one(tx, { ...made, plan, version, lateness });
  return version;
}

/** From source (tests, development) there is no built thread to load: then it plans here, and "cancel" is heard only before it begins. */
const thread = new URL('./planning.thread.js', import.meta.url);
const built = existsSync(thread);

async function planApart(context: JobContext, begun: Begun, asked: Asked): Promise<Held> {
  return built ? planInThread(context, begun, asked) : made(asked);
}

async function planInThread({ db }: JobContext, begun: Begun, asked: Asked): Promise<Held> {
  const flag = new SharedArrayBuffer(4);
  const worker = new Worker(thread, { workerData: { ...asked, flag } satisfies ThreadInput });
  const watch = setInterval(() => {
    db.selectFrom('plan_runs')
      .select('cancel_asked')
      .where(isHis(begun))
      .executeTakeFirst()
      .then(
        (found) => {
          if (!found || found.cancel_asked) Atomics.store(new Int32Array(flag), 0, 1);
        },
        (error: unknown) => console.error(error),
      );
  }, 500);
  const beat = setInterval(() => {
    db.updateTable('plan_runs')
      .set({ beat_at: present() })
      .where(isHis(begun))
      .execute()
      .catch((error: unknown) => console.error(error));
  }, beatEvery);
  try {
    return await new Promise<Held>((resolve, reject) => {
      worker.on('message', (message: { result?: Held; progress?: { step: string; share: number } }) => {
        if (message.result) resolve(message.result);
        else if (message.progress)
          progress(
            { db },
            begun,
            stepWords[message.progress.step] ?? message.progress.step,
            message.progress.share * 0.95,
          ).catch(reject);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the planning thread ended with ${code} and no plan`)));
    });
  } finally {
    clearInterval(watch);
    clearInterval(beat);
    await worker.terminate();
  }
}

/** A sign of life, too. Ends what is cancelled, or is another's by now. */
async function progress({ db }: Pick<JobContext, 'db'>, begun: Begun, step: string, share: number): Promise<void> {
  const his = await db
    .updateTable('plan_runs')
    .set({ step, share, beat_at: present() })
    .where(isHis(begun))
    .returning('cancel_asked')
    .executeTakeFirst();
  if (!his) throw new TakenOver(`run ${begun.run} was taken over`);
  if (his.cancel_asked) throw new Cancelled(`run ${begun.run} was cancelled`);
}

async function end(
  { db }: JobContext,
  begun: Begun,
  ended: { state: 'cancelled' | 'failed'; error?: string; allBut?: AllBut | null },
): Promise<void> {
  await db
    .updateTable('plan_runs')
    .set({
      state: ended.state,
      error: ended.error ?? null,
      ended_at: present(),
      step: '',
      ...(ended.allBut ? { all_but: JSON.stringify(ended.allBut) } : {}),
    })
    .where(isHis(begun))
    .execute();
}
