/**
 * The pipeline of every request, the same for all: who asks → for which site → may they → is the input whole →
 * was it done already → in one transaction, stamped with the person → the answer or a problem document.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { maybeReason, type Route } from '../house/contract.ts';
import { malformed, problemType, Refusal } from '../house/errors.ts';
import { type Kind, refusedTo } from '../house/kind.ts';
import { type Permission, permissionsOf, type Role } from '../house/permission.ts';
import { shapeFault } from '../house/shapefaults.ts';
import { type Database, preparedLast } from './database/database.ts';
import { atOneMoment } from './database/onemoment.ts';
import type { Tables } from './database/tables.ts';
import { Download, isAskedFor, readForm, sendFile, type UploadedFile } from './files.ts';
import { refuseForeign, refuseUnstorable } from './guards.ts';
import type { Limit } from './limit.ts';
import { type Change, changesIn } from './live.ts';
import { mayBeNobody, NotYet, notYet, sendCompressed, sendNobody, takesGzip } from './sending.ts';
import { untilKept } from './untilkept.ts';
import { happenedAt, refuseAnothers } from './waited.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly trainee: boolean;
  readonly grants: readonly { readonly site: string; readonly role: Role }[];
  /** For whom they decide today, and where: deputies. */
  readonly standsInFor?: readonly { readonly site: string; readonly person: string; readonly name: string }[];
  /** Where they hold a role, by code. */
  readonly sites: ReadonlyMap<string, Site>;
  /** Absent for a person at a page; a program's token has scopes. */
  readonly scopes?: readonly ('read' | 'write')[];
  /** The session of a person at a page. */
  readonly session?: string;
  readonly via: 'web' | 'api' | 'cli' | 'link';
  /** Present alone of a vendor who asks by his link: what it opens to him. */
  readonly link?: VendorLink;
}

export interface VendorLink {
  readonly id: number;
  readonly site: string;
  readonly vendor: string;
  /** Null: all open lines of the vendor. */
  readonly orderNo: string | null;
  readonly expiresAt: string;
}

export interface Site {
  readonly code: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: string;
  readonly dueTime: string;
  readonly pinnedNow: string | null;
}

