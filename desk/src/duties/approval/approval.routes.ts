/** Deciding about versions over HTTP: lock the site and the version → decide → keep the fact and the state. */
import type { FastifyInstance } from 'fastify';
import type { Decision } from '../../house/decision.ts';
import { Refusal } from '../../house/errors.ts';
import { fewNamed } from '../../house/names.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { mailServerOf } from '../../server/mailserver.ts';
import { releaseWindowOf } from '../cleartobuild/cleartobuild.store.ts';
import { standingIn } from '../deputies/deputies.messages.ts';
import { releaseSurplus } from '../kits/surplus.store.ts';
import { recordHours } from '../overtime/published.store.ts';
import { comparing } from '../planning/compared.store.ts';
import { mostInputs } from '../planning/inputscounted.ts';
import { lateIn } from '../planning/lateorders.store.ts';
import { recordLocks } from '../planning/lockskept.store.ts';
import { notKeptIn } from '../planning/notkept.store.ts';
import { listVersions } from '../planning/planning.contract.ts';
import type { PlanInput } from '../planning/planning.jobs.ts';
import { lockedWords, plansByItself, putBackWords } from '../planning/planning.messages.ts';
import { askForRun, changesSince, publishedVersion } from '../planning/planning.store.ts';
import { isOnTheWay, isOvertaken } from '../planning/states.ts';
import { unlockedMoves } from '../planning/steplocks.ts';
import { writtenWords } from '../planning/worksizes.messages.ts';
import { recordSizes } from '../planning/worksizes.store.ts';
import { inactiveAmong } from '../users/scope.store.ts';
import { leftOutWords } from './allbut.messages.ts';
import { allButRun, lostIn, madeInsteadOf, mostLost, unlessLeavingOut, whoLeavesOut } from './allbut.store.ts';
import { anewBeside } from './anew.store.ts';
import * as contract from './approval.contract.ts';
import {
  afterPublishing,
  approvedBeside,
  brokenPublished,
  brokenReason,
  brokenSubmitted,
  decidedMeanwhile,
  doneWords,
  publishingWords,
  reasonNeeded,
  refusalWords,
} from './approval.messages.ts';
import {
  deciderOf,
  keepDecision,
  keepWords,
  type NewDecision,
  readVersion,
  shipsOtherwise,
  withinLimitsAt,
} from './approval.store.ts';
import {
  type ActWord,
  approve,
  isFirst,
  mayBeDoneAgain,
  publish,
  type RefusalCode,
  reject,
  rejecting,
  type Stood,
  standsAsSeen,
  stateBy,
  submit,
  withdraw,
} from './approval.ts';
import { dryOrDone } from './dryrun.store.ts';
import { inPart } from './handacts.store.ts';
import { judgedAt } from './judged.store.ts';
import { delegatedWords, reachedWords, whySupervisor, withinLimits, withinWords } from './limits.messages.ts';
import { limitsIn } from './limits.ts';
import { mailPublications } from './publicationmail.store.ts';
import { publishWords, sentWords, whySuperseded } from './publications.messages.ts';
import { type Published, sendToFloor } from './publications.store.ts';
import { barredFromSetting, keepSettings, settingsOf, versionedSettings } from './settings.store.ts';
import { toldActs } from './told.store.ts';
import { listedVersions } from './versions.store.ts';
import { changesOf, toldWaiting, waitingAt } from './waiting.store.ts';
import { partDone } from './words.messages.ts';
import { missingIn } from './words.ts';

type Answered = Decision<ActWord, RefusalCode>;
type Question = Pick<Answered & { readonly kind: 'confirm' }, 'code' | 'values'>;
type Deciding = Pick<Asked, 'tx' | 'site' | 'person' | 'confirmed'>;
type Read = Awaited<ReturnType<typeof readVersion>>;

/** Of the difference that a refusal carries. */
const most = 20;

/** Late orders that are told by name. */
const mostLate = 50;

/** Seconds until the plan is made anew: the lists of what is published are read first, by everybody at once. */
const listsFirst = 1;

/** What goes on by itself after a publication, asked for in its transaction: the mails, the papers at printers, the plan made anew. */
type Afterwards = (asked: Deciding, number: number, sent: Published) => Promise<{ readonly mails: number }>;

