/** Asking for a plan, watching and cancelling it; which version stands; its messages. */
import type { FastifyInstance } from 'fastify';
import type { Transaction } from 'kysely';
import { present } from '../../house/clock.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { Answer, type HttpContext, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { setSetting, settingOf } from '../../server/settings.ts';
import { firmPlannedOrder } from './firm.store.ts';
import { mostInputs } from './inputscounted.ts';
import { pinVersion, setKeepDays } from './keeping.store.ts';
import { decide, messagesOf } from './messages.store.ts';
import * as contract from './planning.contract.ts';
import type { PlanInput } from './planning.jobs.ts';
import { firmWords, newerPlan, runOver } from './planning.messages.ts';
import {
  askForRun,
  changesSince,
  publishedVersion,
  runColumns,
  standingVersion,
  versionCalled,
} from './planning.store.ts';
import { isOvertaken } from './states.ts';
import { timePhasedOf } from './timephased.store.ts';

type Tx = Transaction<Tables>;

export function planningRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs, planJob: Job<PlanInput>): void {
  serve(app, context, contract.askPlan, async ({ tx, site, person, body }) => {
    const asked = { site: site.code, by: person.name, reason: body.reason, fromNothing: body.from_nothing };
    return new Answer(202, await askForRun(tx, asked, (run) => jobs.send(planJob, { run }, tx)));
  });

  serve(app, context, contract.listRuns, async ({ tx, site }) => ({
    rows: await tx
      .selectFrom('plan_runs')
      .select(runColumns)
      .where('site', '=', site.code)
      .orderBy('id', 'desc')
      .limit(50)
      .execute(),
  }));

  serve(app, context, contract.oneRun, ({ tx, site, params }) => runOf(tx, site.code, params.id));

  serve(app, context, contract.cancelRun, async ({ tx, site, params }) => {
    const run = await runOf(tx, site.code, params.id, true);
    if (run.state !== 'waiting' && run.state !== 'running') throw new Refusal(409, 'run-over', runOver(run.state));
    return tx
      .updateTable('plan_runs')
      .set(
        run.state === 'waiting'
          ? { cancel_asked: true, state: 'cancelled', ended_at: present() }
          : { cancel_asked: true },
      )
      .where('id', '=', run.id)
      .returning(runColumns)
      .executeTakeFirstOrThrow();
  });

  serve(app, context, contract.planState, async ({ tx, site }) => {
    const standing = await standingVersion(tx, site.code);
    const all = standing ? await changesSince(tx, site.code, standing, 1) : [];
    const changes =
      standing && all.length > 0 ? await changesSince(tx, site.code, standing, mostInputs + 1, 'told') : [];
    const run = await tx
      .selectFrom('plan_runs')
      .select(runColumns)
      .where('site', '=', site.code)
      .where('state', 'in', ['waiting', 'running'])
      .orderBy('id', 'desc')
      .executeTakeFirst();
    const version = standing ? (({ snapshot: _, by_hand: __, ...shown }) => shown)(standing) : null;
    return {
      version,
      published: (await publishedVersion(tx, site.code))?.number ?? null,
      stale: all.length > 0,
      changes: changes.slice(0, 20),
      changed: changes.length,
      run: run ?? null,
      automatic: (await settingOf(tx, site.code, 'plan_automatically')) === true,
    };
  });

  serve(app, context, contract.setAutomatic, async ({ tx, site, body }) => {
    await setSetting(tx, site.code, 'plan_automatically', body.automatic);
    return { automatic: body.automatic };
  });

  serve(app, context, contract.versionStands, async ({ tx, site, params }) => {
    const version = await versionCalled(tx, site.code, params.number);
    const { state, parent } = version;
    const published = await publishedVersion(tx, site.code);
    const changes = state === 'published' ? await changesSince(tx, site.code, version, mostInputs + 1, 'told') : [];
    return {
      state,
      overtaken: isOvertaken({ state, parent, published: published?.id ?? null }),
      changed: changes.length,
    };
  });
  serve(app, context, contract.keepVersion, async ({ tx, site, params, body }) => {
    await pinVersion(tx, site.code, params.number, body.kept);
    return body;
  });
  serve(app, context, contract.setKeepDays, async ({ tx, site, body }) => {
    await setKeepDays(tx, site.code, body.days);
    return body;
  });

  serve(app, context, contract.listMessages, ({ tx, site, query }) => messagesOf(tx, site, query));
  serve(app, context, contract.decideMessage, (asked) => decide(asked.tx, asked.site, asked, asked.body));
  serve(app, context, contract.firmOrder, async ({ tx, site, body }) => {
    const standing = await standingVersion(tx, site.code);
    if (standing && standing.number !== body.version)
      throw new Refusal(409, 'newer-plan', newerPlan(body.version, standing.number));
    const number = await firmPlannedOrder(tx, site.code, body.planned);
    return { number, done: firmWords(number) };
  });
  serve(app, context, contract.timePhased, ({ tx, site, params, query }) =>
    timePhasedOf(tx, site, params.code, query.bucket),
  );
}

/** Locked, a worker takes it up before or after, never in between. */
async function runOf(tx: Tx, site: string, id: number, lock = false) {
  const run = await tx
    .selectFrom('plan_runs')
    .select(runColumns)
    .where('site', '=', site)
    .where('id', '=', id)
    .$if(lock, (one) => one.forUpdate())
    .executeTakeFirst();
  if (!run) throw notFound('planning run', String(id));
  return run;
}
