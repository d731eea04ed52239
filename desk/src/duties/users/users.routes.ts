/** Who is signed in; the first administrator by a one-time link. */
import type { FastifyInstance } from 'fastify';
import { isZone } from '../../house/clock.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import { permissionsOf } from '../../house/permission.ts';
import { type HttpContext, serve, stamp } from '../../server/http.ts';
import { version } from '../../server/version.ts';
import { me, welcome } from './users.contract.ts';
import { createUser, useInvitation } from './users.store.ts';

export function usersRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, me, async ({ tx, person }) => {
    const codes = [...new Set(person.grants.map((grant) => grant.site))];
    const sites =
      codes.length === 0 ? [] : await tx.selectFrom('sites').selectAll().where('code', 'in', codes).execute();
    return {
      user: { id: person.id, name: person.name, email: person.email, trainee: person.trainee },
      sites: codes.flatMap((code) => {
        const site = sites.find((one) => one.code === code);
        const roles = person.grants.filter((grant) => grant.site === code).map((grant) => grant.role);
        return site
          ? [
              {
                code,
                name: site.name,
                zone: site.zone,
                currency: site.currency,
                roles,
                permissions: [...permissionsOf(roles)],
              },
            ]
          : [];
      }),
      version,
    };
  });

  serve(app, context, welcome, async ({ tx, body }) => {
    if (!isZone(body.site.zone))
      throw malformed([
        {
          field: 'site.zone',
          value: body.site.zone,
          text: `"${body.site.zone}" is not a time zone. Maybe write it as Europe/Berlin.`,
        },
      ]);
    if (!(await useInvitation(tx, 'first-administrator', body.token)))
      throw new Refusal(
        403,
        'link-spent',
        'This link was used already, is too old, or was never given. Maybe restart the server: it prints a new one while there is no user.',
      );
    await stamp(tx, { name: body.name, email: body.email, via: 'web' }, body.site.code);
    await tx
      .insertInto('sites')
      .values({ ...body.site, pinned_now: null })
      .execute();
    await createUser(tx, {
      name: body.name,
      email: body.email,
      password: body.password,
      grants: [
        { site: body.site.code, role: 'administrator' },
        { site: body.site.code, role: 'planner' },
        { site: body.site.code, role: 'supervisor' },
      ],
    });
    return { email: body.email.toLowerCase(), site: body.site.code };
  });
}
