/** The history of changes, for one record or the whole site. */
import type { FastifyInstance } from 'fastify';
import { instantOf } from '../../house/clock.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { kinds } from '../records/records.ts';
import { auditLog } from './audit.contract.ts';
import { readAudit } from './audit.store.ts';
import { changesOf, kindWords } from './audit.ts';

export function auditRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, auditLog, async ({ tx, site, person, permissions, query }) => {
    const { kind, record, who, called, from, to, limit, cursor } = query;
    const hidden = kinds.filter((one) => !permissions.has(one.read)).map((one) => one.name);
    const found = await readAudit(tx, {
      site: site.code,
      hidden: permissions.has('users.write') ? hidden : [...hidden, 'users'],
      private: permissions.has('users.write')
        ? undefined
        : { kinds: ['saved_views', 'opening_views'], who: person.email || person.name },
      kind,
      record,
      who,
      called,
      from: from && instantOf(site.zone, from, '00:00'),
      until: to && instantOf(site.zone, to, '24:00'),
      limit: limit + 1,
      before: cursor,
    });
    const rows = found.slice(0, limit);
    return {
      rows: rows.map(({ site: _, before, after, ...row }) => ({
        ...row,
        one: kindWords(row.kind),
        changes: changesOf(row.kind, before, after).map((one) => ({ ...one })),
      })),
      next: found.length > limit ? String(rows.at(-1)?.id ?? '') : null,
    };
  });
}
