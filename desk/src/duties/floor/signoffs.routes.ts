/** Signatures over HTTP: load with the order locked → decide → store. */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { isAtWork } from '../work/states.ts';
import * as contract from './signoffs.contract.ts';
import * as say from './signoffs.messages.ts';
import { keepSignOff, stepToSign } from './signoffs.store.ts';
import { sign } from './signoffs.ts';

export function signOffsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.signOff, async ({ tx, site, person, body }) => {
    refuseTrainee(person, say.traineeSigns);
    const { order, seq, line, done } = body;
    const { state, lines } = await stepToSign(tx, site.code, order, seq);
    if (!isAtWork(state)) throw new Refusal(422, 'not-at-work', say.notAtWork(order, state));
    const decision = sign(lines, line, done);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.signRefusals[decision.code](decision.values));
    await keepSignOff(tx, site.code, { work_order: order, seq, line, done, by: person.name });
    return { done: say.signedWords(line, done), lines: [...(await stepToSign(tx, site.code, order, seq)).lines] };
  });
}
