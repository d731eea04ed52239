/**
 * The typed client of the API: a route of a contract and what it needs, checked by the compiler. Writes carry an
 * Idempotency-Key, edits the version they saw; what the server refuses is thrown as `Refused`.
 */
import type { z } from 'zod';
import type { Route } from '../house/contract.ts';
import { type ProblemDocument, problemType } from '../house/errors.ts';
import { overNetwork, Refused } from './kit/refused.ts';

type InputOf<S> = S extends z.ZodType ? z.input<S> : never;
type Part<Name extends string, S> = [z.ZodType] extends [S]
  ? { readonly [N in Name]?: undefined }
  : { readonly [N in Name]: InputOf<S> };

/** What must be given to call a route: params and body where it has them, query where anything in it is needed. */
export type Asking<R> =
  R extends Route<infer P, infer Q, infer B, z.ZodType>
    ? Part<'params', P> &
        Part<'body', B> &
        ([z.ZodType] extends [Q] ? { readonly query?: undefined } : { readonly query?: InputOf<Q> })
    : never;
export type Answering<R> = R extends Route<z.ZodType, z.ZodType, z.ZodType, infer A> ? z.output<A> : never;

export interface CallOptions {
  /** The version that was seen, for routes that change a record. */
  readonly version?: number;
  /** The same for every try of one act; a fresh one when absent. */
  readonly idempotencyKey?: string;
  /** Codes of the questions that the person said yes to, each with its reason where he gave one (`yesBecause`). */
  readonly confirm?: readonly string[];
  readonly site?: string;
  /** The token of a vendor's link, who asks by it and by nothing else: no cookie goes along. */
  readonly link?: string;
  readonly signal?: AbortSignal;
}

let currentSite: string | undefined;
/** The site that calls are for when they do not name one. */
export const setCurrentSite = (code: string | undefined): void => {
  currentSite = code;
};

/** Where a path of the API is asked; what is empty leaves no trace. */
export function apiAddress(path: string, query: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  return `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`;
}

/** A yes with its reason: "overfull: the lorry waits". */
export const yesBecause = (code: string, reason: string): string => `${code}: ${reason}`;

/** What was said yes to, as the API reads it. */
export function saidYes(all: readonly string[] = []): { readonly confirm: string; readonly because: string } {
  const read = all.map((one) => /^([^:]*)(?:: (.*))?$/s.exec(one));
  return {
    confirm: read.map((one) => one?.[1]).join(','),
    because: read.flatMap((one) => one?.[2] ?? []).join('; '),
  };
}

const early = new Map<string, Promise<Response>>();

/** Asks before the page that wants the answer is there; the first `call` of the same address takes it. */
export function askEarly(address: string): void {
  const answer = fetchJson(address, {});
  early.set(address, answer);
  // Whoever takes it is told; what nobody takes in ten seconds is old.
  const forget = (): boolean => early.delete(address);
  answer.catch(forget);
  setTimeout(forget, 10_000);
}

function takeEarly(address: string): Promise<Response> | undefined {
  const answer = early.get(address);
  early.delete(address);
  return answer;
}

const fetchJson = (address: string, init: RequestInit): Promise<Response> =>
  overNetwork(
    fetch(address, {
      credentials: 'same-origin',
      ...init,
      headers: { accept: 'application/json, application/problem+json', ...init.headers },
    }),
  );

/** A path of the API with its parameters in it. */
export const pathWith = (path: string, params: Readonly<Record<string, unknown>> | undefined): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name] ?? '')));

export async function call<R extends Route>(
  route: R,
  asking: Asking<R>,
  options: CallOptions = {},
): Promise<Answering<R>> {
  const { params, query, body } = asking as {
    params?: Readonly<Record<string, unknown>>;
    query?: Readonly<Record<string, unknown>>;
    body?: unknown;
  };
  const address = apiAddress(pathWith(route.path, params), {
    ...query,
    site: options.link === undefined ? (options.site ?? currentSite) : undefined,
    ...saidYes(options.confirm),
  });
  return (await send(address, {
    method: route.method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(route.method === 'GET' ? {} : { 'idempotency-key': options.idempotencyKey ?? crypto.randomUUID() }),
      ...(options.version === undefined ? {} : { 'if-match': `"${options.version}"` }),
      ...(options.link === undefined ? {} : { 'vendor-link': options.link }),
    },
    ...(options.link === undefined ? {} : { credentials: 'omit' as const }),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  })) as Answering<R>;
}

/** A file and the fields beside it, for imports; the answer is the caller's to know. */
export async function upload<Answer>(
  path: string,
  form: FormData,
  idempotencyKey: string = crypto.randomUUID(),
): Promise<Answer> {
  const address = `/api/v1${path}${currentSite ? `${path.includes('?') ? '&' : '?'}site=${encodeURIComponent(currentSite)}` : ''}`;
  return (await send(address, {
    method: 'POST',
    body: form,
    headers: { 'idempotency-key': idempotencyKey },
  })) as Answer;
}

/** The address of a download, for a plain link. */
export const fileAddress = (path: string, query: Readonly<Record<string, string | undefined>> = {}): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, site: query.site ?? currentSite }))
    if (value) search.set(name, value);
  return `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`;
};

const heard = new Set<() => void>();
/** Called with every answer of the server: it can be reached. Answers how to stop. */
export function onHeard(listener: () => void): () => void {
  heard.add(listener);
  return () => void heard.delete(listener);
}

/** Sends and reads; shared with the sign-in, whose routes are not ours. */
export async function send(address: string, init: RequestInit): Promise<unknown> {
  const answer = await ((init.method === 'GET' && takeEarly(address)) || fetchJson(address, init));
  for (const listener of heard) listener();
  const text = await overNetwork(answer.text());
  const body: unknown = text === '' ? null : parsed(text);
  // A plan that is not to be had yet is answered so too.
  const isProblem = answer.headers.get('content-type')?.startsWith(problemType) ?? false;
  if (answer.ok && !isProblem) return body;
  throw new Refused(problemOf(answer.status, body));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function problemOf(status: number, body: unknown): ProblemDocument {
  const said =
    body !== null && typeof body === 'object' ? (body as Partial<ProblemDocument> & { readonly message?: string }) : {};
  return {
    ...said,
    type: said.type ?? 'about:blank',
    title: said.title ?? 'refused',
    status,
    code: said.code ?? 'refused',
    detail:
      said.detail ?? said.message ?? `The server answered ${status} without saying why. Maybe a proxy stands between.`,
  };
}