/** What a handler is given. Writing routes get `tx`, with the person set; reading routes the same type over a snapshot. */
export interface Asked<Params = unknown, Query = unknown, Body = unknown> {
  readonly tx: Transaction<Tables>;
  readonly person: Person;
  readonly site: Site;
  readonly permissions: ReadonlySet<Permission>;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The version that `If-Match` names; present on versioned routes. */
  readonly version: number;
  /** Codes that the person has confirmed, from `?confirm=a,b`. */
  readonly confirmed: ReadonlySet<string>;
  /** Why he did, from `?because=`; empty: he did not say. */
  readonly because: string;
  /** When it was done, on the plant's clock: now, or before, where a device kept it. */
  readonly at: string;
  /** What came with the form; none on routes that take none. */
  readonly files: readonly UploadedFile[];
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A handler's answer with a status of its own; plain values are 200 (201 for POST). */
export class Answer<Body> {
  constructor(
    readonly status: number,
    readonly body: Body,
  ) {}
}

export interface HttpContext {
  readonly db: Database;
  /**
   * A connection apart, for what a handler must write outside its transaction, and for what one that writes must read of
   * one moment; there is one, so it is held for that alone, and never to wait for a row that somebody holds. One that asked
   * `db` for a second while it holds its first would wait for ever once as many do so as there are connections.
   */
  readonly aside: Database;
  /** Tells the pages what a write changed, once it stands. */
  readonly tells: (changed: readonly Change[]) => void;
  readonly limits: { readonly person: Limit; readonly address: Limit };
  readonly whoAsks: (request: FastifyRequest) => Promise<Person | undefined>;
  /** Whose link a request of a vendor's page bears; refuses, always with the same words, one that opens nothing. */
  readonly linkAsks: (request: FastifyRequest) => Promise<Person>;
  /** What the database refused in words that need more of it than the refusal holds; undefined: no words of a duty's. */
  readonly explains: (site: Site, error: unknown, of: Pick<Route, 'takesReserved'>) => Promise<Refusal | undefined>;
}

type Handler<R> =
  R extends Route<infer P, infer Q, infer B, infer A>
    ? (asked: Asked<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<A> | Answer<z.input<A>> | Download>
    : never;

const nothing = z.object({}).strict();
const common = z.object({
  site: z.string().max(64).optional(),
  confirm: z.string().max(400).optional(),
  because: maybeReason(500),
});
const shares = Object.keys(common.shape);

/** Every route served, for the API document and for the test that asks each one without permission. */
export interface Served {
  readonly route: Route;
}
export const servedBy = new WeakMap<FastifyInstance, Served[]>();

/** Answers a route of a contract with a handler. */
export function serve<R extends Route>(app: FastifyInstance, context: HttpContext, one: R, handler: Handler<R>): void {
  const list = servedBy.get(app) ?? [];
  list.push({ route: one });
  servedBy.set(app, list);
  const writes = one.method !== 'GET';
  app.route({
    method: one.method,
    url: `/api/v1${one.path}`,
    handler: async (request, reply) => {
      const byLink = one.permission === 'vendor-link';
      const person = byLink ? await context.linkAsks(request) : await context.whoAsks(request);
      if (person) context.limits.person.take(person.id);
      else context.limits.address.take(request.ip);
      if (writes && person?.via !== 'api') refuseForeign(request);
      for (const [where, input] of [
        ['path', request.params],
        ['query', request.query],
        ['body', request.body],
      ] as const)
        refuseUnstorable(input, where);
      const shared = read(common, pick(request.query, shares), 'query');
      if (!person && mayBeNobody(one, request)) return sendNobody(reply);
      if (one.permission !== 'public' && !person)
        throw new Refusal(401, 'not-signed-in', 'Sign in first: this needs a person or a token.');
      const who = person ?? anonymous;
      if (writes) refuseAnothers(request, who);
      if (who.scopes && !who.scopes.includes(one.scope ?? (writes ? 'write' : 'read')))
        throw new Refusal(
          403,
          'out-of-scope',
          `This token may not ${writes ? 'write' : 'read'}. Maybe make one with that scope.`,
        );
      const site = siteOf(who, shared.site, one.permission);
      const permissions = permissionsAt(who, site.code);
      const confirmed = new Set((shared.confirm ?? '').split(',').filter((code) => code !== ''));
      if (
        one.permission !== 'public' &&
        !byLink &&
        !permissions.has(one.permission) &&
        !overrules(one, permissions, confirmed)
      )
        throw new Refusal(
          403,
          'not-permitted',
          `${who.name} may not do this at ${site.name || 'this site'} (it needs "${one.permission}"). An administrator can grant a role that may.`,
        );
      if (one.personOnly && who.via === 'api')
        throw new Refusal(
          403,
          'person-needed',
          'A token may not do this: it changes how somebody signs in. Sign in at the page, or use the command line.',
        );

      const params = read(one.params ?? nothing, request.params, 'path');
      const query = read(one.query ?? nothing, omit(request.query, shares), 'query');
      const form = one.upload ? await readForm(request, one.upload) : undefined;
      if (form) refuseUnstorable(form.fields, 'body');
      const sent = form ? form.fields : request.body;
      const body = read(one.body ?? z.unknown(), writes ? (sent ?? (one.body ? undefined : {})) : {}, 'body');
      const version = one.versioned ? versionOf(request) : 0;
      const at = happenedAt(request, site);
      const ask = (tx: Transaction<Tables>) =>
        (handler as (asked: Asked) => Promise<unknown>)({
          tx,
          person: who,
          site,
          permissions,
          params,
          query,
          body,
          version,
          confirmed,
          because: shared.because,
          at,
          files: form?.files ?? [],
          request,
          reply,
        });

      if (!writes) {
        let sent: Download | undefined;
        const answer = await atOneMoment(context.db, async (tx) => {
          const found = await ask(tx);
          if (!(found instanceof Download)) return found;
          if (await sendFile(reply, found)) sent = found;
          return undefined;
        }).catch((error: unknown) => notYet(one, error));
        if (answer instanceof NotYet) return reply.status(202).type(problemType).send(answer.document);
        if (sent?.whenSent && isAskedFor(request)) await keepSent(context.db, who, site.code, sent.whenSent);
        if (answer === undefined && reply.sent) return reply;
        return one.compressed && takesGzip(request) ? sendCompressed(reply, answer) : send(reply, one, answer, 200);
      }
      const key = keyOf(request);
      let changed: readonly Change[] = [];
      const written = untilKept(() =>
        context.db.transaction().execute(async (tx) => {
          const hash = createHash('sha256')
            .update(
              JSON.stringify([
                one.method,
                request.url,
                one.secret ? null : (sent ?? null),
                form?.hash ?? '',
                request.headers['if-match'] ?? '',
              ]),
            )
            .digest('hex');
          const done = await claim(tx, who, site.code, key, `${one.method} ${one.path}`, hash);
          if (done && one.secret)
            throw new Refusal(
              409,
              'done-already',
              'This was done already; what it answered was shown once and is not kept.',
            );
          if (done) return new Answer(done.status, done.answer);
          const fresh = await ask(tx);
          const whole = fresh instanceof Answer ? fresh : new Answer(one.method === 'POST' ? 201 : 200, fresh);
          const kept = one.secret ? null : JSON.stringify(whole.body ?? null);
          const { rows } = await sql<{ changed: string | null }>`${sql.raw(preparedLast)}
          update requests set status = ${whole.status}, answer = ${kept}::jsonb where person = ${who.id} and key = ${key}
          returning current_setting('hotlist.changed', true) as changed`.execute(tx);
          changed = changesIn(rows[0]?.changed);
          return whole;
        }),
      );
      const answer = await written.catch(async (error: unknown) => {
        throw (await context.explains(site, error, one)) ?? error;
      });
      context.tells(changed);
      return send(reply, one, answer, 200);
    },
  });
}

/** A token that may only read leaves nothing behind. */
async function keepSent(db: Database, who: Person, site: string, keep: NonNullable<Download['whenSent']>) {
  if (who.scopes && !who.scopes.includes('write')) return;
  const kept = db.transaction().execute(async (tx) => {
    await stamp(tx, who, site);
    await keep(tx);
  });
  // It is gone: what fails now is no answer any more.
  await kept.catch((error: unknown) =>
    console.error(
      `what was sent to ${who.name} is not kept: ${error instanceof Error ? error.message : String(error)}`,
    ),
  );
}

/** Whoever approves in stock takes what is reserved for another by his own hand: his yes is all that it needs. */
const overrules = (one: Route, permissions: ReadonlySet<Permission>, confirmed: ReadonlySet<string>): boolean =>
  one.takesReserved === true && confirmed.has('allocated') && permissions.has('stock.approve');

/** What somebody may at a site, by roles of their own and as somebody's deputy. */
export function permissionsAt({ grants, standsInFor = [] }: Person, site: string): ReadonlySet<Permission> {
  const held = grants.filter((grant) => grant.site === site).map((grant) => grant.role);
  return permissionsOf(
    held,
    standsInFor.some((one) => one.site === site),
  );
}

/** What a trainee does is posted by a second person: the duty says who. */
export function refuseTrainee({ trainee }: Pick<Person, 'trainee'>, words: string): void {
  if (trainee) throw new Refusal(403, 'not-permitted', words);
}

/** `refusedTo`, whichever way a trainee writes the kind. */
export function refuseTraineeOf(person: Pick<Person, 'trainee'>, kind: Pick<Kind, 'refusesTrainee'>): void {
  const words = refusedTo(person, kind);
  if (words !== undefined) refuseTrainee(person, words);
}

const anonymous: Person = {
  id: '',
  name: 'somebody not signed in',
  email: '',
  trainee: false,
  grants: [],
  sites: new Map(),
  via: 'web',
};

/** Says in the transaction who writes, by what way and for which site: the audit trigger reads it. */
export async function stamp(
  tx: Transaction<Tables>,
  who: Pick<Person, 'name' | 'email' | 'via'>,
  site: string,
): Promise<void> {
  await sql`select ${stamped(who, site)}`.execute(tx);
}

const stamped = (who: Pick<Person, 'name' | 'email' | 'via'>, site: string) =>
  sql`set_config('hotlist.who', ${who.email || who.name}, true), set_config('hotlist.via', ${who.via}, true), set_config('hotlist.site', ${site}, true)`;

function siteOf(who: Person, asked: string | undefined, permission: Permission): Site {
  const site = who.sites.get(asked ?? who.grants[0]?.site ?? who.link?.site ?? '');
  if (site) return site;
  if (permission === 'public' || permission === 'signed-in')
    return { code: '', name: '', zone: 'UTC', currency: 'EUR', dueTime: '17:00', pinnedNow: null };
  throw asked
    ? new Refusal(403, 'not-permitted', `${who.name} has no role at a site "${asked}". An administrator can grant one.`)
    : new Refusal(403, 'no-site', `${who.name} has no role at any site yet. An administrator can grant one.`);
}

function read<S extends z.ZodType>(shape: S, input: unknown, where: string): z.output<S> {
  const result = shape.safeParse(input);
  if (result.success) return result.data;
  throw malformed(result.error.issues.map((issue) => shapeFault(issue, input, where)));
}

function versionOf(request: FastifyRequest): number {
  const match = /^(?:W\/)?"?(\d+)"?$/.exec(request.headers['if-match'] ?? '');
  if (!match)
    throw new Refusal(
      428,
      'version-needed',
      'Say which version you change: send If-Match: "<version>" as you last read it.',
    );
  return Number(match[1]);
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && /^[\x21-\x7e]{8,128}$/.test(key)) return key;
  throw new Refusal(
    400,
    'idempotency-key-needed',
    'A write needs a key of 8 to 128 plain characters in the header "Idempotency-Key", so that sent twice it is done once. Maybe send a new UUID there for each thing you do, and the same one when you send that again.',
  );
}

/** Says who writes, as `stamp` does, and that the pages are told afterwards, and takes the key for this request, waiting for a twin under way. Answers what the twin answered, if it was done. */
async function claim(
  tx: Transaction<Tables>,
  who: Person,
  site: string,
  key: string,
  path: string,
  hash: string,
): Promise<{ status: number; answer: unknown } | undefined> {
  const person = who.id;
  const taken =
    await sql`/* prepared */ with said as materialized (select ${stamped(who, site)}, set_config('hotlist.later', 'yes', true))
    insert into requests (person, key, route, hash) select ${person}, ${key}, ${path}, ${hash} from said
    on conflict (person, key) do nothing returning key`.execute(tx);
  if (taken.rows.length > 0) return undefined;
  const twin = await tx
    .selectFrom('requests')
    .select(['hash', 'status', 'answer'])
    .where('person', '=', person)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (twin.hash !== hash)
    throw new Refusal(
      422,
      'key-used',
      'This Idempotency-Key was used for another request. Maybe take a new one for each thing you do.',
    );
  return { status: twin.status ?? 200, answer: twin.answer };
}

function send(reply: FastifyReply, one: Route, answer: unknown, status: number): FastifyReply {
  const whole = answer instanceof Answer ? answer : new Answer(status, answer);
  const body = whole.body as { version?: unknown } | null;
  if (body && typeof body === 'object' && typeof body.version === 'number')
    void reply.header('etag', `"${body.version}"`);
  if (one.permission !== 'public') void reply.header('cache-control', 'no-store');
  return reply.status(whole.status).send(whole.body);
}

function pick(from: unknown, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries((from ?? {}) as Record<string, unknown>).filter(([name]) => names.includes(name)),
  );
}
function omit(from: unknown, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries((from ?? {}) as Record<string, unknown>).filter(([name]) => !names.includes(name)),
  );
}
