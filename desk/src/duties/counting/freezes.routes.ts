/** The places of a sheet frozen, and the freeze lifted, over HTTP. */
import type { FastifyInstance } from 'fastify';
import { nowAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import * as contract from './counting.contract.ts';
import * as say from './counting.messages.ts';
import { frozenSheets, keepFreeze, lockSheets } from './freezes.store.ts';
import { placesLeft, sheetOf } from './sheets.store.ts';

export function freezeRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.freezeSheet, async ({ tx, site, person, params }) => {
    refuseTrainee(person, say.trainee);
    await lockSheets(tx, [params.id]);
    const { id, sheet, state } = await sheetOf(tx, site.code, params.id);
    if (state === 'done') throw new Refusal(422, 'ended', say.nothingToFreeze(sheet));
    const by = (await frozenSheets(tx, site.code)).get(id);
    if (by) throw new Refusal(422, 'frozen-already', say.frozenAlready(sheet, by.who));
    await keepFreeze(tx, id, person, { act: 'frozen', at: nowAt(site), reason: null });
    return { done: say.frozenWords(sheet, await placesLeft(tx, id)) };
  });

  serve(app, context, contract.liftFreeze, async ({ tx, site, person, params, body }) => {
    refuseTrainee(person, say.trainee);
    await lockSheets(tx, [params.id]);
    const { id, sheet } = await sheetOf(tx, site.code, params.id);
    if (!(await frozenSheets(tx, site.code)).has(id)) throw new Refusal(422, 'not-frozen', say.notFrozen(sheet));
    await keepFreeze(tx, id, person, { act: 'lifted', at: nowAt(site), reason: body.reason });
    return { done: say.liftedWords(sheet) };
  });
}
