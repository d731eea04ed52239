/** Kanban cards over HTTP: the loop locked → decide → send what is free, or ask for what is bought → keep. */
import type { FastifyInstance } from 'fastify';
import { later, nowAt, secondsOf, todayAt, wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import { giveUp } from '../requisitions/asking.store.ts';
import { askForBin } from './buying.store.ts';
import * as contract from './kanban.contract.ts';
import * as say from './kanban.messages.ts';
import { type CardRow, cardOf, cardsOf, keepCardAct, lockCard, shown, supply } from './kanban.store.ts';
import { called, filled, isAwaited } from './kanban.ts';

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

  serve(app, context, contract.callCard, async ({ tx, site, person, permissions, confirmed, params, at }) => {
    const card = await lockCard(tx, site.code, params);
    const decision = called(card, { at, today: todayAt(site) });
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.callRefusals[decision.code](decision.values));
    const [what] = decision.facts;
    if (what === 'known') return told(tx, site, card, knownWords(site, card));
    const due = what === 'called' ? later(at, card.replenish_minutes * 60) : (card.due ?? at);
    const { qty, from_location, vendor } = card;
    if (what === 'called')
      await keepCardAct(tx, site.code, card, person, { act: 'called', at, qty, due, from_location, vendor });
    const again = what === 'tried';
    const became =
      vendor === null
        ? await supply(tx, site, card, { due, by: person })
        : await askForBin(tx, site, card, { due, at, by: person, permissions, confirmed, again });
    const words = becameWords(card, became);
    return told(tx, site, card, what === 'tried' ? `${knownWords(site, card)} ${words}` : words);
  });

  serve(app, context, contract.fillCard, async ({ tx, site, person, permissions, params, body, at }) => {
    const card = await lockCard(tx, site.code, params);
    const decision = filled(card, body.call);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.filledRefusals[decision.code](decision.values));
    const givenUp =
      decision.facts.includes('given up') && card.requisition !== null
        ? await giveUp(tx, site, { person, permissions }, { id: card.requisition, reason: body.reason })
        : null;
    await keepCardAct(tx, site.code, card, person, { act: 'filled', at: notBefore(card, at), note: body.reason });
    return told(tx, site, card, say.filledWords(card.card, givenUp));
  });
}

/** A phone that tells it late can be wrong about when it was: nothing is full before it was called for. */
const notBefore = ({ called_at: first }: CardRow, at: string): string =>
  first !== null && secondsOf(first) > secondsOf(at) ? first : at;

type Became = { readonly delivery: string } | { readonly asked: string } | { readonly short: string };

function becameWords(card: CardRow, became: Became): string {
  if ('delivery' in became) return say.sentWords(card, became.delivery);
  if ('short' in became) return say.waitsWords(card.card, became.short);
  const { qty, unit, item, vendor_name: vendor } = card;
  return say.askedWords(card.card, became.asked, `${qty} ${unit} of ${item}`, vendor ?? card.vendor ?? '');
}

async function told(tx: Tx, site: Site, card: CardRow, done: string) {
  return { done, card: await shown(tx, site, await cardOf(tx, site.code, card)) };
}

function knownWords(site: Site, of: CardRow): string {
  const { card, state, called_at: at, called_by: by, filled_at: full } = of;
  const when = (instant: string): string => {
    const wall = wallClock(site.zone, instant);
    return `${dayWords(wall.slice(0, 10), todayAt(site))}, ${wall.slice(11, 16)}`;
  };
  return state === 'full'
    ? say.fullSince(card, when(full ?? nowAt(site)))
    : `${say.knownWords(card, by, when(at ?? nowAt(site)))}${state === 'empty' && isAwaited(of) ? ` ${say.awaitedWords(of)}` : ''}`;
}
