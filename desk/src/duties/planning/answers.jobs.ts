/** The plans that stand, each asked in a thread of its own, one question after the other. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { ProblemError } from '@hotlist/engine';
import type { Transaction } from 'kysely';
import { busy, Refusal } from '../../house/errors.ts';
import type { Database } from '../../server/database/database.ts';
import { atOneMoment } from '../../server/database/onemoment.ts';
import type { Tables } from '../../server/database/tables.ts';
import { Patience } from '../../server/patience.ts';
import { answerRefusals } from './answers.messages.ts';
import type { AnswersThreadInput, Got, Put } from './answers.thread.ts';
import { type Answers, AskedPlan, type Asks, type Question, type Turn, turnedAway } from './asked.ts';
import { type AsMade, readAsMade, staleRefusal, standingOf } from './asmade.store.ts';
import { readToRun } from './torun.store.ts';

/** So many may wait for one plan: each holds a connection to the database while it does. Decisions are few, one a person. */
const waitingAtMost: Readonly<Record<Turn, number>> = { question: 4, decision: 8 };

/** A question that the thread thinks about for longer is given up, and the thread with it: milliseconds. */
const longest = 120_000;

/** From source (tests, development) there is no built thread to load: then it is asked here. */
const thread = new URL('./answers.thread.js', import.meta.url);
const built = existsSync(thread);

const begun = ({ problem, plan }: AsMade): Worker =>
  new Worker(thread, { workerData: { problem, plan } satisfies AnswersThreadInput });

export class StandingPlan {
  readonly made: AsMade;
  private readonly here: AskedPlan | undefined;
  private readonly worker: Worker | undefined;
  private readonly waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (why: Error) => void }>();
  private readonly patience = new Patience(longest, () => this.giveUp());
  private last = 0;
  private ended = false;

  constructor(made: AsMade, begin = built ? begun : undefined) {
    this.made = made;
    if (!begin) {
      this.here = new AskedPlan(made.problem, made.plan);
      return;
    }
    this.worker = begin(made);
    this.worker.unref();
    this.worker.on('message', ({ id, answer, refused, failed }: Got) => {
      const one = this.waiting.get(id);
      this.waiting.delete(id);
      this.patience.heard(this.waiting.size > 0);
      this.restIfRetired();
      if (refused !== undefined) one?.reject(impossible(refused));
      else if (failed === undefined) one?.resolve(answer);
      else one?.reject(new Error(failed));
    });
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => this.fail(new Error('the thread of the standing plan ended')));
  }

  /** It answers no more: a later version stands, or its thread died. */
  get gone(): boolean {
    return this.ended;
  }

  async ask<Q extends Question>(question: Q, about: Asks[Q], turn: Turn = 'question'): Promise<Answers[Q]> {
    if (this.ended) throw answersNoMore(this.made.version.number);
    if (this.here) return answered(this.here, question, about);
    if (this.waiting.size >= waitingAtMost[turn]) throw busy(turnedAway, answerRefusals.busy());
    this.last += 1;
    const id = this.last;
    return new Promise<Answers[Q]>((resolve, reject) => {
      // What cannot be sent is waited for by nobody.
      this.worker!.postMessage({ id, question, about } satisfies Put);
      this.waiting.set(id, { resolve: (answer) => resolve(answer as Answers[Q]), reject });
      if (this.waiting.size === 1) this.patience.heard(true);
    });
  }

  /** Another plan stands: what was asked is still answered. */
  retire(): void {
    this.ended = true;
    this.restIfRetired();
  }

  async close(): Promise<void> {
    this.ended = true;
    await this.worker?.terminate();
  }

  private restIfRetired(): void {
    if (this.ended && this.waiting.size === 0) void this.worker?.terminate();
  }

  private giveUp(): void {
    this.fail(new Refusal(503, 'too-long', answerRefusals.tooLong()));
    void this.worker?.terminate();
  }

  private fail(why: Error): void {
    this.ended = true;
    this.patience.heard(false);
    for (const { reject } of this.waiting.values()) reject(why);
    this.waiting.clear();
  }
}

/** Whoever held it over other work asks the one that stands by now. */
const answersNoMore = (number: number): Refusal => new Refusal(409, 'plan-stale', answerRefusals.answersNoMore(number));

const impossible = (why: string): Refusal => new Refusal(422, 'cannot-be', why);

function answered<Q extends Question>(plan: AskedPlan, question: Q, about: Asks[Q]): Answers[Q] {
  try {
    return plan.answer(question, about);
  } catch (error) {
    if (error instanceof ProblemError) throw impossible(error.message);
    throw error;
  }
}

/** The version that stands, without waking it; refused where there is none, or its inputs were written since. */
export async function standingFresh(tx: Transaction<Tables>, site: string) {
  const version = await standingOf(tx, site);
  if (!version) throw new Refusal(409, 'nothing-planned', answerRefusals.nothingPlanned());
  if (version.stale) throw await staleRefusal(tx, site, version.number);
  return version;
}

/** Of each site the plan that stands, read when somebody first asks. */
export class StandingPlans {
  private readonly kept = new Map<string, StandingPlan>();
  private readonly reading = new Map<number, Promise<StandingPlan>>();
  private readonly aside: Database;

  /** `aside`: plans are read there, and what is tried on them. */
  constructor(aside: Database) {
    this.aside = aside;
  }

  /** Refuses what stands on inputs that were written since: it answers no questions. */
  async of(tx: Transaction<Tables>, site: string): Promise<StandingPlan> {
    const version = await standingFresh(tx, site);
    const before = this.notAfter(site, version);
    if (before?.made.version.id === version.id && !before.gone) return before;
    return this.reading.get(version.id) ?? this.read(site, version);
  }

  /** What a run would plan of while it stands. */
  toRun(site: string, { made: { version } }: StandingPlan) {
    return this.whileStanding(site, version, (tx) => readToRun(tx, site));
  }

  async close(): Promise<void> {
    for (const one of this.kept.values()) await one.close();
  }

  /** Of one moment, in a transaction of its own: who asks may write, and would see what others write meanwhile. */
  private whileStanding<T>(
    site: string,
    { id, number }: AsMade['version'],
    read: (tx: Transaction<Tables>, standing: Awaited<ReturnType<typeof standingFresh>>) => Promise<T>,
  ): Promise<T> {
    return atOneMoment(this.aside, async (tx) => {
      const standing = await standingFresh(tx, site);
      if (standing.id !== id) throw answersNoMore(number);
      return read(tx, standing);
    });
  }

  /** What is kept of a site; who still sees an earlier version as the one that stands is refused, and retires no later one. */
  private notAfter(site: string, { id, number }: AsMade['version']): StandingPlan | undefined {
    const before = this.kept.get(site);
    if (before && before.made.version.id > id) throw answersNoMore(number);
    return before;
  }

  /** Many may ask at once for what is not read yet: it is read for the first of them, once. */
  private read(site: string, version: AsMade['version']) {
    const made = this.whileStanding(site, version, (tx, standing) => readAsMade(tx, site, standing))
      .then((made) => {
        const before = this.notAfter(site, version);
        const plan = new StandingPlan(made);
        before?.retire();
        this.kept.set(site, plan);
        return plan;
      })
      .finally(() => this.reading.delete(version.id));
    this.reading.set(version.id, made);
    return made;
  }
}
