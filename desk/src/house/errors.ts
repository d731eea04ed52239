/**
 * Failure has four names (HOUSE.md). A bug throws what it likes; these are the other three as the caller sees
 * them, in the form of RFC 9457 (`application/problem+json`).
 */
export interface Place {
  readonly file?: string;
  readonly sheet?: string;
  /** As the person counts: the head is row 1. */
  readonly row?: number;
  readonly column?: string;
  readonly field?: string;
}

export interface Fault extends Place {
  /** The value that was found, as it was typed. */
  readonly value?: string;
  /** One sentence with the value and, where there is one, the way out. */
  readonly text: string;
}

export const problemType = 'application/problem+json';

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** A stable name that a program may ask for. */
  readonly code: string;
  readonly faults?: readonly Fault[];
  /** With 409 `changed`: the record as it stands now. */
  readonly current?: unknown;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Thrown by routes and stores to end a request with a problem document; never for bugs. */
export class Refusal extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 503,
    readonly code: string,
    message: string,
    readonly more: Pick<ProblemDocument, 'faults' | 'current' | 'values'> = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }

  document(): ProblemDocument {
    return {
      type: `urn:hotlist:${this.code}`,
      title: this.code.replaceAll('-', ' '),
      status: this.status,
      detail: this.message,
      code: this.code,
      ...this.more,
    };
  }
}

/** Why a plan is not to be had yet, by code. */
const notYet: ReadonlySet<string> = new Set(['nothing-planned', 'plan-stale', 'plan-old']);
export const isNotYet = (refusal: Pick<Refusal, 'code'>): boolean => notYet.has(refusal.code);

/** What a request says in one field cannot be: 422, with the sentence beside the field. */
export const faultAt = (field: string, value: string | null, text: string, code = 'faulty'): Refusal =>
  new Refusal(422, code, text, { faults: [{ field, ...(value === null ? {} : { value }), text }] });

export const malformed = (faults: readonly Fault[]): Refusal =>
  new Refusal(400, 'malformed', faults[0]?.text ?? 'The request could not be read.', { faults });

/**
 * Others keep the server at work: 503, which is an overload of the server's (RFC 9110, 15.6.4); 429 is one that asks too often
 * himself (RFC 6585, 4).
 */
export const busy = (code: string, text: string): Refusal => new Refusal(503, code, text);

export const notFound = (what: string, id: string): Refusal =>
  new Refusal(
    404,
    'not-found',
    `There is no ${what} "${id}" here. Maybe it was deleted, or it belongs to another site.`,
  );
