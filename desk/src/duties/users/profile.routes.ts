/** What everybody may do for themselves. */

import { verifyPassword } from 'better-auth/crypto';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, type Person, serve } from '../../server/http.ts';
import { Limit } from '../../server/limit.ts';
import { passwordFault, pinFault } from './credentials.ts';
import {
  addToken,
  changePassword,
  changePin,
  endSession,
  profile,
  revokeToken as revoke,
  sessions,
  tokens,
} from './profile.contract.ts';
import { endOneSession, endSessions, sessionsOf } from './sessions.store.ts';
import { createToken, revokeToken, tokensOf } from './tokens.store.ts';
import { wrongPassword } from './users.messages.ts';
import { refuseFault } from './users.routes.ts';
import { setPasswordOf, setPin } from './users.store.ts';

export function profileRoutes(app: FastifyInstance, context: HttpContext): void {
  /** Somebody at a PC left open does not get to guess the password of its person. */
  const guesses = new Limit(10);

  serve(app, context, profile, async ({ tx, person }) => {
    const held = await tx
      .selectFrom('badges')
      .select(['badge', 'pin_hash'])
      .where('user_id', '=', person.id)
      .executeTakeFirstOrThrow();
    const hash = await passwordHash(tx, person);
    return {
      name: person.name,
      email: person.email,
      badge: held.badge,
      has_pin: held.pin_hash !== null,
      has_password: hash !== null,
    };
  });

  serve(app, context, changePassword, async ({ tx, person, body }) => {
    guesses.take(person.id);
    await prove(tx, person, body.current);
    refuseFault('password', passwordFault(body.password, person));
    await setPasswordOf(tx, person.id, body.password);
    return { ended: await endSessions(tx, person.id, person.session) };
  });

  serve(app, context, changePin, async ({ tx, person, body }) => {
    guesses.take(person.id);
    await prove(tx, person, body.current);
    if (body.pin !== null) refuseFault('pin', pinFault(body.pin));
    await setPin(tx, person.id, body.pin);
    return { has_pin: body.pin !== null };
  });

  serve(app, context, sessions, async ({ tx, person }) => ({ rows: await sessionsOf(tx, person.id, person.session) }));
  serve(app, context, endSession, async ({ tx, person, params }) => ({
    ended: await endOneSession(tx, person.id, params.id),
  }));

  serve(app, context, tokens, async ({ tx, person }) => ({ rows: await tokensOf(tx, person.id) }));
  serve(app, context, addToken, ({ tx, person, body }) => createToken(tx, person.id, body));
  serve(app, context, revoke, async ({ tx, person, params }) => {
    await revokeToken(tx, person.id, params.id);
    return { revoked: params.id };
  });
}

async function passwordHash(tx: Asked['tx'], person: Person): Promise<string | null> {
  const account = await tx
    .selectFrom('account')
    .select('password')
    .where('userId', '=', person.id)
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  return account?.password ?? null;
}

async function prove(tx: Asked['tx'], person: Person, password: string): Promise<void> {
  const hash = await passwordHash(tx, person);
  if (hash === null || !(await verifyPassword({ hash, password })))
    throw new Refusal(403, 'wrong-password', wrongPassword);
}
