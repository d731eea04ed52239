/** Mails that came. */
import type { FastifyInstance } from 'fastify';
import { todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { datesMovedBy, mayMove } from '../hotlist/contacts.ts';
import { traineeMayNot } from './inquiries.messages.ts';
import * as contract from './replies.contract.ts';
import { dateNotAllowed, dateTaken, doneAlready, putAway, takeDateRefusals } from './replies.messages.ts';
import { keepDate, putAwayReply, repliesOf, replyToTake } from './replies.store.ts';
import { takeDate } from './replies.ts';

export function repliesRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listReplies, async ({ tx, site, query }) => ({
    rows: await repliesOf(tx, site, { ...query, open: query.open === 'yes' }),
  }));

  serve(app, context, contract.takeReplyDate, async ({ tx, site, person, permissions, params, body, confirmed }) => {
    refuseTrainee(person, traineeMayNot);
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

  serve(app, context, contract.putReplyAway, async ({ tx, site, person, params }) => {
    refuseTrainee(person, traineeMayNot);
    return { done: (await putAwayReply(tx, site, params.id)) ? putAway : doneAlready };
  });
}
