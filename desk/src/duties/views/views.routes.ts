/** Saved views: listed, saved, changed, shared, deleted and taken back; with which one a page opens. */
import type { FastifyInstance } from 'fastify';
import type { Decision } from '../../house/decision.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, serve } from '../../server/http.ts';
import * as contract from './views.contract.ts';
import { noSite, viewRefusals } from './views.messages.ts';
import {
  countViews,
  insertView,
  keepOpening,
  openingsOf,
  type StoredView,
  updateView,
  viewsFor,
  viewToChange,
} from './views.store.ts';
import { change, changedBy, remove, save, type ViewCode, type Who } from './views.ts';

export function viewsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listViews, async (asked) => {
    const { tx, site, person, query } = asked;
    const rows = await viewsFor(tx, site.code, person.id, query.page);
    const openings = await openingsOf(tx, site.code, person.id);
    return { rows: rows.map((view) => shown(view, whoOf(asked), openings)) };
  });

  serve(app, context, contract.saveView, async (asked) => {
    const { tx, site, person, body } = asked;
    if (site.code === '') throw new Refusal(403, 'no-site', noSite(person.name));
    settle(save(body.shared, await countViews(tx, site.code, person.id, body.page), whoOf(asked)));
    return one(asked, await insertView(tx, site.code, person.id, body));
  });

  serve(app, context, contract.changeView, async (asked) => {
    const { tx, site, person, params, version, body } = asked;
    const view = await viewToChange(tx, site.code, person.id, params.id, version);
    settle(change(view, body, whoOf(asked)));
    const now = await updateView(tx, view, body);
    // An administrator who takes another's view off everybody's page no longer sees it himself.
    return shown({ ...view, ...given(body), version: now }, whoOf(asked), await openingsOf(tx, site.code, person.id));
  });

  serve(app, context, contract.deleteView, async (asked) => {
    const { tx, site, person, params, version } = asked;
    const view = await viewToChange(tx, site.code, person.id, params.id, version);
    settle(remove(view, whoOf(asked)));
    const openings = await openingsOf(tx, site.code, person.id);
    const now = await updateView(tx, view, { deleted: true });
    return { deleted: shown({ ...view, version: now }, whoOf(asked), openings) };
  });

  serve(app, context, contract.restoreView, async (asked) => {
    const { tx, site, person, params, version } = asked;
    const view = await viewToChange(tx, site.code, person.id, params.id, version, true);
    settle(remove(view, whoOf(asked)));
    await updateView(tx, view, { deleted: false });
    return one(asked, view.id);
  });

  serve(app, context, contract.setOpening, async ({ tx, site, person, body }) => {
    const seen = await viewsFor(tx, site.code, person.id, body.page);
    if (body.view !== null && !seen.some((view) => view.id === body.view))
      throw notFound('saved view', String(body.view));
    await keepOpening(tx, site.code, person.id, body.page, body.view);
    return body;
  });
}

type Asker = Pick<Asked, 'person' | 'permissions' | 'tx' | 'site'>;

const whoOf = ({ person, permissions }: Pick<Asked, 'person' | 'permissions'>): Who => ({
  id: person.id,
  shares: permissions.has('views.share'),
  administers: permissions.has('users.write'),
});

async function one(asked: Asker, id: number) {
  const { tx, site, person } = asked;
  const view = (await viewsFor(tx, site.code, person.id, undefined)).find((row) => row.id === id);
  if (!view) throw new Error(`view ${id} was written and is not there`);
  return shown(view, whoOf(asked), await openingsOf(tx, site.code, person.id));
}

function shown(view: StoredView, who: Who, openings: ReadonlySet<number>) {
  const { owner, owner_name, changed_by: _, deleted: __, ...rest } = view;
  return {
    ...rest,
    owner: owner_name,
    mine: owner === who.id,
    changeable: changedBy(view, who),
    opens: openings.has(view.id),
  };
}

/** Without what was not sent. */
const given = <T extends object>(body: T): Partial<{ [Name in keyof T]: Exclude<T[Name], undefined> }> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Partial<{
    [Name in keyof T]: Exclude<T[Name], undefined>;
  }>;

function settle(decision: Decision<unknown, ViewCode>): void {
  if (decision.kind !== 'refuse') return;
  throw new Refusal(
    decision.code === 'too-many' ? 422 : 403,
    decision.code === 'too-many' ? decision.code : 'not-permitted',
    viewRefusals[decision.code](decision.values),
  );
}
