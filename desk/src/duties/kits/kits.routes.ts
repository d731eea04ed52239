/** Kits over HTTP: the kit locked → decide → move, reserve and keep. */
import type { FastifyInstance } from 'fastify';
import { nowAt } from '../../house/clock.ts';
import type { Values } from '../../house/decision.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, refuseTrainee, type Site, serve } from '../../server/http.ts';
import { sentWords, underWay } from '../deliveries/deliveries.messages.ts';
import { sendOut } from '../deliveries/deliveries.store.ts';
import { goalsOf } from '../deliveries/goals.store.ts';
import { outWords } from '../inventory/breakout.messages.ts';
import { unknownPlace } from '../inventory/movements.store.ts';
import { overfullFor } from '../inventory/room.ts';
import { trainee } from '../issuing/issuing.messages.ts';
import { issueLines, swapLine } from '../issuing/issuing.routes.ts';
import { isAtWork } from '../work/states.ts';
import { orderWithMaterial } from '../work/work.store.ts';
import * as contract from './kits.contract.ts';
import * as say from './kits.messages.ts';
import {
  factsOf,
  hasKit,
  isUsable,
  type KitSeen,
  keepKit,
  kitNumbers,
  kitOf,
  makeKit,
  stage,
  takeApart,
} from './kits.store.ts';
import { checked, lotsOf, mayIssue, mayRelease } from './kits.ts';
import { nothingTooMuch, returnedWords } from './surplus.messages.ts';

type Tx = Asked['tx'];
const most = 200;

export function kitsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listKits, async ({ tx, site }) => {
    const rows = [];
    for (const number of await kitNumbers(tx, site.code, most)) rows.push(shown(await kitOf(tx, site, number)));
    return { rows };
  });

  serve(app, context, contract.makeKit, async (asked) => {
    const { tx, site, person, body } = asked;
    refuseTrainee(person, trainee);
    const order = await orderWithMaterial(tx, site.code, body.order, true);
    if (!isAtWork(order.state)) throw faultAt('order', null, say.notReleased(order.number, order.state));
    if (!(await isUsable(tx, site.code, body.location))) throw faultAt('location', null, say.notUsable(body.location));
    if (await hasKit(tx, site.code, body.order, body.seq))
      throw faultAt('order', null, say.kitThere(body.order), 'kit-there');
    const { location, seq } = body;
    const number = await makeKit(tx, site.code, { work_order: body.order, seq, location, made_by: person.name });
    const kit = await kitOf(tx, site, number, true);
    if (kit.lines.length === 0) throw faultAt('seq', null, say.noMaterial(body.order), 'no-material');
    const { out } = await stage(tx, site, kit, overfullFor(asked));
    return told(tx, site, number, (state) => say.madeWords(number, body.order, state) + outWords(out));
  });

  serve(app, context, contract.stageKit, async (asked) => {
    const {
      tx,
      site,
      person,
      params: { number },
    } = asked;
    refuseTrainee(person, trainee);
    const kit = await openKit(tx, site, number);
    const { moved, out } = await stage(tx, site, kit, overfullFor(asked));
    await unchecked(tx, site, number);
    return told(tx, site, number, (state) => say.stagedWords(number, moved, state) + outWords(out));
  });

  serve(app, context, contract.swapInKit, async (asked) => {
    const {
      tx,
      site,
      person,
      params: { number },
      body,
    } = asked;
    refuseTrainee(person, trainee);
    const { kit } = await openKit(tx, site, number);
    await swapLine({ tx, site }, kit.work_order, body);
    const { out } = await stage(tx, site, await kitOf(tx, site, number), overfullFor(asked));
    await unchecked(tx, site, number);
    const swapped = say.swappedWords(body.qty, body.item, body.instead_of);
    return told(tx, site, number, (state) => `${swapped} ${state}.${outWords(out)}`);
  });

  serve(app, context, contract.checkKit, async ({ tx, site, person, params: { number }, body }) => {
    refuseTrainee(person, trainee);
    const kit = await openKit(tx, site, number);
    const decision = checked(kit.lines, body.counted);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.checkRefusals[codeOf(decision)](valuesOf(decision)));
    await keepKit(tx, site.code, number, {
      checked_at: nowAt(site),
      checked_by: person.name,
      check_note: body.note || null,
    });
    return told(tx, site, number, () => say.checkedWords(number));
  });

  serve(app, context, contract.releaseKit, async ({ tx, site, person, params: { number }, body }) => {
    const { kit, lines } = await kitOf(tx, site, number, true);
    const decision = mayRelease(factsOf(kit), lines);
    if (decision.kind !== 'accept') throw refused(decision, number);
    await keepKit(tx, site.code, number, {
      released_at: nowAt(site),
      released_by: person.name,
      release_reason: body.reason,
    });
    return told(tx, site, number, () => say.releasedWords(number, decision.facts[0] ?? ''));
  });

  serve(app, context, contract.issueKit, async ({ tx, site, person, params: { number }, at, confirmed, because }) => {
    refuseTrainee(person, trainee);
    const { kit, lines, there } = await stillKit(tx, site, number);
    const decision = mayIssue(factsOf(kit), lines);
    if (decision.kind !== 'accept') throw refused(decision, number);
    const wanted = lotsOf(decision.facts, there).map((one) => ({
      ...one,
      location: kit.location,
      serial: '',
      instead_of: null,
    }));
    const said = new Set([...confirmed].filter((code) => code === 'expired'));
    const { done } = await issueLines({ tx, site, at, confirmed: said, because }, kit.work_order, wanted, number);
    await keepKit(tx, site.code, number, { issued_at: at, issued_by: person.name });
    return told(tx, site, number, () => done);
  });

  serve(app, context, contract.sendKit, async ({ tx, site, person, params: { number } }) => {
    refuseTrainee(person, trainee);
    const { kit, lines, there } = await stillKit(tx, site, number);
    const decision = mayIssue(factsOf(kit), lines);
    if (decision.kind !== 'accept') throw refused(decision, number);
    const [goal] = await goalsOf(tx, site.code, [{ order: kit.work_order, seq: kit.seq ?? 0 }]);
    if (!goal) throw new Error(`the order of kit ${number} goes nowhere`);
    const goods = lotsOf(decision.facts, there).map((one) => ({ ...one, location: kit.location, receipt: null }));
    const [delivery = ''] = await sendOut(tx, site, { source: 'kit', key: number, by: person.name }, [{ goal, goods }]);
    return { done: sentWords(delivery, goal.area ?? ''), numbers: [delivery] };
  });

  serve(app, context, contract.returnSurplus, async (asked) => {
    const {
      tx,
      site,
      person,
      params: { number },
      body,
    } = asked;
    refuseTrainee(person, trainee);
    const kit = await openKit(tx, site, number);
    if (kit.surplus.length === 0) throw new Refusal(422, 'nothing-too-much', nothingTooMuch(number));
    if ((await unknownPlace(tx, site.code, [body.to])) !== undefined) throw faultAt('to', null, say.notUsable(body.to));
    await takeApart(tx, site, { ...kit, there: [...kit.surplus] }, body.to, overfullFor(asked));
    await unchecked(tx, site, number);
    return told(tx, site, number, () => returnedWords(kit.surplus, body.to));
  });

  serve(app, context, contract.apartKit, async (asked) => {
    const {
      tx,
      site,
      person,
      params: { number },
      body,
    } = asked;
    refuseTrainee(person, trainee);
    const kit = await openKit(tx, site, number);
    if ((await unknownPlace(tx, site.code, [body.to])) !== undefined) throw faultAt('to', null, say.notUsable(body.to));
    await takeApart(tx, site, kit, body.to, overfullFor(asked));
    await keepKit(tx, site.code, number, { apart_at: nowAt(site) });
    return told(tx, site, number, () => say.apartWords(number, body.to));
  });
}

