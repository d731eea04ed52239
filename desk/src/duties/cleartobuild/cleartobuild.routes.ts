/** The list of what may be released next, and its release. */
import type { FastifyInstance } from 'fastify';
import { instantAt, nowAt, todayAt, wallClock } from '../../house/clock.ts';
import { type HttpContext, type Site, serve } from '../../server/http.ts';
import * as contract from './cleartobuild.contract.ts';
import { helpSentence, lackSentence, releasedWords } from './cleartobuild.messages.ts';
import {
  type ClearList,
  clearToBuild,
  inUnit,
  releaseClear,
  releaseWindowOf,
  setReleaseWindow,
} from './cleartobuild.store.ts';
import type { Lack, Thing } from './cleartobuild.ts';

export function clearToBuildRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.clearList, async ({ tx, site, query }) => {
    const list = await clearToBuild(tx, site, query);
    if (!list)
      return { version: null, days: await releaseWindowOf(tx, site.code), until: nowAt(site), rows: [], helps: [] };
    const lacks = new Map(list.judged.map((one) => [one.id, one.lacks]));
    return {
      version: { number: list.version.number, made_at: list.version.made_at },
      days: list.days,
      until: instantAt(list.until),
      rows: list.rows.map((row) => {
        const seen = list.items.get(row.item);
        const missing = lacks.get(row.id) ?? [];
        return {
          id: row.id,
          number: row.number,
          item: row.item,
          item_name: seen?.name ?? null,
          qty: row.qty,
          unit: seen?.unit ?? '',
          starts: row.starts,
          ends: row.ends,
          serves: row.serves[0] ?? null,
          serves_more: Math.max(0, row.serves.length - 1),
          clear: missing.length === 0,
          lacks: missing.map((lack) => toldLack(list, lack, site)),
        };
      }),
      helps: list.helps.map(({ clears, ...help }) => {
        const told = { ...help, qty: amount(list, help, help.qty), unit: unitOf(list, help) };
        return { ...told, clears: [...clears], text: helpSentence({ ...told, clears: clears.length }) };
      }),
    };
  });

  serve(app, context, contract.releaseList, async ({ tx, site, body }) => {
    const { numbers, left } = await releaseClear(tx, site, body.wish, body.orders);
    return { released: [...numbers], left: [...left], done: releasedWords(numbers, left) };
  });

  serve(app, context, contract.setWindow, async ({ tx, site, body }) => {
    await setReleaseWindow(tx, site.code, body.days);
    return { days: body.days };
  });
}

type Named = { readonly kind: Thing; readonly what: string };
const unitOf = (list: ClearList, { kind, what }: Named) =>
  kind === 'material' ? (list.items.get(what)?.unit ?? '') : null;
const amount = (list: ClearList, { kind, what }: Named, qty: number) =>
  kind === 'material' ? inUnit(list, what, qty) : qty;

function toldLack(list: ClearList, lack: Lack, site: Site) {
  const comes = lack.comes === undefined ? null : instantAt(list.clock.epoch + lack.comes);
  const told = {
    kind: lack.kind,
    what: lack.what,
    why: lack.why,
    qty: amount(list, lack, lack.qty),
    unit: unitOf(list, lack),
    comes,
    by: lack.by ?? null,
    held: lack.held.map(({ who, qty }) => ({ who, qty: amount(list, lack, qty) })),
  };
  const day = comes === null ? null : wallClock(site.zone, comes).slice(0, 10);
  return { ...told, text: lackSentence({ ...told, day, who: told.held[0]?.who ?? null }, todayAt(site)) };
}
