/**
 * A contract is a table of routes, shared by the server that answers, the page that asks and the document that
 * describes it. Paths are relative to `/api/v1`; the site comes as `?site=CODE` and defaults to the person's first.
 */
import { z } from 'zod';
import { largestNumber, numberIn } from './addressnumbers.ts';
import type { Permission } from './permission.ts';
import { inOneLine, isSeen } from './texts.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  /** With `:name` for parameters: '/items/:id'. */
  readonly path: string;
  readonly permission: Permission;
  /** One line for the API document. */
  readonly summary: string;
  readonly tag: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  /** Takes one file as a form (multipart/form-data, part `file`), or many; the other parts are the body. */
  readonly upload?: 'one' | 'many';
  /** Answers a file of these types instead of JSON; the handler gives a `Download`. */
  readonly download?: readonly string[];
  /** The answer is large: it goes out compressed to those who take it so. */
  readonly compressed?: boolean;
  /**
   * It asks a plan as it stands. While none is to be had (nothing is planned, its inputs changed, the next one is being made) that is
   * an answer, no error: 202, with why, as a problem document.
   */
  readonly asksPlan?: boolean;
  /** It asks who is signed in at a page: that nobody is, is an answer, null, and no 401. */
  readonly answersNobody?: boolean;
  /** Editing needs `If-Match: "<version>"`. */
  readonly versioned?: boolean;
  /** The token scope it takes; absent: `read` for GET, `write` for the rest. */
  readonly scope?: 'read' | 'write';
  /** Only a person at a page may: it makes or changes what signs somebody in. A token is refused, whatever its scope. */
  readonly personOnly?: boolean;
  /** The body or the answer holds a secret: neither is kept, so a repeat of the request is refused, not answered again. */
  readonly secret?: boolean;
  /** Takes `?confirm=allocated`: goods that are reserved for another are taken all the same. */
  readonly takesReserved?: boolean;
}

export const route = <
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  one: Route<Params, Query, Body, Answer>,
): Route<Params, Query, Body, Answer> => ({ ...one, ...(one.body ? { body: closed(one.body) } : {}) });

/** A field that nobody reads is a fault, no loss: "scrp" is not left out of a report. */
const closed = <Body extends z.ZodType>(body: Body): Body =>
  body instanceof z.ZodObject ? (body.strict() as z.ZodType as Body) : body;

export type BodyOf<R> = R extends Route<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never;
export type AnswerOf<R> = R extends Route<z.ZodType, z.ZodType, z.ZodType, infer A> ? z.output<A> : never;

/** An instant as programs write it, of a year that the database knows too. */
export const moment = z.iso.datetime().refine((text) => !text.startsWith('0000'), 'there is no year 0');

/** A day of the calendar that the database knows too. */
export const day = z.iso.date().refine((text) => !text.startsWith('0000'), 'there is no year 0');

/** Why somebody does something, in words that can be seen. */
export const reasonText = (most: number, least = 1, blank = 'a blank is no reason') =>
  z.string().trim().max(most).refine(isSeen, { error: blank, abort: true }).min(least);

/** Where a reason is asked for only now and then: what cannot be seen is none. */
export const maybeReason = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .overwrite((text) => (isSeen(text) ? text : ''))
    .default('');

/** A number that an address calls something by (`addressnumbers.ts`). */
export const numberInAddress = z.preprocess(
  (given) => (typeof given === 'string' ? (numberIn(given) ?? given) : given),
  z.int().positive().max(largestNumber),
);

/** The filter of a list route; `filter.ts` is its grammar. */
export const filterQuery = z
  .string()
  .max(2000)
  .optional()
  .describe(
    '`field:condition`, several joined by `|`. Numbers: `> 5`, `<= 3`, `5..10`, `= 0`; dates: `today`, `< today`, `this week`, `next 7 days`, `3 Nov..9 Nov`; text: `contains tube`, `starts FR`, `is FRAME-54`; any: `empty`, `not empty`. Exact, for programs: `eq:`, `ne:`, `lt:`, `le:`, `gt:`, `ge:`, `has:`, `in:a,b`',
  );

/** A number, or text as one is written: "8", "0.5"; "0x10", "1e3" and nothing at all are none. `what`: "A quantity". */
export const plainNumber = (what: string) =>
  z.union([z.number(), z.string()]).pipe(
    z.coerce
      .string<string | number>()
      .trim()
      .regex(/^-?\d+(\.\d+)?$/, `${what} is a number such as 8 or 0.5. Maybe write it so`)
      .transform(Number),
  );

/** A name or number of somebody else's: in one line, and with nothing in it that nobody sees: two that look alike are one. */
export const lineText = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .overwrite((text) => inOneLine(text.normalize('NFC').replace(/\p{Default_Ignorable_Code_Point}/gu, '')));
