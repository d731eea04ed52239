/** Live updates: what the database announces (a kind changed at a site) goes to every page that listens, as server-sent events. */
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../house/errors.ts';
import { Line } from './database/line.ts';
import type { HttpContext } from './http.ts';
import { Together } from './together.ts';

export interface Change {
  /** Null: of no site, or of all. */
  readonly site: string | null;
  readonly kind: string;
}
/** What a transaction of a request changed, as `announce_change` collects it: lines of a kind and, behind a '/', its site. */
export const changesIn = (collected: string | null | undefined): readonly Change[] =>
  (collected ?? '').split('\n').flatMap((line) => {
    const at = line.indexOf('/');
    return at < 0 ? [] : [{ kind: line.slice(0, at), site: line.slice(at + 1) || null }];
  });

/** Of words to the pages: sent with every commit, they would make commits wait for each other. */
const toDatabase = { soon: 0, apart: 100 };
/** Of words to one page. */
const toPage = { soon: 20, apart: 500 };

type Listener = (change: Change) => void;

/** One line listens for the whole process. */
export class Live {
  readonly #listeners = new Set<Listener>();
  /** When each kind was last announced, in milliseconds of this process. */
  readonly #last = new Map<string, { readonly change: Change; readonly at: number }>();
  readonly #line: Line;
  readonly #words = new Together((words) => void this.#send(words), toDatabase);
  /** What could not be told to all servers yet, each change once. */
  readonly #untold = new Set<string>();

  constructor(readonly url: string) {
    this.#line = new Line(url, 'changes', {
      heard: (payload) => this.#tell(payload),
      there: (again) => {
        // What happened while away is not known: every page looks again.
        if (again) this.#tell(JSON.stringify({ site: '*', kind: '*' }));
        // What could not be told meanwhile.
        void this.#send([]);
      },
    });
  }

  async start(): Promise<void> {
    await this.#line.start();
  }

  #tell(payload: string): void {
    const { site, kind, also = '' } = JSON.parse(payload) as Change & { readonly also?: string };
    for (const one of also === '' ? [kind] : [kind, also]) {
      // A connection that wrote for a site before says '' where a new one says null.
      const change = { site: site || null, kind: one };
      this.#last.set(`${change.site}/${one}`, { change, at: performance.now() });
      for (const listener of this.#listeners) listener(change);
    }
  }

  /** Tells all servers of what stands now, this one too: at once after a silence, else within a tenth of a second, each change once. */
  tell(changes: readonly Change[]): void {
    for (const change of changes) this.#words.add(JSON.stringify(change));
  }

  async #send(words: readonly string[]): Promise<void> {
    for (const word of words) this.#untold.add(word);
    const told = [...this.#untold];
    // Without a line it waits for the next one: pages of this server look again by then, those of others do not.
    const { client } = this.#line;
    if (told.length === 0 || client === undefined) return;
    this.#untold.clear();
    await client
      .query(`select pg_notify('changes', word) from unnest($1::text[]) word`, [told])
      .catch((error: Error) => {
        console.error(`live: ${error.message}`);
        for (const word of told) this.#untold.add(word);
      });
  }

  /** Hears what is announced from now on, and first what was in the `late` milliseconds before. */
  listen(listener: Listener, late = 0): () => void {
    const from = performance.now() - late;
    for (const { change, at } of this.#last.values()) if (at >= from) listener(change);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    await this.#send(this.#words.stop());
    await this.#line.stop();
  }
}

/** A page that asked for its rows longer ago than this asks for all of them again. */
const latest = 60_000;

/**
 * `GET /api/v1/changes`: an event stream of `{kind}` for one site, soon after the change, at most one message per kind each half second.
 * It begins with the script of the pages that are served now, so that an open page hears that it is an older one, and with
 * what changed in the last `?late=` milliseconds, for which the page had asked already but did not listen yet.
 */
export function liveRoutes(app: FastifyInstance, context: HttpContext, live: Live, entry?: string): void {
  const streams = new Set<ServerResponse>();
  // A stream has no end of its own, and the server that closes waits for it: as long as somebody leaves a page open.
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });
  app.get('/api/v1/changes', async (request, reply) => {
    const person = await context.whoAsks(request);
    if (!person) throw new Refusal(401, 'not-signed-in', 'Sign in first: this needs a person or a token.');
    const { site, late } = request.query as { site?: string; late?: string };
    const asked = site ?? person.grants[0]?.site;
    if (!person.grants.some((grant) => grant.site === asked))
      throw new Refusal(403, 'not-permitted', 'You have no role at that site.');
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write(': listening\n\n');
    if (entry !== undefined) raw.write(`event: pages\ndata: ${JSON.stringify({ entry })}\n\n`);
    const words = new Together((kinds) => {
      for (const kind of kinds) raw.write(`event: change\ndata: ${JSON.stringify({ kind })}\n\n`);
    }, toPage);
    const stop = live.listen(
      (change) => {
        if (change.site === asked || change.site === '*' || change.site === null) words.add(change.kind);
      },
      Math.min(latest, Number(late) || 0),
    );
    const beat = setInterval(() => raw.write(': beat\n\n'), 20_000);
    streams.add(raw);
    raw.on('close', () => {
      streams.delete(raw);
      stop();
      words.stop();
      clearInterval(beat);
    });
  });
}
