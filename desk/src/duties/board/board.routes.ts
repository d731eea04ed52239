/** A plan version for the board, for the engine in the browser, and moved by hand to be kept as a draft. */
import type { Plan, Problem } from '@hotlist/engine';
import type { FastifyInstance } from 'fastify';
import { nowAt, offsetsOf, secondsOf, todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { atOneMoment } from '../../server/database/onemoment.ts';
import { type Asked, type HttpContext, serve } from '../../server/http.ts';
import { becameSince } from '../planning/begunsince.store.ts';
import { becameNothing, begunSince, movedOf } from '../planning/begunsince.ts';
import type { KeptByHand } from '../planning/byhand.ts';
import { namesIn } from '../planning/called.store.ts';
import { closedConflicts } from '../planning/closedsince.store.ts';
import { namingWho } from '../planning/handcause.ts';
import { unmeantWords } from '../planning/handhours.messages.ts';
import { hoursOf, unmeant } from '../planning/handhours.ts';
import { type Derive, daysOf, keepMade } from '../planning/planning.jobs.ts';
import { oneVersionById, versionCalled } from '../planning/planning.store.ts';
import { heldOnBoard } from '../planning/worksizes.messages.ts';
import { heldNow } from '../planning/worksizes.store.ts';
import { type WorkSize, workSizes } from '../planning/worksizes.ts';
import { readActual } from './actual.store.ts';
import { readAgain } from './again.store.ts';
import { momentWords } from './axis.ts';
import * as contract from './board.contract.ts';
import { boardRefusals, keptDraft } from './board.messages.ts';
import { readBoard } from './board.store.ts';
import { draftApart } from './draft.jobs.ts';
import { DrawnVersions } from './drawn.store.ts';
import { draftsSince, overtakenBy, readForHand, refuseStaleLocked, sameDraft } from './hand.store.ts';
import { readOpenBoard } from './openwork.store.ts';

/** `derive`: what other duties write beside a version. */
export function boardRoutes(app: FastifyInstance, context: HttpContext, derive: readonly Derive[]): void {
  const drawn = new DrawnVersions();
  serve(app, context, contract.board, ({ tx, site, query }) =>
    query.open ? readOpenBoard(tx, site) : readBoard(tx, site, query.version, (...asked) => drawn.of(...asked)),
  );

  serve(app, context, contract.boardActual, ({ tx, site, query }) => readActual(tx, site, query.version));

  serve(app, context, contract.boardProblem, async ({ tx, site, query }) => {
    const { problem, plan } = await readForHand(tx, site, query.version ?? 0, query.typed);
    return { problem: { ...problem }, plan: { ...plan } };
  });

  serve(app, context, contract.draftOfSame, async ({ tx, site, body }) => {
    const same = await sameDraft(tx, site, body.version, body.acts);
    return { kept: same ? { number: same.number, done: same.done } : null };
  });

  serve(app, context, contract.boardAgain, async ({ tx, site, body }) =>
    readAgain(tx, site, await versionCalled(tx, site.code, body.version), body.acts),
  );

  serve(app, context, contract.keepDraft, async ({ tx, site, person, body, confirmed }) => {
    const refuseOvertaken = async () => {
      const later = body.newest === undefined ? [] : await draftsSince(tx, site.code, body.version, body.newest);
      if (later.length > 0 && !confirmed.has('overtaken'))
        throw new Refusal(409, 'overtaken', boardRefusals.overtaken(body.version, later), {
          values: { confirm: 'overtaken' },
        });
    };
    await refuseOvertaken();
    const acts = shifted(body.acts, body.version === 0 ? (body.epoch ?? 0) : 0, nowAt(site));
    const before = await sameDraft(tx, site, body.version, acts);
    if (before) return before;
    const typed = acts.flat().some(({ kind }) => kind === 'stand');
    // Of one moment, though this one writes; what others wrote since is looked at before it is kept.
    const read = await atOneMoment(context.aside, (one) => readForHand(one, site, body.version, typed));
    const { problem, plan, inputs, now, parent, published, stale } = read;
    const moment = (second: number) =>
      momentWords(secondsOf(problem.epoch) + second, offsetsOf(site.zone), todayAt(site));
    const wrong = unmeant(hoursOf(acts.flat(), secondsOf(problem.epoch)), secondsOf(nowAt(site)));
    if (wrong) throw new Refusal(422, `hours-${wrong.why}`, unmeantWords(wrong, site.zone, todayAt(site)));
    // Of a version that is no more than a plan nothing is put before its own moment.
    const present =
      published || stale
        ? (Math.max(problem.now, secondsOf(nowAt(site)) - secondsOf(problem.epoch)) as typeof problem.now)
        : problem.now;
    const made = await draftApart({ problem, plan, edits: acts.flat(), present, stale });
    if ('far' in made) throw new Refusal(422, 'too-far', boardRefusals.far(made.far));
    if ('past' in made)
      throw new Refusal(
        422,
        'before-now',
        boardRefusals.past(
          made.past,
          moment(made.past.start),
          present > problem.now ? { now: moment(present) } : { begins: moment(problem.now) },
        ),
      );
    if ('unchanged' in made) throw new Refusal(422, 'nothing-changes', boardRefusals.unchanged(body.version));
    if ('impossible' in made) throw new Refusal(422, 'edits-impossible', boardRefusals.impossible(made.impossible));
    await refuseStaleLocked(tx, site.code, body.version, read);
    const meanwhile = await sameDraft(tx, site, body.version, acts);
    if (meanwhile) return meanwhile;
    // Another's, kept while this one was made.
    await refuseOvertaken();
    const { conflicts: seen, ...kept } = made.draft;
    const became = published ? await becameSince(tx, site.code, inputs) : becameNothing;
    const [begun] = begunSince(plan.operations, kept.plan.operations, became);
    if (begun) throw new Refusal(409, 'begun', boardRefusals.begun(begun, body.version));
    const sizes = workSizes(problem, plan, acts.flat());
    const [held] = published ? await heldOf(tx, site.code, body.version, sizes) : [];
    if (held) throw new Refusal(409, 'sized-since', heldOnBoard(body.version, held));
    const shut = published
      ? await shutUnder({ tx, site }, body.version, { problem, before: plan, after: kept.plan })
      : [];
    const conflicts = [...seen, ...shut];
    const days = daysOf(inputs, kept.problem);
    const after = {
      ...kept,
      plan: namingWho({ before: plan, after: kept.plan }, acts.flat(), { who: person.name, moment, days }),
    };
    const id = await keepMade(
      tx,
      derive,
      { ...after, site: site.code, inputs, days },
      {
        madeBy: person.name,
        maker: person.id,
        reason: body.reason,
        now,
        parent,
        byHand: { base: body.version, acts, conflicts, ...(sizes.length > 0 ? { sizes } : {}) },
      },
    );
    const { number } = await oneVersionById(tx, id);
    const overtaken = await overtakenBy(tx, site.code, { state: 'draft', parent });
    const done = keptDraft(number, conflicts.length, overtaken);
    return { number, conflicts: conflicts.length, done, before: null, overtaken };
  });
}

/** Open work is read at this moment: whose page stayed open over midnight UTC counted from another day. */
function shifted(acts: KeptByHand['acts'], epoch: number, now: string): KeptByHand['acts'] {
  const day = 86_400;
  const by = epoch === 0 ? 0 : epoch - Math.floor(secondsOf(now) / day) * day;
  if (by === 0) return acts;
  return acts.map((act) =>
    act.map((edit) => (edit.kind === 'move' ? { ...edit, start: (edit.start + by) as typeof edit.start } : edit)),
  );
}

/** Orders whose records are not as the published version has them. */
async function heldOf(tx: Asked['tx'], site: string, number: number, sizes: readonly WorkSize[]) {
  if (sizes.length === 0) return [];
  const { called } = await namesIn(tx, (await versionCalled(tx, site, number)).id);
  return heldNow(tx, site, called, sizes);
}

/** Rules that are broken by what was closed since the published version was made, under what is moved of it. */
async function shutUnder(
  { tx, site }: Pick<Asked, 'tx' | 'site'>,
  number: number,
  { problem, before, after }: { readonly problem: Problem; readonly before: Plan; readonly after: Plan },
) {
  const epoch = secondsOf(problem.epoch);
  const moved = movedOf(before.operations, after.operations);
  return closedConflicts(
    tx,
    site,
    await versionCalled(tx, site.code, number),
    moved.map((one) => ({ ...one, start: epoch + one.start, end: epoch + one.end })),
  );
}
