/**
 * Who asks: a person with a session (better-auth, e-mail and password, or badge and PIN on a shared PC) or a
 * program with a token. Sessions, password hashes and their cookies are better-auth's; badges, roles and tokens ours.
 */
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { standsInFor } from '../duties/deputies/deputies.store.ts';
import { longestPassword, shortestPassword } from '../duties/users/credentials.ts';
import { hashToken } from '../duties/users/secrets.store.ts';
import { Refusal } from '../house/errors.ts';
import type { Role } from '../house/permission.ts';
import { badgeSignIn } from './badge.ts';
import { type Database, prepared } from './database/database.ts';
import { InstantsAsDates } from './database/dates.ts';
import { refuseForeign, refuseUnstorable } from './guards.ts';
import type { Person, Site } from './http.ts';

export interface AuthOptions {
  readonly db: Database;
  readonly secret: string;
  readonly baseUrl: string;
}

/** From one address, which may be a whole factory behind its proxy at the change of shift. */
const asksAMinute = 300;
const badgesAMinute = 100;
const passwordsAMinute = 20;

export type Auth = ReturnType<typeof makeAuth>;

export function makeAuth({ db, secret, baseUrl }: AuthOptions) {
  return betterAuth({
    secret,
    baseURL: baseUrl,
    basePath: '/api/auth',
    database: { db: db.withPlugin(new InstantsAsDates()), type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    session: { expiresIn: 14 * 24 * 3600, updateAge: 24 * 3600 },
    rateLimit: {
      enabled: true,
      window: 60,
      max: asksAMinute,
      customRules: {
        '/sign-in/email': { window: 60, max: passwordsAMinute },
        '/sign-in/badge': { window: 60, max: badgesAMinute },
      },
    },
    databaseHooks: { session: { create: { before: (session) => refuseInactive(db, session.userId) } } },
    advanced: { cookiePrefix: 'hotlist', defaultCookieAttributes: { sameSite: 'lax', httpOnly: true } },
    trustedOrigins: (request) => {
      // The page is served by this very server, whatever name the office calls it by.
      const host = request?.headers.get('host');
      return host ? [`http://${host}`, `https://${host}`] : [];
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
    plugins: [badgeSignIn(db)],
  });
}

/**
 * What of better-auth is open, and under which of our addresses. Everything else it could do (sign up, change the
 * address, delete the user) is not: our own routes change people, so that the audit log has it.
 */
const open: readonly (readonly ['GET' | 'POST', string, string])[] = [
  ['POST', '/api/auth/sign-in/email', '/api/auth/sign-in/email'],
  ['POST', '/api/auth/sign-in/badge', '/api/auth/sign-in/badge'],
  ['POST', '/api/v1/session/badge', '/api/auth/sign-in/badge'],
  ['POST', '/api/auth/sign-out', '/api/auth/sign-out'],
  ['GET', '/api/auth/get-session', '/api/auth/get-session'],
];

export function authRoutes(app: FastifyInstance, auth: Auth): void {
  for (const [method, url, theirs] of open)
    app.route({
      method,
      url,
      config: { rateLimit: { max: asksAMinute, timeWindow: 60_000 } },
      handler: async (request, reply) => {
        if (method === 'POST') refuseForeign(request);
        refuseUnstorable(request.body, 'body');
        const answer = await auth.handler(
          new Request(`http://localhost${theirs}`, {
            method,
            headers: headersOf(request),
            ...(request.body ? { body: JSON.stringify(request.body) } : {}),
          }),
        );
        for (const cookie of answer.headers.getSetCookie()) void reply.header('set-cookie', cookie);
        void reply.header('cache-control', 'no-store');
        if (!answer.ok) throw await refusalOf(answer);
        return reply
          .status(answer.status)
          .type('application/json')
          .send(await answer.text());
      },
    });
}

async function refusalOf(answer: Response): Promise<Error> {
  const said = (await answer.json()) as { message?: string };
  if (answer.status === 429)
    return new Refusal(429, 'too-often', 'That was tried too often from here. Wait a minute, then try again.');
  if (answer.status === 401) return new Refusal(401, 'sign-in-refused', said.message ?? 'That is not right.');
  if (answer.status >= 400 && answer.status < 500)
    return new Refusal(400, 'malformed', said.message ?? 'The request could not be read.');
  return new Error(`sign-in answered ${answer.status}: ${JSON.stringify(said)}`);
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ host: request.host, 'x-forwarded-for': request.ip });
  for (const name of ['cookie', 'content-type', 'user-agent', 'origin'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

/** Somebody deactivated is answered like somebody unknown. */
async function refuseInactive(db: Database, userId: string): Promise<void> {
  const person = await db.selectFrom('badges').select('active').where('user_id', '=', userId).executeTakeFirst();
  if (!person?.active) throw new APIError('UNAUTHORIZED', { message: 'Invalid email or password' });
}

/** The person behind a request, from its token or its session cookie; undefined when there is none (any more). */
export function whoAsksBy(auth: Auth, db: Database): (request: FastifyRequest) => Promise<Person | undefined> {
  return async (request) => {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) return personOfToken(db, bearer);
    if (!request.headers.cookie?.includes('hotlist.')) return undefined;
    const session = await auth.api.getSession({ headers: headersOf(request) });
    const person = session ? await personOf(db, session.user.id, 'web') : undefined;
    return person && { ...person, session: session?.session.id };
  };
}

async function personOfToken(db: Database, token: string): Promise<Person | undefined> {
  const held = await peopleIn(db)
    .innerJoin('tokens', 'tokens.user_id', 'user.id')
    .select(['tokens.id as token', 'tokens.scopes', 'tokens.last_used_at'])
    .where('tokens.hash', '=', hashToken(token))
    .where('tokens.revoked_at', 'is', null)
    .where((or) => or.or([or('tokens.expires_at', 'is', null), or('tokens.expires_at', '>', sql<string>`now()`)]))
    .execute();
  const [first] = held;
  const person = personFrom(held, 'api');
  if (!first || !person) return undefined;
  // To the minute is enough, and spares a write on every request.
  if (!first.last_used_at || Date.now() - Date.parse(first.last_used_at) > 60_000)
    await db.updateTable('tokens').set({ last_used_at: sql`now()` }).where('id', '=', first.token).execute();
  return { ...person, scopes: first.scopes as ('read' | 'write')[] };
}

export async function personOf(db: Database, userId: string, via: Person['via']): Promise<Person | undefined> {
  return personFrom(await peopleIn(db).where('user.id', '=', userId).execute(), via);
}

/** People with their roles and the sites of these, a row for each role: all that a request must know before it is heard. */
const peopleIn = (db: Database) =>
  db
    .selectFrom('user')
    .modifyFront(sql.raw(prepared))
    .leftJoin('badges', 'badges.user_id', 'user.id')
    .leftJoin('grants', 'grants.user_id', 'user.id')
    .leftJoin('sites', 'sites.code', 'grants.site')
    .select(['user.id', 'user.name', 'user.email', 'badges.trainee', 'badges.active', 'grants.site', 'grants.role'])
    .select(standsInFor.as('stands_in_for'))
    .select(['sites.name as site_name', 'sites.zone', 'sites.currency', 'sites.due_time', 'sites.pinned_now'])
    .orderBy('grants.id');

type PersonRow = Awaited<ReturnType<ReturnType<typeof peopleIn>['execute']>>[number];

function personFrom(rows: readonly PersonRow[], via: Person['via']): Person | undefined {
  const first = rows[0];
  if (!first?.active) return undefined;
  const sites = new Map<string, Site>();
  for (const { site, site_name, zone, currency, due_time, pinned_now } of rows)
    if (site && zone && currency && due_time && !sites.has(site))
      sites.set(site, { code: site, name: site_name ?? '', zone, currency, dueTime: due_time, pinnedNow: pinned_now });
  return {
    id: first.id,
    name: first.name,
    email: first.email,
    trainee: first.trainee ?? false,
    grants: rows.flatMap((row) => (row.site && row.role ? [{ site: row.site, role: row.role as Role }] : [])),
    standsInFor: first.stands_in_for,
    sites,
    via,
  };
}
