/**
 * Who asks: a person with a session (better-auth, e-mail and password, or badge and PIN on a shared PC) or a
 * program with a token. Sessions, password hashes and their cookies are better-auth's; badges, roles and tokens ours.
 */
import { betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hashToken, pinMatches } from '../duties/users/secrets.ts';
import type { Role } from '../house/permission.ts';
import type { Database } from './database/database.ts';
import type { Person } from './http.ts';

export interface AuthOptions {
  readonly db: Database;
  readonly secret: string;
  readonly baseUrl: string;
}

const minute = 60_000;
const triesBeforeLock = 5;
const lockFor = 5 * minute;

export type Auth = ReturnType<typeof makeAuth>;

export function makeAuth({ db, secret, baseUrl }: AuthOptions) {
  return betterAuth({
    secret,
    baseURL: baseUrl,
    basePath: '/api/auth',
    database: { db, type: 'postgres' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: { expiresIn: 14 * 24 * 3600, updateAge: 24 * 3600 },
    rateLimit: { enabled: true, window: 60, max: 300, customRules: { '/sign-in/*': { window: 60, max: 20 } } },
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

/** `POST /sign-in/badge {badge, pin}`: a person takes over a shared PC. Five wrong PINs lock the badge for five minutes. */
function badgeSignIn(db: Database) {
  return {
    id: 'badge',
    endpoints: {
      signInBadge: createAuthEndpoint(
        '/sign-in/badge',
        { method: 'POST', body: z.object({ badge: z.string().min(1).max(64), pin: z.string().max(20).default('') }) },
        async (ctx) => {
          const wrong = () =>
            new APIError('UNAUTHORIZED', {
              message: 'Badge or PIN is not right. After five wrong tries the badge is locked for five minutes.',
            });
          const held = await db
            .selectFrom('badges')
            .selectAll()
            .where('badge', '=', ctx.body.badge.trim())
            .executeTakeFirst();
          if (!held?.active) throw wrong();
          if (held.locked_until && Date.parse(held.locked_until) > Date.now())
            throw new APIError('TOO_MANY_REQUESTS', {
              message:
                'This badge is locked for some minutes after five wrong PINs. An administrator can set a new PIN.',
            });
          if (!held.pin_hash || !(await pinMatches(ctx.body.pin, held.pin_hash))) {
            const failed = held.failed + 1;
            const locked = failed >= triesBeforeLock;
            await db
              .updateTable('badges')
              .set({
                failed: locked ? 0 : failed,
                locked_until: locked ? new Date(Date.now() + lockFor).toISOString() : null,
              })
              .where('user_id', '=', held.user_id)
              .execute();
            throw wrong();
          }
          await db
            .updateTable('badges')
            .set({ failed: 0, locked_until: null })
            .where('user_id', '=', held.user_id)
            .execute();
          const user = await ctx.context.internalAdapter.findUserById(held.user_id);
          const session = user ? await ctx.context.internalAdapter.createSession(user.id) : null;
          if (!user || !session) throw wrong();
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ user: { id: user.id, name: user.name } });
        },
      ),
    },
  };
}

/** Hands `/api/auth/*` to better-auth. */
export function authRoutes(app: FastifyInstance, auth: Auth): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    config: { rateLimit: { max: 60, timeWindow: minute } },
    handler: async (request, reply) => {
      const answer = await auth.handler(
        new Request(`http://${request.headers.host ?? 'localhost'}${request.url}`, {
          method: request.method,
          headers: headersOf(request),
          ...(request.body ? { body: JSON.stringify(request.body) } : {}),
        }),
      );
      void reply.status(answer.status);
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') void reply.header(name, value);
      for (const cookie of answer.headers.getSetCookie()) void reply.header('set-cookie', cookie);
      return reply.send(answer.body ? await answer.text() : null);
    },
  });
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && name !== 'content-length')
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  headers.set('x-forwarded-for', request.ip);
  return headers;
}

/** The person behind a request, from its token or its session cookie; undefined when there is none (any more). */
export function whoAsksBy(auth: Auth, db: Database): (request: FastifyRequest) => Promise<Person | undefined> {
  return async (request) => {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) return personOfToken(db, bearer);
    if (!request.headers.cookie?.includes('hotlist.')) return undefined;
    const session = await auth.api.getSession({ headers: headersOf(request) });
    return session ? personOf(db, session.user.id, 'web') : undefined;
  };
}

async function personOfToken(db: Database, token: string): Promise<Person | undefined> {
  const held = await db
    .updateTable('tokens')
    .set({ last_used_at: new Date().toISOString() })
    .where('hash', '=', hashToken(token))
    .where('revoked_at', 'is', null)
    .where((or) => or.or([or('expires_at', 'is', null), or('expires_at', '>', new Date().toISOString())]))
    .returning(['user_id', 'scopes'])
    .executeTakeFirst();
  const person = held && (await personOf(db, held.user_id, 'api'));
  return person && { ...person, scopes: held.scopes as ('read' | 'write')[] };
}

export async function personOf(db: Database, userId: string, via: Person['via']): Promise<Person | undefined> {
  const rows = await db
    .selectFrom('user')
    .leftJoin('badges', 'badges.user_id', 'user.id')
    .leftJoin('grants', 'grants.user_id', 'user.id')
    .select(['user.id', 'user.name', 'user.email', 'badges.trainee', 'badges.active', 'grants.site', 'grants.role'])
    .where('user.id', '=', userId)
    .orderBy('grants.id')
    .execute();
  const first = rows[0];
  if (!first || first.active === false) return undefined;
  return {
    id: first.id,
    name: first.name,
    email: first.email,
    trainee: first.trainee ?? false,
    grants: rows.flatMap((row) => (row.site && row.role ? [{ site: row.site, role: row.role as Role }] : [])),
    via,
  };
}
