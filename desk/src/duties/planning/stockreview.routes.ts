/** Planning's view of materials over HTTP. */
import type { FastifyInstance } from 'fastify';
import { todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { Download } from '../../server/files.ts';
import { type Asked, type HttpContext, serve } from '../../server/http.ts';
import { lockSite } from '../../server/site-lock.ts';
import { approvingNames, refusingNames } from '../deputies/scope.store.ts';
import { items } from '../items/items.ts';
import { allRecords, updateRecord } from '../records/records.store.ts';
import { type Service, services } from './minmax.ts';
import { standingVersion } from './planning.store.ts';
import * as contract from './stockreview.contract.ts';
import { reckoned, reviewWords } from './stockreview.messages.ts';
import {
  keepProposals,
  keepVerdict,
  proposalOf,
  reviewed,
  shortageDaysOf,
  tooMuchOf,
  waitingProposals,
} from './stockreview.store.ts';

const serviceOf = (text: string): Service => {
  const found = Object.keys(services).find((one) => one === text);
  return Number(found ?? 95) as Service;
};

const waitingFor = async (tx: Asked['tx'], site: string, looking: string) =>
  (await waitingProposals(tx, site)).map(({ person, ...one }) => ({ ...one, mine: person === looking }));

export function stockReviewRoutes(app: FastifyInstance, context: HttpContext): void {
  const versionAt = async (tx: Asked['tx'], site: string) => {
    const version = await standingVersion(tx, site);
    return { id: version?.id, shown: version ? { number: version.number, made_at: version.made_at } : null };
  };

  const shortIn = async ({ tx, site }: Pick<Asked, 'tx' | 'site'>, days: number) => {
    const version = await versionAt(tx, site.code);
    const rows = version.id === undefined ? [] : await shortageDaysOf(tx, site, version.id, days);
    return { version: version.shown, rows };
  };

  serve(app, context, contract.shortageDays, (asked) => shortIn(asked, asked.query.days));
  serve(app, context, contract.shortagePaper, async (asked) => {
    const { site, query } = asked;
    const { shortageDaysPdf } = await import('./shortagedays.print.ts');
    const of = { site: site.name, zone: site.zone, today: todayAt(site), days: query.days };
    const bytes = await shortageDaysPdf(await shortIn(asked, query.days), of);
    return new Download('shortages.pdf', 'application/pdf', [bytes]);
  });

  serve(app, context, contract.stockReview, async ({ tx, site, query }) => {
    const version = await versionAt(tx, site.code);
    return { version: version.shown, rows: await tooMuchOf(tx, site, version.id, query.dead_days) };
  });

  serve(app, context, contract.listMinMax, async ({ tx, site, person, query }) => {
    const { days, rows } = await reviewed(tx, site, serviceOf(query.service));
    return { days, rows: [...rows], waiting: await waitingFor(tx, site.code, person.id) };
  });

  serve(app, context, contract.waitingMinMax, async ({ tx, site, person }) => ({
    rows: await waitingFor(tx, site.code, person.id),
  }));

  serve(app, context, contract.proposeMinMax, async ({ tx, site, person, body }) => {
    // The site first: of an item one proposal waits, however many press.
    await lockSite(tx, site.code);
    const service = serviceOf(body.service);
    const { days, rows } = await reviewed(tx, site, service);
    const some = rows
      .filter((one) => one.differs && body.items.includes(one.item))
      .map(({ item, set, safety, reorder, ...one }) => {
        return { item, was: set, safety, reorder, words: reckoned({ ...one, service, days }) };
      });
    const proposed = await keepProposals(tx, site.code, person, some);
    if (proposed === 0) throw new Refusal(409, 'nothing-new', reviewWords.nothing);
    return { proposed, done: reviewWords.proposed(proposed) };
  });

  serve(app, context, contract.approveMinMax, async ({ tx, site, person, params }) => {
    const seen = await proposalOf(tx, site.code, params.id);
    const names = await approvingNames(tx, site.code, person, seen, []);
    const item = (await allRecords(tx, site.code, items)).find((one) => one.code === seen.item);
    const now = Number(item?.safety_stock ?? 0);
    if (!item || now !== seen.was) throw new Refusal(409, 'changed', reviewWords.changed(seen.item, seen.was, now));
    await updateRecord(tx, site.code, items, item.id, item.version, { safety_stock: seen.safety });
    await keepVerdict(tx, seen.id, names, 'approved', null);
    return { done: reviewWords.approved(seen.item, seen.safety) };
  });

  serve(app, context, contract.refuseMinMax, async ({ tx, site, person, params, body }) => {
    const seen = await proposalOf(tx, site.code, params.id);
    const names = await refusingNames(tx, site.code, person, seen, []);
    await keepVerdict(tx, seen.id, names, 'refused', body.reason);
    return { done: reviewWords.refused(seen.item) };
  });
}
