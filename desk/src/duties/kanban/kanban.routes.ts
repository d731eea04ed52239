/** Kanban cards over HTTP: the loop locked → decide → send what is free → keep. */
import type { FastifyInstance } from 'fastify';
import { later, nowAt, secondsOf, todayAt, wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import * as contract from './kanban.contract.ts';
import * as say from './kanban.messages.ts';
import { type CardRow, cardOf, cardsOf, keepCardAct, lockCard, shown, supply } from './kanban.store.ts';
import { called, filled } from './kanban.ts';

type Tx = Asked['tx'];

export function kanbanRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listCards, async ({ tx, site }) => {
    const rows = [];
    for (const card of await cardsOf(tx, site.code)) rows.push(await shown(tx, site, card));
    return { rows };
  });

  serve(app, context, contract.oneCard, async ({ tx, site, params }) =>
    shown(tx, site, await cardOf(tx, site.code, params)),
  );

  serve(app, context, contract.callCard, async ({ tx, site, person, params, at }) => {
    const card = await lockCard(tx, site.code, params);
    const decision = called(card, { at, today: todayAt(site) });
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.callRefusals[decision.code](decision.values));
    const [what] = decision.facts;
    if (what === 'known') return told(tx, site, card, knownWords(site, card));
    const due = what === 'called' ? later(at, card.replenish_minutes * 60) : (card.due ?? at);
    if (what === 'called') await keepCardAct(tx, site.code, card, person, { act: 'called', at, qty: card.qty, due });
    const became = await supply(tx, site, card, { due, by: person });
    const words = 'delivery' in became ? say.sentWords(card, became.delivery) : say.waitsWords(card.card, became.short);
    return told(tx, site, card, what === 'tried' ? `${knownWords(site, card)} ${words}` : words);
  });

  serve(app, context, contract.fillCard, async ({ tx, site, person, params, body, at }) => {
    const card = await lockCard(tx, site.code, params);
    const decision = filled(card, body.call);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.filledRefusals[decision.code](decision.values));
    await keepCardAct(tx, site.code, card, person, { act: 'filled', at: notBefore(card, at), note: body.reason });
    return told(tx, site, card, say.filledWords(card.card));
  });
}

/** A phone that tells it late can be wrong about when it was: nothing is full before it was called for. */
const notBefore = ({ called_at: first }: CardRow, at: string): string =>
  first !== null && secondsOf(first) > secondsOf(at) ? first : at;

async function told(tx: Tx, site: Site, card: CardRow, done: string) {
  return { done, card: await shown(tx, site, await cardOf(tx, site.code, card)) };
}

function knownWords(site: Site, { card, state, called_at: at, called_by: by, filled_at: full }: CardRow): string {
  const when = (instant: string): string => {
    const wall = wallClock(site.zone, instant);
    return `${dayWords(wall.slice(0, 10), todayAt(site))}, ${wall.slice(11, 16)}`;
  };
  return state === 'full'
    ? say.fullSince(card, when(full ?? nowAt(site)))
    : say.knownWords(card, by, when(at ?? nowAt(site)));
}
