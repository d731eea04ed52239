/** Movements of trainees over HTTP: listed, then posted by a second person's word, or declined. */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, type Person, serve } from '../../server/http.ts';
import { moveBy } from './movements.routes.ts';
import * as contract from './told.contract.ts';
import * as say from './told.messages.ts';
import { keepSettled, toldOf, waitingTold } from './told.store.ts';
import { maySettle } from './told.ts';

/** As the audit log calls a person. */
const called = (person: Person): string => person.email || person.name;
const most = 200;

export function toldRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listTold, async ({ tx, site, person }) => {
    const rows = await waitingTold(tx, site.code, most);
    return {
      rows: rows.map(({ id, body, told_at, by, name }) => ({
        id,
        says: say.toldWords(body),
        act: body.act,
        item: body.item,
        moved_at: body.moved_at,
        reason: body.reason,
        told_at,
        by: name,
        mine: by === called(person),
      })),
    };
  });

  serve(app, context, contract.settleTold, async (asked) => {
    const { tx, site, person, params, body } = asked;
    const told = await toldOf(tx, site.code, params.id);
    const decision = maySettle(
      { by: told.by, settledBy: told.settled_by },
      { called: called(person), trainee: person.trainee },
    );
    if (decision.kind !== 'accept')
      throw new Refusal(
        decision.code === 'own' ? 403 : 422,
        decision.code === 'own' ? 'own-report' : decision.code,
        say.settleRefusals[decision.code](decision.values),
      );
    const settled = { verdict: body.verdict, settled_by: person.name };
    if (body.verdict === 'declined') {
      await keepSettled(tx, told.id, { ...settled, movement: null });
      return { done: say.declinedWords };
    }
    const said = { ...told.body, reason: say.toldBy(told.body.reason, told.name) };
    const { done, movement } = await moveBy(asked, said, { kind: 'told', key: String(told.id), part: null });
    await keepSettled(tx, told.id, { ...settled, movement: movement.id });
    return { done };
  });
}