export function approvalRoutes(
  app: FastifyInstance,
  context: HttpContext,
  jobs: Jobs,
  {
    planJob,
    mailJob,
    printJob,
  }: { readonly planJob: Job<PlanInput> } & Readonly<Record<'mailJob' | 'printJob', Job<object>>>,
): void {
  const afterwards: Afterwards = async ({ tx, site, person }, number, { sent, lists }) => {
    if (sent + lists > 0) await jobs.send(printJob, {}, tx);
    const mails = await mailPublications(tx, site, number, person.name, mailServerOf(process.env));
    if (mails > 0) await jobs.send(mailJob, {}, tx);
    const asked = { site: site.code, by: plansByItself, reason: afterPublishing(person.name, number) };
    await askForRun(tx, asked, (run) => jobs.send(planJob, { run }, tx, listsFirst));
    return { mails };
  };

  serve(app, context, listVersions, ({ tx, site, query }) => listedVersions(tx, site, query.limit));
  serve(app, context, contract.oneVersion, async ({ tx, site, person, params }) => {
    const { number } = params;
    const read = await readVersion(tx, site, number, false);
    const { version, decisions, seen } = read;
    const changes = await changesSince(tx, site.code, version, mostInputs + 1, 'told');
    const { snapshot: _, ...shown } = version;
    const run = await allButRun(tx, site.code, number);
    const instead = await madeInsteadOf(tx, version.id);
    const replaced = run?.made
      ? { whole: number, rest: run.made }
      : instead && { whole: instead.version, rest: number };
    const rest = instead && leftOutWords(instead, decisions.findLast((one) => one.decision === 'submitted')?.who ?? '');
    const limits = limitsIn(await settingsOf(tx, site.code));
    const told = await toldActs(tx, site, person, read, {
      limits,
      rest,
      leaving: whoLeavesOut(run),
      compared: comparing(tx, site.code),
    });
    return {
      ...told,
      version: shown,
      parent: seen.parent,
      made_of: seen.madeOf,
      in_it: isFirst(seen) ? await lateIn(tx, site, version.id, mostLate) : null,
      publishing: isOnTheWay(version.state) ? publishingWords(await releaseWindowOf(tx, site.code)) : null,
      not_kept: await notKeptIn(tx, version.id, most),
      changes: changes.slice(0, most),
      changed: changes.length,
      cancelled: [...seen.cancelled],
      overtaken: (await overtaken(tx, read)).rows,
      anew: isOnTheWay(version.state) && !isOvertaken(seen) ? await anewBeside(tx, site.code, version.id) : null,
      all_but: run ?? null,
      lost: replaced && (await lostIn(tx, site, replaced, mostLost)),
      do_again: mayBeDoneAgain(seen) ? (version.by_hand?.acts.length ?? 0) : null,
      ...(await inPart(tx, site, read)),
      instead_of: instead?.version ?? null,
    };
  });

  serve(app, context, contract.submitVersion, (asked) =>
    dryOrDone(asked, async () => {
      const read = await readVersion(asked.tx, asked.site, asked.params.number, true);
      const answer = submit(read.seen);
      const limits = limitsIn(await settingsOf(asked.tx, asked.site.code));
      const judged =
        limits && answer.kind !== 'refuse'
          ? await judgedAt(asked.tx, asked.site, limits, asked.person, read)
          : undefined;
      const reached = judged && limits && 'reach' in judged ? reachedWords(limits, judged) : null;
      const within = reached && withinWords(reached);
      const atOnce = reached !== null && !asked.body.to_supervisor;
      const told = judged && !atOnce ? whySupervisor(judged) : undefined;
      const settled = await settle(asked, read, answer, { reason: asked.body.reason, told });
      if (atOnce) return { ...(await publishAtOnce(asked, read, afterwards, reached)), within };
      const { broken } = read.seen;
      const said = [settled.done, broken > 0 ? brokenSubmitted(broken) : '', told ?? ''];
      return { ...settled, within, done: said.filter((text) => text !== '').join(' ') };
    }),
  );
  serve(app, context, contract.withdrawVersion, async (asked) => {
    const { tx, site, person, params } = asked;
    const read = await readVersion(tx, site, params.number, true);
    await unlessLeavingOut(tx, site, read.seen);
    return settle(asked, read, withdraw(read.seen, person.id), { reason: null });
  });
  serve(app, context, contract.approveVersion, (asked) =>
    dryOrDone(asked, async () => {
      const { tx, site, params, body } = asked;
      const read = await readVersion(tx, site, params.number, true);
      await unlessLeavingOut(tx, site, read.seen);
      const approved = await giveWords(asked, read, body.reason);
      return body.publish && approved.state === 'approved' ? bringToFloor(asked, params.number, afterwards) : approved;
    }),
  );
  serve(app, context, contract.rejectVersion, async (asked) => {
    const read = await readVersion(asked.tx, asked.site, asked.params.number, true);
    const by = deciderOf(asked.person, asked.site.code, read.supervisors);
    const run = await allButRun(asked.tx, asked.site.code, asked.params.number);
    const answer = reject(read.seen, by, whoLeavesOut(run)?.who);
    if (answer.kind !== 'refuse') refuseUnseen(asked.body.told, read, asked.site);
    return settle(asked, read, answer, {
      reason: asked.body.reason,
      voice: rejecting(read.seen, by),
    });
  });
  serve(app, context, contract.publishVersion, (asked) =>
    dryOrDone(asked, () => bringToFloor(asked, asked.params.number, afterwards)),
  );

  serve(app, context, contract.listApprovals, async ({ tx, site, person, query }) => {
    const page = await waitingAt(tx, site.code, person.id, query);
    const inactive = await inactiveAmong(
      tx,
      page.rows.map((row) => row.person),
    );
    const told = query.told ? await toldWaiting(tx, site, person, page.rows) : undefined;
    return {
      ...page,
      rows: page.rows.map(({ all_but, person: submitter, ...row }) => ({
        ...row,
        inactive: inactive.has(submitter),
        left_out: all_but && leftOutWords(all_but, row.submitted_by),
        told: told?.get(row.number) ?? null,
      })),
      published: (await publishedVersion(tx, site.code))?.number ?? null,
      delegated: await withinLimitsAt(tx, site.code),
    };
  });

  serve(app, context, contract.waitingChanges, async ({ tx, site, query }) => ({
    rows: await changesOf(tx, site, query.numbers.split(',').map(Number)),
  }));

  serve(app, context, contract.approvalSettings, async ({ tx, site, person }) => ({
    ...(await versionedSettings(tx, site.code)),
    barred: await barredFromSetting(tx, site.code, person),
  }));
  serve(app, context, contract.setApprovalSettings, async ({ tx, site, person, body, version }) => {
    const barred = await barredFromSetting(tx, site.code, person);
    if (barred) throw new Refusal(409, 'not-your-part', barred);
    await keepSettings(tx, site.code, body, { version, who: person.name, person: person.id });
    return { ...(await versionedSettings(tx, site.code)), barred };
  });
}