const shown = ({ kit, underWay: delivery, item, state, lines, signs, surplus }: KitSeen) => ({
  number: kit.number,
  order: kit.work_order,
  seq: kit.seq,
  item,
  location: kit.location,
  state,
  made_at: kit.made_at,
  made_by: kit.made_by,
  checked_by: kit.checked_by,
  check_note: kit.check_note,
  released_by: kit.released_by,
  release_reason: kit.release_reason,
  issued_by: kit.issued_by,
  delivery,
  signs: signs.map((step) => ({ ...step, lines: [...step.lines] })),
  surplus: [...surplus],
  lines: [...lines],
});

/** Nobody is to bring it anywhere. */
async function stillKit(tx: Tx, site: Site, number: string): Promise<KitSeen> {
  const kit = await kitOf(tx, site, number, true);
  if (kit.underWay !== null) throw new Refusal(422, 'under-way', underWay(kit.underWay, `kit ${number}`));
  return kit;
}

async function openKit(tx: Tx, site: Site, number: string): Promise<KitSeen> {
  const kit = await stillKit(tx, site, number);
  if (kit.kit.issued_at !== null || kit.kit.apart_at !== null)
    throw new Refusal(422, 'over', say.goRefusals.over({ number }));
  return kit;
}

/** What was counted is not what lies there any more. */
const unchecked = (tx: Tx, site: Site, number: string): Promise<void> =>
  keepKit(tx, site.code, number, { checked_at: null, checked_by: null, check_note: null });

async function told(tx: Tx, site: Site, number: string, words: (state: KitSeen['state']) => string) {
  const { state } = await kitOf(tx, site, number);
  return { done: words(state), number, state };
}

type No<Code> = { readonly code: Code; readonly values: Values };
const codeOf = <Code>({ code }: No<Code>): Code => code;
const valuesOf = ({ values }: No<unknown>): Values => values;
const refused = ({ code, values }: No<keyof typeof say.goRefusals>, number: string): Refusal =>
  new Refusal(422, code, say.goRefusals[code]({ ...values, number }));
