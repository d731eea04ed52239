/** The published version moved by hand, done again without some of it. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { type AllBut, tickedIn } from './allbut.ts';
import { asMadeOf } from './asmade.store.ts';
import { Barred } from './barred.ts';
import { editCalled } from './byhand.ts';
import { namesIn } from './called.store.ts';
import { demandCalled, numberIn } from './called.ts';
import { actsCalled, machinesOf } from './handacts.messages.ts';
import { noRestWords } from './handrest.messages.ts';
import { type Pause, restByHand, restCalled } from './handrest.ts';
import { oneVersion, publishedVersion, type SiteInputs } from './planning.store.ts';
import { whoMoved } from './whomoved.store.ts';

/** The published version as it was made, where the submitted one is it, moved by hand. */
export async function publishedMoved(tx: Transaction<Tables>, inputs: SiteInputs, submitted: number) {
  const [version, published] = [
    await oneVersion(tx, inputs.site.code, submitted),
    await publishedVersion(tx, inputs.site.code),
  ];
  if (!published || version?.by_hand?.base !== published.number) return undefined;
  const base = await oneVersion(tx, inputs.site.code, published.number);
  if (!base) throw new Error(`version ${published.number} of ${inputs.site.code} is published and is not there`);
  const who = await whoMoved(tx, inputs.site.code, version);
  const [names, asMade] = [await namesIn(tx, base.id), await asMadeOf(tx, inputs, base)];
  return { base, acts: version.by_hand.acts, who, names, asMade };
}

/** What was done by hand to the published version, but for what is left out. */
export async function handLeft(
  { base, acts, who, names, asMade }: NonNullable<Awaited<ReturnType<typeof publishedMoved>>>,
  allBut: AllBut,
  pause: Pause,
) {
  // What is left out is named as it is called now.
  const { called, asMade: then, wasCalled } = names;
  const stays = tickedIn(allBut).orders.flatMap((name) => [
    numberIn(then(wasCalled(`work/${name}`) ?? '')) ?? name,
    demandCalled(name, (line) => wasCalled(line) ?? line),
  ]);
  const rest = await restByHand(asMade, acts, { orders: stays, acts: allBut.acts ?? [] }, pause);
  if (!('plan' in rest)) {
    const told = actsCalled(
      acts.map((act) => act.map((edit) => editCalled(edit, called))),
      who,
      machinesOf(asMade.plan.operations.map((step) => ({ ...step, order: called(step.order) }))),
    );
    const inTheWay = 'none' in rest ? [] : rest.inTheWay.map(({ at }) => at);
    throw new Barred(
      noRestWords(allBut.version, restCalled(rest, called), (at) => told[at]!),
      inTheWay,
    );
  }
  const { problem, plan, acts: others, conflicts } = rest;
  const byHand = { base: base.number, acts: others, conflicts };
  return { made: { problem, plan }, now: base.now, parent: base.id, byHand };
}