/** What a colleague decided since it was read is not overturned unseen. */
function refuseUnseen(told: Stood | null, { seen, decisions }: Read, { zone }: Site): void {
  const latest = decisions.at(-1);
  if (!told || !latest || standsAsSeen(told, seen)) return;
  const { number, state } = seen;
  throw new Refusal(409, 'told-otherwise', decidedMeanwhile(number, latest, zone), {
    values: { confirm: 'told-otherwise', state, decisions: decisions.length, who: latest.who, at: latest.at },
  });
}

async function publishAtOnce(asked: Deciding, { version, seen }: Read, afterwards: Afterwards, reached: string) {
  const approved = { decision: 'approved' as const, reason: withinLimits(reached), department: null };
  await keepDecision(asked.tx, asked.site.code, version, asked.person, approved);
  // Published as it was submitted: in his own name, also where he stands in for somebody.
  const published = await bringToFloor(asked, seen.number, afterwards, 'submitter');
  return { ...published, done: `${published.done} ${delegatedWords}` };
}

/** Each word is a fact; the version is approved with the last that it needs. */
async function giveWords(asked: Deciding, read: Read, reason: string | null) {
  const { tx, site, person } = asked;
  const { number, state, concerned, decisions, broken } = read.seen;
  const answer = approve(read.seen, deciderOf(person, site.code, read.supervisors));
  if (answer.kind === 'refuse') throw await refused(asked, read, answer);
  if (answer.kind === 'confirm') sayYes(asked, answer);
  if (answer.kind === 'confirm' && reason === null) throw new Refusal(422, 'reason-needed', reasonNeeded);
  const said = reason !== null && broken > 0 ? brokenReason(broken, reason) : reason;
  const { words, whole } = await keepWords(tx, site.code, read.version, person, answer.facts, said);
  if (whole)
    return { number, state: 'approved' as const, done: doneWords.approved(number) + approvedBeside(read.seen.rivals) };
  const given = words.map((one) => one.department);
  const left = missingIn(concerned, decisions).filter(({ department }) => !given.includes(department));
  return { number, state, done: partDone(number, given, left) };
}

