/** A version moved by hand, done again without some of it. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { type AllBut, tickedIn } from './allbut.ts';
import { asMadeOf } from './asmade.store.ts';
import { Barred } from './barred.ts';
import { editCalled } from './byhand.ts';
import { namesIn } from './called.store.ts';
import { demandCalled, numberIn } from './called.ts';
import { actsCalled, machinesOf } from './handacts.messages.ts';
import { handBaseOf } from './handbase.store.ts';
import { noRestWords, writtenSinceBase } from './handrest.messages.ts';
import { type Pause, restByHand, restCalled } from './handrest.ts';
import { oneVersion, type SiteInputs } from './planning.store.ts';
import { whoMoved } from './whomoved.store.ts';
import { sizesCalled, workSizes } from './worksizes.ts';

/** What the submitted version was moved by hand of, as that was made; undefined: no person moved it, or another overtook it since. */
export async function movedAsMade(tx: Transaction<Tables>, inputs: SiteInputs, submitted: number) {
  const version = await oneVersion(tx, inputs.site.code, submitted);
  const moved = version && (await handBaseOf(tx, inputs.site.code, version));
  if (!version?.by_hand || !moved || moved.base.state === 'superseded') return undefined;
  const { base, isPublished, since } = moved;
  if (since !== undefined) throw new Barred(writtenSinceBase(submitted, base.number, since));
  const who = await whoMoved(tx, inputs.site.code, version);
  const [names, asMade] = [await namesIn(tx, base.id), await asMadeOf(tx, inputs, base)];
  const parent = isPublished ? base.id : version.parent;
  const { acts, sizes = [] } = version.by_hand;
  return { base, parent, acts, sizes, who, names, asMade };
}

/** What was done by hand to it, but for what is left out. */
export async function handLeft(
  { base, parent, acts, sizes, who, names, asMade }: NonNullable<Awaited<ReturnType<typeof movedAsMade>>>,
  allBut: AllBut,
  pause: Pause,
) {
  // What is left out is named as it was called when it was ticked.
  const { called, asMade: then, wasCalled } = names;
  const stays = tickedIn(allBut).orders.flatMap((name) => [
    numberIn(then(wasCalled(`work/${name}`) ?? '')) ?? name,
    demandCalled(name, (line) => wasCalled(line) ?? line),
  ]);
  const rest = await restByHand(asMade, acts, { orders: stays, acts: allBut.acts ?? [] }, pause);
  if (!('plan' in rest)) {
    const told = actsCalled(
      acts.map((act) => act.map((edit) => editCalled(edit, called))),
      { who, sizes: sizesCalled(sizes, called) },
      machinesOf(asMade.plan.operations.map((step) => ({ ...step, order: called(step.order) }))),
    );
    const inTheWay = 'none' in rest ? [] : rest.inTheWay.map(({ at }) => at);
    throw new Barred(
      noRestWords(allBut.version, restCalled(rest, called), (at) => told[at]!),
      inTheWay,
    );
  }
  const { problem, plan, acts: others, conflicts } = rest;
  const left = workSizes(asMade.problem, asMade.plan, others.flat());
  const byHand = { base: base.number, acts: others, conflicts, ...(left.length > 0 ? { sizes: left } : {}) };
  return { made: { problem, plan }, now: base.now, parent, byHand };
}
