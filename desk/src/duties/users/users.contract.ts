/** Who is signed in, the first administrator, and the people of a site. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { roles } from '../../house/permission.ts';

export const me = route({
  method: 'GET',
  path: '/me',
  permission: 'signed-in',
  tag: 'People',
  summary: 'Who you are and what you may do where; null at a page where nobody is signed in',
  answersNobody: true,
  answer: z
    .object({
      user: z.object({ id: z.string(), name: z.string(), email: z.string(), trainee: z.boolean() }),
      sites: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          zone: z.string(),
          currency: z.string(),
          pinned_now: z.string().nullable().describe('Where the clock of the site stands, if it stands'),
          roles: z.array(z.string()),
          permissions: z.array(z.string()),
        }),
      ),
      version: z.string(),
    })
    .nullable(),
});

export const welcome = route({
  method: 'POST',
  path: '/welcome',
  permission: 'public',
  tag: 'People',
  summary: 'Become the first administrator, with the one-time link that the start printed',
  secret: true,
  body: z.object({
    token: z.string().min(20).max(200),
    name: z.string().trim().min(1).max(120),
    email: z.email().max(200),
    password: z.string().max(400),
    site: z.object({
      code: z
        .string()
        .trim()
        .regex(/^[A-Z0-9-]{1,12}$/, 'a site code is 1 to 12 capital letters, digits or dashes'),
      name: z.string().trim().min(1).max(120),
      zone: z.string().max(60),
      currency: z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters, such as EUR'),
    }),
  }),
  answer: z.object({ email: z.string(), site: z.string() }),
});

const text = (most: number) => z.string().trim().min(1).max(most);
const role = z.enum(roles);
const badge = text(64);
const pin = z.string().max(20);
const password = z.string().max(400);
const numbered = z.object({ number: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

/** A link that sets a password once. The token is shown here and nowhere again. */
const link = z.object({ path: z.string(), expires_at: z.string() });

export const person = z.object({
  number: z.number(),
  name: z.string(),
  email: z.string(),
  badge: z.string().nullable(),
  has_pin: z.boolean(),
  has_password: z.boolean(),
  trainee: z.boolean(),
  active: z.boolean(),
  /** At this site. */
  roles: z.array(role),
  /** A supervisor's or an operator's, at this site; none: all of it. Empty word: work without a department. */
  departments: z.array(z.string()),
  /** Has a role at another site too. */
  elsewhere: z.boolean(),
  sessions: z.number(),
  tokens: z.number(),
  version: z.number(),
  changed_at: z.string(),
  changed_by: z.string(),
});

export const session = z.object({
  id: z.string(),
  began: z.string(),
  last_seen: z.string(),
  expires: z.string(),
  address: z.string().nullable(),
  browser: z.string().nullable(),
  /** The one that asks. */
  current: z.boolean(),
});

const users = { permission: 'users.write', tag: 'People' } as const;

export const listUsers = route({
  ...users,
  method: 'GET',
  path: '/users',
  summary: 'Everybody with a role at this site',
  answer: z.object({
    rows: z.array(person),
    departments: z
      .array(z.string())
      .describe('As the work centres bear them: a supervisor or an operator may be given some'),
  }),
});

export const oneUser = route({
  ...users,
  method: 'GET',
  path: '/users/:number',
  summary: 'One person',
  params: numbered,
  answer: person,
});

export const addUser = route({
  ...users,
  method: 'POST',
  path: '/users',
  summary: 'Add a person with roles at this site; without a password the answer holds a one-time link to set one',
  personOnly: true,
  secret: true,
  body: z.strictObject({
    name: text(120),
    email: z.email().max(200),
    badge: badge.nullish(),
    pin: pin.nullish(),
    trainee: z.boolean().default(false),
    password: password.nullish(),
    roles: z.array(role).min(1).max(roles.length),
  }),
  answer: z.object({ person, link: link.nullable() }),
});

export const changeUser = route({
  ...users,
  method: 'PATCH',
  path: '/users/:number',
  summary: 'Change who a person is; inactive signs them out everywhere at once',
  personOnly: true,
  secret: true,
  versioned: true,
  params: numbered,
  body: z
    .strictObject({
      name: text(120),
      email: z.email().max(200),
      badge: badge.nullable(),
      pin: pin.nullable(),
      trainee: z.boolean(),
      active: z.boolean(),
    })
    .partial(),
  answer: person,
});

export const changeUserRoles = route({
  ...users,
  method: 'PUT',
  path: '/users/:number/roles',
  summary:
    'Change the roles of a person at this site, and the departments that a supervisor decides for or an operator works in',
  versioned: true,
  params: numbered,
  body: z.strictObject({
    roles: z.array(role).max(roles.length),
    departments: z
      .array(z.string().max(60))
      .max(200)
      .optional()
      .describe('None: the whole site. An empty word: work without a department. Left out: they stay'),
  }),
  answer: person,
});

export const makeLink = route({
  ...users,
  method: 'POST',
  path: '/users/:number/link',
  summary: 'A one-time link with which the person sets a new password',
  personOnly: true,
  secret: true,
  params: numbered,
  answer: link,
});

export const userSessions = route({
  ...users,
  method: 'GET',
  path: '/users/:number/sessions',
  summary: 'Where a person is signed in',
  params: numbered,
  answer: z.object({ rows: z.array(session) }),
});

export const endUserSessions = route({
  ...users,
  method: 'DELETE',
  path: '/users/:number/sessions',
  summary: 'Sign a person out everywhere',
  params: numbered,
  answer: z.object({ ended: z.number() }),
});

export const setPassword = route({
  method: 'POST',
  path: '/set-password',
  permission: 'public',
  tag: 'People',
  summary: 'Set a password with the one-time link; signs out everywhere',
  secret: true,
  body: z.strictObject({ token: z.string().min(20).max(200), password }),
  answer: z.object({ email: z.string() }),
});
