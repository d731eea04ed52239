/** Mails that came. */
import type { FastifyInstance } from 'fastify';
import { todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { datesMovedBy, mayMove } from '../hotlist/contacts.ts';
import { given, giveRefusals, takenBack, traineeGivesNot } from './givings.messages.ts';
import { keepGiving, knownOfGiving } from './givings.store.ts';
import { give } from './givings.ts';
import * as contract from './replies.contract.ts';
import {
  dateNotAllowed,
  dateTaken,
  doneAlready,
  putAway,
  takeDateRefusals,
  traineePutsNot,
  traineeTakesNot,
} from './replies.messages.ts';
import { keepDate, openLinesOf, putAwayReply, repliesOf, replyToTake } from './replies.store.ts';
import { takeDate } from './replies.ts';

export function repliesRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listReplies, async ({ tx, site, query }) => ({
    rows: await repliesOf(tx, site, { ...query, open: query.open === 'yes' }),
  }));

  serve(app, context, contract.takeReplyDate, async ({ tx, site, person, permissions, params, body, confirmed }) => {
    refuseTrainee(person, traineeTakesNot);
    const moved = datesMovedBy('purchase_line', true);
    if (!moved || !mayMove(moved, (permission) => permissions.has(permission)))
      throw new Refusal(403, 'not-permitted', dateNotAllowed(person.name));
    const { reply, lines, taken, dates } = await replyToTake(tx, site, params.id, body.refs);
    const today = todayAt(site);
    const decision = takeDate(body, { today, kind: reply.kind, found: dates.map((one) => one.day), lines, taken });
    if (decision.kind === 'refuse')
      throw new Refusal(422, decision.code, takeDateRefusals[decision.code](decision.values, today));
    if (decision.kind === 'confirm' && !confirmed.has(decision.code))
      throw new Refusal(409, decision.code, takeDateRefusals[decision.code](decision.values, today), {
        values: { confirm: decision.code },
      });
    const words = dates.find((one) => one.day === body.day)?.words ?? body.day;
    await keepDate(tx, site, reply, { day: body.day, words, means: body.means, lines: decision.facts });
    return {
      done: dateTaken(
        body.day,
        decision.facts.map((one) => one.ref),
        today,
      ),
    };
  });

  serve(app, context, contract.listOpenLines, async ({ tx, site, query }) => ({
    rows: [...(await openLinesOf(tx, site, query.vendor))],
  }));

  serve(app, context, contract.giveReply, async ({ tx, site, person, params, body, confirmed }) => {
    refuseTrainee(person, traineeGivesNot);
    const { reply, known } = await knownOfGiving(tx, site, params.id, body);
    const decision = give(body, known);
    if (decision.kind === 'refuse')
      throw new Refusal(
        decision.code === 'given-meanwhile' ? 409 : 422,
        decision.code,
        giveRefusals[decision.code](decision.values, todayAt(site)),
      );
    if (decision.kind === 'confirm' && !confirmed.has(decision.code))
      throw new Refusal(409, decision.code, giveRefusals[decision.code](decision.values, todayAt(site)), {
        values: { confirm: decision.code },
      });
    for (const fact of decision.facts) await keepGiving(tx, site, reply, fact);
    const [fact] = decision.facts;
    return {
      done: fact?.vendor
        ? given(
            fact.vendor,
            fact.lines.map((one) => one.ref),
            fact.remembered,
          )
        : takenBack,
    };
  });

  serve(app, context, contract.putReplyAway, async ({ tx, site, person, params }) => {
    refuseTrainee(person, traineePutsNot);
    return { done: (await putAwayReply(tx, site, params.id)) ? putAway : doneAlready };
  });
}
