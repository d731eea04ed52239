/**
 * The end of a run that leaves orders out: what may be approved is asked again, then its version is approved in place of the first,
 * unless it is worse than what was seen, or moves more.
 */
import { siteCalled } from '../../server/site.ts';
import { standInsOf } from '../deputies/deputies.store.ts';
import { allButKept } from '../planning/allbut.messages.ts';
import { allTicked } from '../planning/allbut.ts';
import { Barred } from '../planning/barred.ts';
import { namesIn } from '../planning/called.store.ts';
import { handBaseOf } from '../planning/handbase.store.ts';
import type { ApprovesAllBut } from '../planning/planning.jobs.ts';
import { oneVersion, oneVersionById } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { againstPublished, allButReason, restBreaks } from './allbut.messages.ts';
import { lostOf, tollOf } from './allbut.store.ts';
import { hurtAnew, movesMore, worstOf } from './allbut.ts';
import { refusalWords } from './approval.messages.ts';
import { deciderOf, keepDecision, keepWords, readVersion } from './approval.store.ts';
import { approve } from './approval.ts';
import { breaksBy } from './breaks.ts';
import { movedByRest } from './changedwork.store.ts';
import { unlockedBy } from './unlocks.store.ts';

export const approvesAllBut: ApprovesAllBut = {
  barred: async (tx, code, { version, by }) => {
    const site = await siteCalled(tx, code);
    const { seen, supervisors } = await readVersion(tx, site, version, true);
    const standsInFor = await standInsOf(tx, by.id);
    const answer = approve(seen, deciderOf({ id: by.id, standsInFor }, code, supervisors));
    return answer.kind === 'refuse' ? refusalWords[answer.code](answer.values, site.zone) : undefined;
  },
  approve: async (tx, code, allBut, made) => {
    const { version: number, by, reason } = allBut;
    const orders = allTicked(allBut);
    const site = await siteCalled(tx, code);
    const first = await readVersion(tx, site, number, true);
    const submitted = first.decisions.findLast((one) => one.decision === 'submitted');
    if (!submitted) throw new Error(`version ${number} of ${code} waits for approval, but nobody submitted it`);
    const next = { id: made, ...(await oneVersionById(tx, made)) };
    const whose = { id: submitted.person, name: submitted.who };
    const base = (await handBaseOf(tx, code, first.version))?.base;
    // Before anything was published it is held against what was moved.
    const before = first.published ?? base;
    if (!before) throw new Error(`some was left out of version ${number} of ${code}, and it stands beside no other`);
    const rest = await tollOf(tx, code, before.id, made);
    const whole = await tollOf(tx, code, before.id, first.version.id);
    const lost = await lostOf(tx, site, { published: before.id, whole: first.version.id, rest: made });
    const hand = (await oneVersion(tx, code, next.number))?.by_hand;
    const unlocked = (await unlockedBy(tx, code, first.version))(hand?.acts ?? []);
    const moved = await movedByRest(tx, site, { before, whole: first.version, rest: next.number });
    const told = againstPublished(before, { number, toll: whole }, rest, site.zone, {
      worst: worstOf(lost, await plantDaysOf(tx, site)),
      unlocked,
      moved,
    });
    const note = allButReason(number, orders);
    await keepDecision(tx, code, next, whose, { decision: 'submitted', reason: note, department: null, told });
    // Where supervisors decide for departments, it waits for the words of the others.
    const { seen, supervisors } = await readVersion(tx, site, next.number, true);
    const decider = deciderOf({ id: by.id, standsInFor: await standInsOf(tx, by.id) }, code, supervisors);
    const answer = approve(seen, decider);
    if (answer.kind === 'accept') {
      if (hurtAnew(rest, whole).length === 0 && !movesMore(moved))
        await keepWords(tx, code, next, by, answer.facts, reason);
    } else if (answer.code === 'rules-broken') {
      const breaks = hand?.conflicts ?? [];
      const inTheWay = [...new Set(breaks.flatMap((one) => breaksBy(first.version.by_hand?.acts ?? [], one)))];
      const { called } = await namesIn(tx, (base ?? before).id);
      const told = breaks.map((one) => ({ ...one, order: called(one.order) }));
      throw new Barred(restBreaks(number, told, inTheWay.length), inTheWay);
    }
    // What is left may change nothing that waits for his word; whatever else stands against it, nothing is kept.
    else if (answer.code !== 'not-your-part') throw new Barred(refusalWords[answer.code](answer.values, site.zone));
    await keepDecision(tx, code, first.version, by, {
      decision: 'left-out',
      reason: allButKept(next.number, orders),
      department: null,
      voice: decider.voices[0],
    });
  },
};
