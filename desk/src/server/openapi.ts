/** The API document, OpenAPI 3.1, made from the very routes that are served. */
import { z } from 'zod';
import type { Route } from '../house/contract.ts';
import { problemType, Refusal } from '../house/errors.ts';

type Json = Record<string, unknown>;

const problem: Json = {
  type: 'object',
  description: 'RFC 9457 problem document',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'One sentence with the values and, where there is one, the way out' },
    code: { type: 'string', description: 'A stable name that a program may ask for' },
    faults: { type: 'array', items: { type: 'object', additionalProperties: true } },
    current: { description: 'With code "changed": the record as it stands now' },
    values: {
      type: 'object',
      description: 'What the sentence is made of',
      properties: {
        confirm: {
          type: 'string',
          description: 'It is a question: send the same with `?confirm=` and this code to say yes',
        },
      },
      additionalProperties: true,
    },
  },
};

/** What it says of the routes is made when it is first read: half a second of work that no start has to wait for. */
export function openApiOf(routes: readonly Route[], version: string): Json {
  let made: { readonly paths: Record<string, Json>; readonly schemas: Json } | undefined;
  const whole = () => {
    if (made) return made;
    const schemas = new Schemas();
    made = { paths: pathsOf(routes, schemas), schemas: schemas.all };
    return made;
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hotlist',
      version,
      description:
        'The production, planning and expediting desk. Sign in with a session cookie or `Authorization: Bearer <token>`. Writes need an `Idempotency-Key`; changes an `If-Match: "<version>"`. What a device did while it had no network it sends with `Happened-Ago: <seconds>`, and with `Done-By: <id of the person, as /me tells it>`. Quantities are decimal numbers in the item’s unit; instants are ISO 8601 in UTC. The site is `?site=CODE` and defaults to your first.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'hotlist.session_token' },
        vendorLink: { type: 'apiKey', in: 'header', name: 'Vendor-Link' },
      },
      get schemas() {
        return whole().schemas;
      },
    },
    get paths() {
      return whole().paths;
    },
  };
}

function pathsOf(routes: readonly Route[], schemas: Schemas): Record<string, Json> {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, schemas) };
  }
  return paths;
}

/** A question (409 whose `values.confirm` names a code) is said yes to by the same request with these. */
const answersToQuestions: readonly Json[] = [
  {
    name: 'confirm',
    in: 'query',
    required: false,
    schema: { type: 'string', maxLength: 400 },
    description:
      'Codes of the questions that you say yes to, joined by commas: each as `values.confirm` of a 409 named it',
  },
  {
    name: 'because',
    in: 'query',
    required: false,
    schema: { type: 'string', maxLength: 500 },
    description: 'Why you say yes, where the question wants a reason: it is kept with what was done',
  },
];

function operationOf(route: Route, schemas: Schemas): Json {
  const parameters = [
    ...parametersOf(route.params, 'path', schemas),
    ...parametersOf(route.query, 'query', schemas),
    ...(route.permission === 'public' || route.permission === 'vendor-link'
      ? []
      : [
          {
            name: 'site',
            in: 'query',
            required: false,
            schema: { type: 'string' },
            description: 'Defaults to your first site',
          },
        ]),
    ...(route.method === 'GET'
      ? []
      : [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: true,
            schema: { type: 'string', minLength: 8, maxLength: 128 },
          },
          ...answersToQuestions,
        ]),
    ...(route.versioned
      ? [
          {
            name: 'If-Match',
            in: 'header',
            required: true,
            schema: { type: 'string' },
            description: '"<version>" as last read',
          },
        ]
      : []),
  ];
  return {
    summary: route.summary,
    description: `Permission: ${route.permission}`,
    tags: [route.tag],
    parameters,
    security: securityOf(route),
    ...requestOf(route, schemas),
    responses: {
      [route.method === 'POST' ? '201' : '200']: {
        description: 'Done',
        content: answerOf(route, schemas),
      },
      ...(route.asksPlan ? { '202': problemSaying('The plan that it asks is not to be had yet, and why') } : {}),
      default: problemSaying('Refused, and why'),
    },
  };
}

function securityOf({ permission }: Route): Json[] {
  if (permission === 'public') return [];
  return permission === 'vendor-link' ? [{ vendorLink: [] }] : [{ token: [] }, { session: [] }];
}

const problemSaying = (description: string): Json => ({
  description,
  content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
});

function requestOf(route: Route, schemas: Schemas): Json {
  if (!route.body && !route.upload) return {};
  const schema = route.body ? schemas.of(route.body, 'input') : { type: 'object', properties: {} };
  if (!route.upload) return { requestBody: { required: true, content: { 'application/json': { schema } } } };
  const file = { type: 'string', format: 'binary' };
  const properties = {
    ...(schema.properties as Json),
    file: route.upload === 'many' ? { type: 'array', items: file } : file,
  };
  const form = { ...schema, properties, required: ['file'] };
  return { requestBody: { required: true, content: { 'multipart/form-data': { schema: form } } } };
}

const answerOf = (route: Route, schemas: Schemas): Json =>
  route.download
    ? Object.fromEntries(route.download.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
    : { 'application/json': { schema: schemas.of(route.answer, 'output') } };

/** What shapes refer to by name stands once in the document. */
class Schemas {
  readonly all: Record<string, Json> = { Problem: problem };
  readonly #texts = new Map<string, string>();

  of(shape: z.ZodType, io: 'input' | 'output'): Json {
    const { $schema, $defs = {}, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any', reused: 'inline' });
    const names = new Map(
      Object.entries($defs).map(([name, one]) => [`#/$defs/${name}`, this.#nameOf(name, JSON.stringify(one))]),
    );
    const referred = (of: unknown): Json =>
      JSON.parse(JSON.stringify(of), (key, value) => {
        const name = key === '$ref' ? names.get(value) : undefined;
        return name === undefined ? value : `#/components/schemas/${name}`;
      }) as Json;
    for (const [name, one] of Object.entries($defs)) this.all[names.get(`#/$defs/${name}`)!] = referred(one);
    return referred(schema);
  }

  /** Under one name another shape may be meant: one that is sent, and not answered. */
  #nameOf(name: string, text: string): string {
    for (let n = 1; ; n++) {
      const called = n === 1 ? name : `${name}-${n}`;
      const known = this.#texts.get(called);
      if (known === undefined) this.#texts.set(called, text);
      if (known === undefined || known === text) return called;
    }
  }
}

function parametersOf(shape: z.ZodType | undefined, place: 'path' | 'query', schemas: Schemas): Json[] {
  if (!shape) return [];
  const schema = schemas.of(shape, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || (schema.required?.includes(name) ?? false),
    schema: one,
  }));
}

/** Guards the document itself: two routes on one method and path would hide each other. */
export function assertDistinct(routes: readonly Route[]): void {
  const seen = new Set<string>();
  for (const { method, path } of routes) {
    const name = `${method} ${path.replace(/:\w+/g, ':')}`;
    if (seen.has(name)) throw new Refusal(503, 'two-routes', `Two routes answer ${name}.`);
    seen.add(name);
  }
}
