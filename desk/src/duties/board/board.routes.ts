/** A plan version for the board, for the engine in the browser, and moved by hand to be kept as a draft. */
import type { FastifyInstance } from 'fastify';
import { offsetsOf, secondsOf, todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { type Derive, daysOf, keepMade } from '../planning/planning.jobs.ts';
import { oneVersionById } from '../planning/planning.store.ts';
import { readActual } from './actual.store.ts';
import { momentWords } from './axis.ts';
import * as contract from './board.contract.ts';
import { boardRefusals, keptDraft, movedByHand } from './board.messages.ts';
import { readBoard } from './board.store.ts';
import { draftApart } from './draft.jobs.ts';
import { DrawnVersions } from './drawn.store.ts';
import { draftsSince, readForHand, refuseStaleLocked, sameDraft } from './hand.store.ts';
import { namingTheHand } from './handcause.ts';

/** `derive`: what other duties write beside a version. */
export function boardRoutes(app: FastifyInstance, context: HttpContext, derive: readonly Derive[]): void {
  const drawn = new DrawnVersions();
  serve(app, context, contract.board, ({ tx, site, query }) =>
    readBoard(tx, site, query.version, (...asked) => drawn.of(...asked)),
  );

  serve(app, context, contract.boardActual, ({ tx, site, query }) => readActual(tx, site, query.version));

  serve(app, context, contract.boardProblem, async ({ tx, site, query }) => {
    const { problem, plan } = await readForHand(tx, site.code, query.version);
    return { problem: { ...problem }, plan: { ...plan } };
  });

  serve(app, context, contract.keepDraft, async ({ tx, site, person, body, confirmed }) => {
    const refuseOvertaken = async () => {
      const later = body.newest === undefined ? [] : await draftsSince(tx, site.code, body.version, body.newest);
      if (later.length > 0 && !confirmed.has('overtaken'))
        throw new Refusal(409, 'overtaken', boardRefusals.overtaken(body.version, later), {
          values: { confirm: 'overtaken' },
        });
    };
    await refuseOvertaken();
    const { acts } = body;
    const before = await sameDraft(tx, site.code, body.version, acts);
    if (before) return before;
    const { problem, plan, inputs, now, parent, published } = await readForHand(tx, site.code, body.version);
    const made = await draftApart({ problem, plan, edits: acts.flat() });
    if ('impossible' in made) throw new Refusal(422, 'edits-impossible', boardRefusals.impossible(made.impossible));
    await refuseStaleLocked(tx, site.code, body.version, published);
    const meanwhile = await sameDraft(tx, site.code, body.version, acts);
    if (meanwhile) return meanwhile;
    // Another's, kept while this one was made.
    await refuseOvertaken();
    const { conflicts, ...kept } = made.draft;
    const after = {
      ...kept,
      plan: namingTheHand({ before: plan, after: kept.plan }, acts.flat(), person.name, ({ order, seq, start }, late) =>
        movedByHand({
          who: person.name,
          order,
          seq,
          to: momentWords(secondsOf(problem.epoch) + start, offsetsOf(site.zone), todayAt(site)),
          late,
        }),
      ),
    };
    const id = await keepMade(
      tx,
      derive,
      { ...after, site: site.code, inputs, days: daysOf(inputs, after.problem) },
      { madeBy: person.name, reason: body.reason, now, parent, byHand: { base: body.version, acts, conflicts } },
    );
    const { number } = await oneVersionById(tx, id);
    return { number, conflicts: conflicts.length, done: keptDraft(number, conflicts.length) };
  });
}
