/** Who is signed in, and the first administrator. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';

export const me = route({
  method: 'GET',
  path: '/me',
  permission: 'signed-in',
  tag: 'People',
  summary: 'Who you are and what you may do where',
  answer: z.object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string(), trainee: z.boolean() }),
    sites: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        zone: z.string(),
        currency: z.string(),
        roles: z.array(z.string()),
        permissions: z.array(z.string()),
      }),
    ),
    version: z.string(),
  }),
});

export const welcome = route({
  method: 'POST',
  path: '/welcome',
  permission: 'public',
  tag: 'People',
  summary: 'Become the first administrator, with the one-time link that the start printed',
  body: z.object({
    token: z.string().min(20).max(200),
    name: z.string().trim().min(1).max(120),
    email: z.email().max(200),
    password: z.string().min(10).max(200),
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
