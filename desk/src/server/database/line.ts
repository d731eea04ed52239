import pg from 'pg';

/** What a line to the database is told, and what comes of its being away. */
interface Hears {
  /** One word of the channel. */
  readonly heard: (word: string) => void;
  /** The line is there: begun, or back after it was away, when what was said meanwhile is not known. */
  readonly there: (again: boolean) => void;
}

/** Milliseconds until a line that broke is tried again. */
const retryAfter = 1000;

/** One connection that listens to a channel of the database; it comes back by itself when the database was away. */
export class Line {
  #client: pg.Client | undefined;
  #stopped = false;

  constructor(
    readonly url: string,
    readonly channel: string,
    readonly hears: Hears,
  ) {}

  /** Undefined while the line is away. */
  get client(): pg.Client | undefined {
    return this.#client;
  }

  start(): Promise<void> {
    return this.#connect(false);
  }

  async #connect(again: boolean): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    client.on('notification', (note) => this.hears.heard(note.payload ?? ''));
    client.on('error', () => this.#again(client));
    client.on('end', () => this.#again(client));
    await client.connect();
    await client.query(`listen ${this.channel}`).catch(async (error: unknown) => {
      await client.end();
      throw error;
    });
    if (this.#stopped) return client.end();
    this.#client = client;
    this.hears.there(again);
  }

  #again(client: pg.Client): void {
    if (this.#stopped || this.#client !== client) return;
    this.#client = undefined;
    this.#retry();
  }

  #retry(): void {
    const retry = setTimeout(() => {
      if (!this.#stopped) this.#connect(true).catch(() => this.#retry());
    }, retryAfter);
    retry.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end();
  }
}
