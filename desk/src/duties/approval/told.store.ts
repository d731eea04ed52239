/** What is told of a version wherever somebody may act on it: its page, the panel beside the list, Approvals. */
import type { Transaction } from 'kysely';
import type { Decision } from '../../house/decision.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import { standingIn } from '../deputies/deputies.messages.ts';
import { hoursIn, toldHours } from '../planning/handhours.store.ts';
import { locksTold } from '../planning/lockstold.store.ts';
import { spoken } from '../planning/planning.messages.ts';
import { pledgeWords } from '../planning/pledges.messages.ts';
import { pledgedIn } from '../planning/pledges.store.ts';
import { isBroken } from '../planning/pledges.ts';
import { isOnTheWay } from '../planning/states.ts';
import { toldSizes } from '../planning/worksizes.store.ts';
import { leavingOut } from './allbut.store.ts';
import type { Leaving } from './allbut.ts';
import { decidedWords, refusalWords, standingWords } from './approval.messages.ts';
import { deciderOf, type readVersion } from './approval.store.ts';
import {
  approve,
  goesNoFurther,
  heldAgainst,
  publish,
  type RefusalCode,
  reject,
  rivalsBeside,
  submit,
  type VersionSeen,
  withdraw,
} from './approval.ts';
import type { Compare } from './changedwork.store.ts';
import { betterMoved } from './limits.store.ts';
import type { Limits } from './limits.ts';
import { wordsSaid } from './words.messages.ts';
import { missingIn } from './words.ts';

type Read = Awaited<ReturnType<typeof readVersion>>;

interface Beside {
  readonly limits: Limits | undefined;
  /** Of the approved rest of another: what was left out of which, in words. */
  readonly rest: string | null;
  /** Who has some orders left out of it by a run that is going. */
  readonly leaving: Leaving | null;
  /** Of many each version that they are held against is read once. */
  readonly compared: Compare;
}

export async function toldActs(
  tx: Transaction<Tables>,
  site: Site,
  person: Pick<Person, 'id' | 'standsInFor'>,
  { version, published, decisions, supervisors, seen }: Read,
  { limits, rest, leaving, compared }: Beside,
) {
  const by = deciderOf(person, site.code, supervisors);
  const approval = approve(seen, by);
  const wrong = goesNoFurther(seen);
  const hours = hoursIn(version);
  const barred = (answer: Decision<unknown, RefusalCode>): string | null =>
    answer.kind === 'refuse' ? refusalWords[answer.code](answer.values, site.zone) : null;
  const left = leavingOut(leaving, seen.number, site.zone);
  return {
    standing: standingWords(seen),
    published: published?.number ?? null,
    decisions: decisions.map(({ person: _id, ...one }) => ({
      ...one,
      said: decidedWords(one, { whole: seen.allBut, rest }),
    })),
    rivals: [...rivalsBeside(seen)],
    held_against: heldAgainst(seen),
    broken: (version.by_hand?.conflicts ?? []).map(({ rule, text }) => ({ rule, text: spoken(text) })),
    pledges: await pledgesTold(tx, site, { version, published }),
    locks: [...(await locksTold(tx, site.code, version))],
    hours: hours.length === 0 ? [] : await toldHours(tx, site, hours),
    sizes: (await toldSizes(tx, site.code, version)).map((one) => ({ ...one, split: [...one.split] })),
    words: toldWords(seen, decisions, approval),
    move_instead: await betterMoved(tx, site, limits, { version, published, seen }, compared),
    no_further: wrong ? barred(wrong) : null,
    barred: {
      submit: barred(submit(seen)),
      withdraw: barred(withdraw(seen, person.id)) ?? left,
      approve: barred(approval) ?? left,
      reject: barred(reject(seen, by)),
      publish: barred(publish(seen)),
    },
  };
}

/** Rush orders that it ships later than they were let go, each in a sentence. */
async function pledgesTold(
  tx: Transaction<Tables>,
  site: Site,
  { version, published }: Pick<Read, 'version' | 'published'>,
): Promise<string[]> {
  if (!isOnTheWay(version.state)) return [];
  const broken = (await pledgedIn(tx, site.code, version.id)).filter(isBroken);
  if (broken.length === 0) return [];
  const were = published ? await pledgedIn(tx, site.code, published.id) : [];
  return broken.map((one) => {
    const was = were.find(({ line }) => line === one.line);
    const beside = was && { version: `published version ${published!.number}`, ships: was.ships };
    return `${pledgeWords(one, site.zone, { beside })}.`;
  });
}

function toldWords({ concerned }: VersionSeen, decisions: Read['decisions'], approval: ReturnType<typeof approve>) {
  const given = decisions.flatMap(({ decision, department, who, for_who }) =>
    decision === 'approved' && department !== null ? [{ department, by: standingIn(who, for_who) }] : [],
  );
  const approving = approval.kind === 'accept' ? approval.facts[0] : undefined;
  return {
    said: wordsSaid(given, missingIn(concerned, decisions)),
    mine: approving?.words.map((one) => one.department) ?? [],
    whole: approving?.whole ?? true,
  };
}
