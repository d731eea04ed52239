/** The people of a site and their roles; the first administrator and passwords by one-time links. */
import type { FastifyInstance } from 'fastify';
import { isZone, later, present } from '../../house/clock.ts';
import type { Decision } from '../../house/decision.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import type { Role } from '../../house/permission.ts';
import { type Asked, type HttpContext, type Person, permissionsAt, serve, stamp } from '../../server/http.ts';
import { version } from '../../server/version.ts';
import { passwordFault, pinFault } from './credentials.ts';
import { makeInvitation, useInvitation } from './links.store.ts';
import { applyScope, departmentNames } from './scope.store.ts';
import { endSessions, sessionsOf } from './sessions.store.ts';
import {
  addUser,
  changeUser,
  changeUserRoles,
  endUserSessions,
  listUsers,
  makeLink,
  me,
  oneUser,
  setPassword,
  userSessions,
  welcome,
} from './users.contract.ts';
import { knownElsewhere, linkSpent, userSentences } from './users.messages.ts';
import {
  administersAlone,
  applyRoles,
  changePerson,
  createUser,
  otherAdministrators,
  peopleOf,
  personNumbered,
  personWithEmail,
  type StoredPerson,
  setPasswordOf,
} from './users.store.ts';
import { changeRoles, changeScope, deactivate, mayChangePerson, type UserCode } from './users.ts';

/** An invitation may lie over a long weekend. */
const linkHours = 4 * 24;

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
                pinned_now: site.pinned_now,
                roles,
                permissions: [...permissionsAt(person, code)],
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
    refuseFault('password', passwordFault(body.password, body));
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
    const roles: readonly Role[] = ['administrator', 'planner', 'supervisor'];
    await createUser(tx, {
      name: body.name,
      email: body.email,
      password: body.password,
      grants: roles.map((role) => ({ site: body.site.code, role })),
    });
    return { email: body.email.toLowerCase(), site: body.site.code };
  });

  serve(app, context, setPassword, async ({ tx, body }) => {
    const link = await useInvitation(tx, 'set-password', body.token);
    const whom = link?.person
      ? await tx.selectFrom('user').select(['id', 'name', 'email']).where('id', '=', link.person).executeTakeFirst()
      : undefined;
    if (!whom) throw new Refusal(403, 'link-spent', linkSpent);
    refuseFault('password', passwordFault(body.password, whom));
    const first = await tx
      .selectFrom('grants')
      .select('site')
      .where('user_id', '=', whom.id)
      .orderBy('id')
      .executeTakeFirst();
    await stamp(tx, { ...whom, via: 'web' }, first?.site ?? '');
    await setPasswordOf(tx, whom.id, body.password);
    await endSessions(tx, whom.id);
    return { email: whom.email };
  });

  serve(app, context, listUsers, async ({ tx, site }) => ({
    rows: (await peopleOf(tx, site.code)).map(shown),
    departments: [...(await departmentNames(tx, site.code))],
  }));
  serve(app, context, oneUser, async ({ tx, site, params }) =>
    shown(await personNumbered(tx, site.code, params.number)),
  );

  serve(app, context, addUser, async ({ tx, site, body, confirmed }) => {
    const known = await personWithEmail(tx, site.code, body.email);
    if (known && known.roles.length === 0 && !confirmed.has('known-elsewhere'))
      throw new Refusal(409, 'known-elsewhere', knownElsewhere(known.email), {
        values: { confirm: 'known-elsewhere' },
      });
    if (known && known.roles.length === 0) {
      await applyRoles(
        tx,
        site.code,
        known,
        known.version,
        body.roles.map((role) => ({ type: 'granted', role })),
      );
      return { person: shown(await personNumbered(tx, site.code, known.number)), link: null };
    }
    if (body.password) refuseFault('password', passwordFault(body.password, body));
    if (body.pin) refuseFault('pin', pinFault(body.pin));
    const id = await createUser(tx, { ...body, grants: body.roles.map((role) => ({ site: site.code, role })) });
    const made = await personWithEmail(tx, site.code, body.email);
    if (!made) throw new Error(`user ${id} is not there after it was made`);
    return { person: shown(made), link: body.password ? null : await linkFor(tx, made) };
  });

  serve(app, context, changeUser, async ({ tx, site, person, params, body, version }) => {
    const whom = await personNumbered(tx, site.code, params.number);
    settle(mayChangePerson(administered(person), whom));
    if (body.pin) refuseFault('pin', pinFault(body.pin));
    if (body.active === false) settle(deactivate(whom, await administersAlone(tx, whom.id)));
    await changePerson(tx, whom, version, body);
    if (body.active === false) await endSessions(tx, whom.id);
    return shown(await personNumbered(tx, site.code, params.number));
  });

  serve(app, context, changeUserRoles, async ({ tx, site, params, body, version }) => {
    const others = await otherAdministrators(tx, site.code, (await personNumbered(tx, site.code, params.number)).id);
    const whom = await personNumbered(tx, site.code, params.number);
    const facts = settle(changeRoles(whom, body.roles, others, site.code));
    const known = await departmentNames(tx, site.code);
    const scope = settle(changeScope(whom, body.departments ?? whom.departments, body.roles, known));
    await applyRoles(tx, site.code, whom, version, facts);
    await applyScope(tx, site.code, whom.id, scope);
    const after = await personWithEmail(tx, site.code, whom.email);
    return shown(after ?? whom);
  });

  serve(app, context, makeLink, async ({ tx, site, person, params }) => {
    const whom = await personNumbered(tx, site.code, params.number);
    settle(mayChangePerson(administered(person), whom));
    return linkFor(tx, whom);
  });

  serve(app, context, userSessions, async ({ tx, site, person, params }) => {
    const whom = await personNumbered(tx, site.code, params.number);
    settle(mayChangePerson(administered(person), whom));
    return { rows: await sessionsOf(tx, whom.id, person.session) };
  });

  serve(app, context, endUserSessions, async ({ tx, site, person, params }) => {
    const whom = await personNumbered(tx, site.code, params.number);
    settle(mayChangePerson(administered(person), whom));
    return { ended: await endSessions(tx, whom.id) };
  });
}

const administered = (person: Person): ReadonlySet<string> =>
  new Set(person.grants.filter((grant) => grant.role === 'administrator').map((grant) => grant.site));

async function linkFor(tx: Asked['tx'], whom: StoredPerson): Promise<{ path: string; expires_at: string }> {
  const token = await makeInvitation(tx, 'set-password', linkHours, whom.id);
  return {
    path: `/set-password?token=${token}`,
    expires_at: later(present(), linkHours * 3600),
  };
}

/** The facts of a decision, or its refusal in words. */
function settle<Fact>(decision: Decision<Fact, UserCode>): readonly Fact[] {
  if (decision.kind === 'refuse') throw new Refusal(409, decision.code, userSentences[decision.code](decision.values));
  return decision.facts;
}

export function refuseFault(field: string, fault: string | undefined): void {
  if (fault) throw new Refusal(422, 'faulty', fault, { faults: [{ field, text: fault }] });
}

/** As the contract shows a person: the secret's existence, not the secret. */
const shown = ({ id: _, sites: __, roles, departments, ...person }: StoredPerson) => ({
  ...person,
  roles: [...roles],
  departments: [...departments],
});
