/** What everybody may do for themselves: password, PIN, sessions, tokens for programs. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { session } from './users.contract.ts';

const own = { permission: 'signed-in', tag: 'Your profile' } as const;
const password = z.string().max(400);
const scopes = ['read', 'write'] as const;

export const token = z.object({
  id: z.number(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  /** To the minute. */
  last_used_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
});

export const profile = route({
  ...own,
  method: 'GET',
  path: '/profile',
  summary: 'Your badge and how you sign in',
  answer: z.object({
    name: z.string(),
    email: z.string(),
    badge: z.string().nullable(),
    has_pin: z.boolean(),
    has_password: z.boolean(),
  }),
});

export const changePassword = route({
  ...own,
  method: 'POST',
  path: '/profile/password',
  summary: 'Change your password; signs you out everywhere else',
  personOnly: true,
  secret: true,
  body: z.strictObject({ current: password, password }),
  answer: z.object({ ended: z.number() }),
});

export const changePin = route({
  ...own,
  method: 'PUT',
  path: '/profile/pin',
  summary: 'Set or take away the PIN of your badge',
  personOnly: true,
  secret: true,
  body: z.strictObject({ current: password, pin: z.string().max(20).nullable() }),
  answer: z.object({ has_pin: z.boolean() }),
});

export const sessions = route({
  ...own,
  method: 'GET',
  path: '/profile/sessions',
  summary: 'Where you are signed in',
  answer: z.object({ rows: z.array(session) }),
});

export const endSession = route({
  ...own,
  method: 'DELETE',
  path: '/profile/sessions/:id',
  summary: 'Sign one of your sessions out',
  params: z.object({ id: z.string().min(1).max(200) }),
  answer: z.object({ ended: z.number() }),
});

export const tokens = route({
  ...own,
  method: 'GET',
  path: '/profile/tokens',
  summary: 'Your tokens for programs',
  answer: z.object({ rows: z.array(token) }),
});

export const addToken = route({
  ...own,
  method: 'POST',
  path: '/profile/tokens',
  summary: 'Make a token; it is shown in this answer and nowhere again',
  personOnly: true,
  secret: true,
  body: z.strictObject({
    name: z.string().trim().min(1).max(120),
    scopes: z.array(z.enum(scopes)).min(1).max(2),
    /** Days until it is worth nothing; null: until it is revoked. */
    days: z.number().int().min(1).max(3650).nullable(),
  }),
  answer: z.object({ secret: z.string(), token }),
});

export const revokeToken = route({
  ...own,
  method: 'DELETE',
  path: '/profile/tokens/:id',
  summary: 'Revoke a token at once',
  params: z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  answer: z.object({ revoked: z.number() }),
});
