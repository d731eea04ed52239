/**
 * Background work: pg-boss queues in our own database. A duty describes a job (name, input, work); the server
 * sends it, a worker process does it. A worker that dies loses its lease and the job is done again by the next.
 */
import { CompiledQuery, type Transaction } from 'kysely';
import PgBoss from 'pg-boss';
import type { Database } from './database/database.ts';
import { Line } from './database/line.ts';
import type { Tables } from './database/tables.ts';

export interface JobContext {
  readonly db: Database;
  readonly url: string;
}

export interface Job<Input extends object> {
  readonly name: string;
  /** Seconds after which a worker that has not finished is given up. Long work renews by being split. */
  readonly lease: number;
  readonly retries: number;
  /** When it is done by itself, as cron says it, in UTC; absent: only when sent. However many workers, once. */
  readonly cron?: string;
  readonly run: (context: JobContext, input: Input) => Promise<void>;
}

/** Seconds between two looks at a queue nobody spoke of: what failed and is tried again, or was sent while the line was away. */
const lookEvery = 2;

/** What goes wrong is told in the log, too: people are told only that something did. */
function failed(name: string, error: unknown): never {
  console.error(`job ${name} failed:`, error);
  throw error;
}

export class Jobs {
  readonly #boss: PgBoss;
  /** By queue, who works on it here. */
  readonly #workers = new Map<string, string>();
  /** Says that something was sent, so that it is begun at once. */
  readonly #line: Line;

  /** Who only sends keeps no clock and clears nothing: those who work do. */
  constructor(
    url: string,
    does: 'sends' | 'works',
    readonly look = lookEvery,
  ) {
    this.#line = new Line(url, 'jobs', {
      heard: (word) => this.#heard(word),
      there: () => [...this.#workers.keys()].forEach((queue) => this.#wake(queue)),
    });
    const works = does === 'works';
    const named = { connectionString: url, schema: 'jobs', max: 2, application_name: 'hotlist-jobs' };
    this.#boss = new PgBoss({ ...named, schedule: works, supervise: works });
    // A lost database is reported by every request already; pg-boss comes back by itself.
    this.#boss.on('error', (error) => console.error(`jobs: ${error.message}`));
  }

  async start(jobs: readonly Job<never>[]): Promise<void> {
    await this.#boss.start();
    for (const job of jobs) await this.#boss.createQueue(job.name, { name: job.name, policy: 'standard' });
  }

  /**
   * Sent within the caller's transaction: the job exists exactly when the facts it works on do. Begun at once, or `after` so many
   * seconds: what the pages ask meanwhile goes first.
   */
  async send<Input extends object>(job: Job<Input>, input: Input, tx: Transaction<Tables>, after = 0): Promise<void> {
    await this.#boss.send(job.name, input, {
      ...(after > 0 ? { startAfter: await dueIn(tx, after) } : {}),
      expireInSeconds: job.lease,
      retryLimit: job.retries,
      retryDelay: 1,
      db: {
        executeSql: async (text, values) => ({
          rows: [...(await tx.executeQuery(CompiledQuery.raw(text, values))).rows],
        }),
      },
    });
    await tx.executeQuery(CompiledQuery.raw(`select pg_notify('jobs', $1)`, [`${job.name} ${after}`]));
  }

  #heard(word: string): void {
    const [queue = '', after] = word.split(' ');
    setTimeout(() => this.#wake(queue), Number(after) * 1000).unref();
  }

  #wake(queue: string): void {
    const worker = this.#workers.get(queue);
    if (worker !== undefined) this.#boss.notifyWorker(worker);
  }

  async work(jobs: readonly Job<never>[], context: JobContext): Promise<void> {
    for (const { name, cron } of jobs) if (cron !== undefined) await this.#boss.schedule(name, cron);
    for (const job of jobs) {
      const worker = await this.#boss.work(job.name, { pollingIntervalSeconds: this.look }, async ([one]) => {
        if (one) await job.run(context, one.data as never).catch((error: unknown) => failed(job.name, error));
      });
      this.#workers.set(job.name, worker);
    }
    await this.#line.start();
  }

  /** Does all that waits, also what is not due yet, one after the other, and comes back: for tests. */
  async workOff(jobs: readonly Job<never>[], context: JobContext): Promise<void> {
    for (let found = true; found; ) {
      found = false;
      for (const job of jobs)
        for (const one of await this.#boss.fetch(job.name, { ignoreStartAfter: true })) {
          found = true;
          try {
            await job.run(context, one.data as never);
            await this.#boss.complete(job.name, one.id);
          } catch (error) {
            await this.#boss.fail(job.name, one.id);
            throw error;
          }
        }
    }
  }

  async stop(): Promise<void> {
    await this.#line.stop();
    await this.#boss.stop({ graceful: true, wait: true, timeout: 5000 });
  }
}

/** By the clock of the database, which the queue goes by, from when it is asked and not from when the transaction began. */
async function dueIn(tx: Transaction<Tables>, seconds: number): Promise<string> {
  const { rows } = await tx.executeQuery<{ at: string }>(
    CompiledQuery.raw(
      `select to_char(clock_timestamp() at time zone 'utc' + make_interval(secs => $1), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
      [seconds],
    ),
  );
  const [{ at }] = rows as [{ at: string }];
  return at;
}