/**
 * Superseding comes first: of a site's versions one at most is published at any moment. What is made firm and released makes
 * the plan stale, so the next one is asked for by the same act.
 */
async function bringToFloor(
  asked: Deciding,
  number: number,
  afterwards: Afterwards,
  as: 'decider' | 'submitter' = 'decider',
) {
  const { tx, site, person } = asked;
  const read = await readVersion(tx, site, number, true);
  const answer = publish(read.seen);
  const voice = as === 'submitter' ? undefined : deciderOf(person, site.code, read.supervisors).voices[0];
  if (answer.kind === 'accept' && read.published)
    await keepDecision(tx, site.code, read.published, person, {
      decision: 'superseded',
      reason: whySuperseded(number),
      department: null,
      voice,
    });
  const published = await settle(asked, read, answer, { reason: null, voice });
  const sizes = await recordSizes(tx, site, read.version);
  const surplus: string[] = [];
  for (const { order, from, to } of sizes) if (to < from) surplus.push(await releaseSurplus(tx, site, order));
  const sized = [writtenWords(sizes), ...surplus].filter((text) => text !== '').join(' ');
  const recorded = await recordHours(tx, site, read.version, approvedBy(read.decisions));
  const by = standingIn(person.name, voice && voice.person !== person.id ? voice.name : null);
  const sent = await sendToFloor(tx, site, read.version, by);
  const locked = lockedWords(await recordLocks(tx, site.code, read.version));
  const { mails } = await afterwards(asked, number, sent);
  const putBack = putBackWords(unlockedMoves(read.version.by_hand?.acts.flat() ?? []));
  const told = [locked, putBack, brokenPublished(read.seen.broken)].filter((text) => text !== '').join(' ');
  const done = [sentWords(number, { ...sent, mails }), sized, recorded, told].filter((text) => text !== '').join(' ');
  return {
    ...published,
    done,
    would: [publishWords({ ...sent, mails }), sized, told].filter((text) => text !== '').join(' '),
  };
}

/** Who submitted a version and who approved it, each as he is called. */
function approvedBy(decisions: Read['decisions']) {
  const each = decisions.map(({ person, who, for_who, ...one }) => ({
    ...one,
    id: person,
    name: standingIn(who, for_who),
  }));
  const submitter = each.findLast(({ decision }) => decision === 'submitted');
  if (!submitter) throw new Error('a version was published that nobody submitted');
  return { submitter, approved: each.filter(({ decision }) => decision === 'approved') };
}

async function settle(
  asked: Deciding,
  read: Read,
  answer: Answered,
  more: Pick<NewDecision, 'reason' | 'voice' | 'told'>,
) {
  const { tx, site, person } = asked;
  const { number } = read.seen;
  if (answer.kind === 'refuse') throw await refused(asked, read, answer);
  if (answer.kind === 'confirm') sayYes(asked, answer);
  const [decision] = answer.facts;
  if (!decision) throw new Error(`nothing was decided about version ${number}`);
  await keepDecision(tx, site.code, read.version, person, { decision, department: null, ...more });
  return { number, state: stateBy(decision), done: doneWords[decision](number, read.seen.byHand) };
}

/** Throws the question, unless the person has said yes to it. */
function sayYes({ site, confirmed }: Deciding, { code, values }: Question): void {
  if (confirmed.has(code)) return;
  throw new Refusal(409, code, refusalWords[code](values, site.zone), { values: { ...values, confirm: code } });
}

/** With the difference: what was written since, what ships otherwise. */
async function refused(
  { tx, site }: { readonly tx: Deciding['tx']; readonly site: Site },
  read: Read,
  { code, values }: Decision<unknown, RefusalCode> & { readonly kind: 'refuse' },
): Promise<Refusal> {
  const inputs =
    code === 'stale-inputs' || code === 'overtaken'
      ? (await changesSince(tx, site.code, read.version, most, 'told')).map((one) => one.called)
      : [];
  const { rows, all } = await overtaken(tx, read);
  const others = rows.map(({ demand }) => demand);
  const orders = code === 'order-cancelled' ? read.seen.cancelled : others;
  const said = code === 'overtaken' ? { ...values, otherwise: fewNamed(others, 3, all) } : values;
  return new Refusal(409, code, refusalWords[code](said, site.zone), { values: { ...values, inputs, orders } });
}

const overtaken = async (tx: Deciding['tx'], { version, published, seen }: Read) =>
  published && seen.parent !== seen.published
    ? shipsOtherwise(tx, published.id, version.id, most)
    : { rows: [], all: 0 };
