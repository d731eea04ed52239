/** Vendors' links as our people ask for them, and the page that such a link opens. */
import type { FastifyInstance } from 'fastify';
import { nowAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, type Person, refuseTrainee, serve, stamp, type VendorLink } from '../../server/http.ts';
import { endLink, holdLink, keepUse, linksOf, makeLink, openedJustNow } from './links.store.ts';
import { takeNotice } from './notice.store.ts';
import * as contract from './vendorpage.contract.ts';
import { doneWords, linkRefusals, nothingSaid } from './vendorpage.messages.ts';
import { type KeepsWord, pageOf, takeAnswers } from './vendorpage.store.ts';

export interface VendorPageContext extends HttpContext {
  readonly keepsWord: KeepsWord;
}

export function vendorPageRoutes(app: FastifyInstance, context: VendorPageContext): void {
  serve(app, context, contract.vendorLinks, async ({ tx, site, query }) => ({
    rows: await linksOf(tx, site.code, query.vendor, query.order),
  }));

  serve(app, context, contract.makeVendorLink, ({ tx, site, person, body }) => {
    refuseTrainee(person, linkRefusals.trainee);
    return makeLink(tx, site, body);
  });

  serve(app, context, contract.endVendorLink, async ({ tx, site, person, params }) => {
    refuseTrainee(person, linkRefusals.trainee);
    return { link: await endLink(tx, site.code, params.id) };
  });

  serve(app, context, contract.vendorPage, async ({ tx, site, person, request }) => {
    const link = linkOf(person);
    // The reading transaction writes nothing.
    if (!(await openedJustNow(tx, link, request.ip)))
      await context.aside.transaction().execute(async (apart) => {
        await stamp(apart, person, site.code);
        await keepUse(apart, link, { use: 'opened', name: null, lines: 0, address: request.ip });
      });
    return pageOf(tx, site, link);
  });

  serve(app, context, contract.answerLines, async ({ tx, site, person, body, request }) => {
    const link = linkOf(person);
    await holdLink(tx, link);
    const { name, answers, notice } = body;
    if (answers.length === 0 && notice === null) throw new Refusal(422, 'nothing-said', nothingSaid);
    const said = notice && { name, notice, beside: answers.map(({ ref }) => ref), who: person.name };
    const goods = said ? await takeNotice(tx, site, link, said, context.keepsWord) : [];
    const taken = await takeAnswers(tx, site, link, { name, answers, at: nowAt(site) }, context.keepsWord);
    await keepUse(tx, link, {
      use: 'answered',
      name,
      lines: answers.length + new Set(notice?.lines.map(({ ref }) => ref)).size,
      address: request.ip,
    });
    return { ...(await pageOf(tx, site, link)), done: doneWords(name, { ...taken, notice: notice?.number, goods }) };
  });
}

function linkOf({ name, link }: Person): VendorLink {
  if (!link) throw new Error(`${name} asks for a vendor's page without a link`);
  return link;
}
