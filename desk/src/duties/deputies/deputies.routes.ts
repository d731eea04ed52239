/** Deputies over HTTP: lock the site → decide → keep the fact. */
import type { FastifyInstance } from 'fastify';
import { dayNumber, todayAt } from '../../house/clock.ts';
import type { Decision } from '../../house/decision.ts';
import { Refusal } from '../../house/errors.ts';
import { permissionsOf, type Role } from '../../house/permission.ts';
import { type HttpContext, type Person, type Site, serve } from '../../server/http.ts';
import { lockSite } from '../../server/site-lock.ts';
import { type deputyStates, endDeputy, listDeputies, nameDeputy } from './deputies.contract.ts';
import { deputyRefusals, endedWords, namedWords } from './deputies.messages.ts';
import {
  type Colleague,
  colleaguesAt,
  deputiesAt,
  givenBy,
  keepDeputy,
  keepEnd,
  type Listed,
  oneDeputyship,
} from './deputies.store.ts';
import { type DeputyCode, end, name } from './deputies.ts';

/** Of those that are listed. */
const most = 50;

export function deputiesRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, listDeputies, async ({ tx, site, person }) => {
    const today = todayAt(site);
    const rows = await deputiesAt(tx, site.code, most);
    return {
      rows: rows.map(({ supervisor, deputy, ...row }) => ({
        ...row,
        state: stateOf(row, today),
        mine: supervisor === person.id || deputy === person.id,
      })),
      may_be: permissionsOf(rolesAt(person, site)).has('plan.approve')
        ? called((await colleaguesAt(tx, site.code)).filter((one) => mayBe(one) && one.id !== person.id))
        : [],
    };
  });

  serve(app, context, nameDeputy, async ({ tx, site, person, body }) => {
    await lockSite(tx, site.code);
    const today = todayAt(site);
    const by = { id: person.id, name: person.name, active: true, roles: rolesAt(person, site) };
    const whom = (await colleaguesAt(tx, site.code)).find((one) => one.number === body.deputy);
    const days = dayNumber(body.to) - dayNumber(body.from) + 1;
    const others = await givenBy(tx, site.code, person.id, today);
    const [span] = settle(name(by, whom, body, others, { today, days }), today);
    if (!span || !whom) throw new Error(`nobody was named by ${person.id}`);
    const id = await keepDeputy(tx, site.code, by, whom, span);
    return { id, done: namedWords(whom.name, span.from, span.to, today) };
  });

  serve(app, context, endDeputy, async ({ tx, site, person, params }) => {
    await lockSite(tx, site.code);
    const today = todayAt(site);
    const one = await oneDeputyship(tx, site.code, params.id);
    const between = [one.supervisor, one.deputy];
    settle(end({ between, to: one.to_day, ended: one.ended_by !== null }, person.id, today), today);
    await keepEnd(tx, site.code, one.id, person);
    return { done: endedWords(one.deputy_name, one.supervisor_name) };
  });
}

const rolesAt = (person: Person, site: Site): readonly Role[] =>
  person.grants.filter((grant) => grant.site === site.code).map((grant) => grant.role);

const mayBe = (one: Colleague): boolean => one.active && permissionsOf(one.roles).has('site.see');

/** By name; where two bear one, by their numbers too. */
const called = (people: readonly Colleague[]) =>
  people.map(({ number, name: own }) => ({
    number,
    called: people.filter((other) => other.name === own).length > 1 ? `${own} (${number})` : own,
  }));

function stateOf(
  { from_day, to_day, ended_by }: Pick<Listed, 'from_day' | 'to_day' | 'ended_by'>,
  today: string,
): (typeof deputyStates)[number] {
  if (ended_by !== null) return 'ended';
  if (to_day < today) return 'over';
  return from_day > today ? 'to come' : 'now';
}

function settle<Fact>(decision: Decision<Fact, DeputyCode>, today: string): readonly Fact[] {
  if (decision.kind === 'refuse')
    throw new Refusal(409, decision.code, deputyRefusals[decision.code](decision.values, today));
  return decision.facts;
}
