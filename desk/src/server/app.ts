/** The server's application: plugins, error answers and every duty's routes. It listens to nobody yet. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { refusedByReservations } from '../duties/allocations/allocations.store.ts';
import { refusedByLedger } from '../duties/inventory/movements.store.ts';
import { problemType, Refusal } from '../house/errors.ts';
import { type Auth, authRoutes, whoAsksBy } from './auth.ts';
import { type Database, openTables } from './database/database.ts';
import { dutyRoutes } from './duties.ts';
import { largestFile, tooLarge, tooMany } from './files.ts';
import { type HttpContext, servedBy } from './http.ts';
import type { Jobs } from './jobs.ts';
import { unreadBody } from './jsonbody.ts';
import { Limit } from './limit.ts';
import { keepLinksApart, linkAsksBy, masked } from './linkasks.ts';
import { type Live, liveRoutes } from './live.ts';
import { assertDistinct, openApiOf } from './openapi.ts';
import { entryOf } from './pages.ts';
import { gaveWay } from './untilkept.ts';
import { version } from './version.ts';

export interface AppParts {
  readonly db: Database;
  readonly auth: Auth;
  readonly live: Live;
  readonly jobs: Jobs;
  /** True: to the standard output. */
  readonly log?: boolean | { write(line: string): void };
  /** Folders with built pages: those of today, and those that pages still open were loaded from. */
  readonly pages?: readonly string[];
}

/** Of one person; an address that nobody is signed in from gets a fifth. */
const requestsAMinute = (): number => Number(process.env.HOTLIST_REQUESTS_A_MINUTE ?? 6000);

export async function makeApp({ db, auth, live, jobs, log, pages = [] }: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: log ? { level: process.env.LOG_LEVEL ?? 'warn', ...logged, ...(log !== true && { stream: log }) } : false,
    bodyLimit: 4 * 1024 * 1024,
    // One proxy, which says last who asked it; what stands before that in the header anybody may have written.
    trustProxy: process.env.HOTLIST_TRUST_PROXY === '1' ? (_, hop: number) => hop === 0 : false,
    // Twenty of the longest numbers, with commas between.
    routerOptions: { maxParamLength: 1400 },
    // Left out, Fastify loads its own compilers, a tenth of the start.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    // Of an address that cannot be read (%ED%A0%80): before any route, so not for the error handler below.
    frameworkErrors: (error, _, reply) => answerRefusal(reply, refusalOf(error) ?? internal('')),
  });
  const aside = openTables(live.url, 1);
  app.addHook('onClose', () => aside.destroy());
  const context: HttpContext = {
    db,
    aside,
    whoAsks: whoAsksBy(auth, db),
    linkAsks: linkAsksBy(db),
    tells: (changed) => live.tell(changed),
    explains: async (site, error, of) =>
      refusedByLedger(error) ?? (await refusedByReservations(aside, site, error, of.takesReserved === true)),
    limits: { person: new Limit(requestsAMinute()), address: new Limit(requestsAMinute() / 5) },
  };
  // A form of another site can send text without asking; JSON it cannot.
  app.removeContentTypeParser('text/plain');
  tellsBodies(app);

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        frameAncestors: ["'none'"],
        // Plants serve it over plain HTTP inside the house; a proxy that speaks TLS sets its own header.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(multipart, { limits: { fileSize: largestFile, files: 1, fields: 10 } });

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error);
    if (!refusal) {
      request.log.error(error);
      if (!log) console.error(error);
    }
    const document = (refusal ?? internal(request.id)).document();
    const status = refusal ? document.status : 500;
    void reply
      .status(status)
      .type(problemType)
      .send({ ...document, status });
  });

  app.setNotFoundHandler((request, reply) => answerRefusal(reply, noRoute(request)));

  keepLinksApart(app);
  authRoutes(app, auth);
  liveRoutes(app, context, live, pages[0] && entryOf(pages[0]));
  await dutyRoutes(app, context, jobs);

  app.get('/healthz', () => ({ status: 'alive', version }));
  app.get('/readyz', async () => {
    await db.selectFrom('sites').select('code').limit(1).execute();
    return { status: 'ready', version };
  });

  const routes = (servedBy.get(app) ?? []).map(({ route }) => route);
  assertDistinct(routes);
  const document = openApiOf(routes, version);
  app.get('/api/openapi.json', () => document);
  await app.register(swagger, { mode: 'static', specification: { document: document as never } });
  await app.register(swaggerUi, { routePrefix: '/api/docs' });

  app.all('/api/*', (request) => {
    throw noRoute(request);
  });
  if (pages.length > 0) {
    await app.register(fastifyStatic, {
      root: [...pages],
      wildcard: false,
      immutable: true,
      maxAge: '365d',
      index: false,
      setHeaders: headersOf,
    });
    // Every other address is a page: the browser's router knows which. A file that is gone (an older build) is not.
    app.get('/*', (request, reply) => {
      if (request.url.startsWith('/assets/'))
        throw new Refusal(404, 'no-file', 'This file is of an older version. Load the page again.');
      return reply.sendFile('index.html');
    });
  }
  return app;
}

const logged = {
  redact: ['req.headers.authorization', 'req.headers.cookie', 'req.headers["vendor-link"]'],
  serializers: {
    req: ({ method, url, host, ip }: FastifyRequest) => ({ method, url: masked(url), host, remoteAddress: ip }),
  },
};

const noSchemas = (): never => {
  throw new Error('A route is described by its contract, with zod, and not by a schema of Fastify.');
};

const headersOf = (reply: FastifyReply, path: string): void => {
  if (/(^|[\\/])(index\.html|worker\.js)$/.test(path)) void reply.header('cache-control', 'no-cache');
  // The reader of the camera's pictures is WebAssembly, which its worker alone may compile.
  if (/[\\/]camera\.worker-[\w-]+\.js$/.test(path))
    void reply.header('content-security-policy', "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'");
};

const noRoute = ({ method, url }: FastifyRequest): Refusal =>
  new Refusal(404, 'no-route', `There is no ${method} ${url.split('?')[0]}. The API is described at /api/docs.`);

function answerRefusal(reply: FastifyReply, refusal: Refusal): void {
  const document = refusal.document();
  void reply.status(document.status).type('application/problem+json').send(document);
}

const internal = (id: string): Refusal =>
  new Refusal(
    503,
    'internal',
    `Something went wrong on our side (request ${id}). Nothing was written. The log says more.`,
  );

/** Says in our words why a body is not read. What names a prototype is JSON, and refused for that. */
function tellsBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    void parse(request, body, (error, value) => done(error ? unreadBody(body) : null, value));
  });
}

function refusalOf(error: FastifyError): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge();
  if (error.code === 'FST_FILES_LIMIT') return tooMany();
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Refusal(415, 'media-type', 'Send JSON (content-type application/json) or, for files, a form.');
  if (error.code === 'FST_ERR_BAD_URL')
    return new Refusal(400, 'malformed', 'The address cannot be read: it holds a % that stands for no character.');
  if (error.statusCode === 429)
    return new Refusal(429, 'too-often', 'That was asked too often. Wait a minute, then try again.');
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return new Refusal(400, 'malformed', error.message);
  if (gaveWay(error)) return new Refusal(409, 'busy', 'Somebody changed the same thing at the same moment. Try again.');
  return undefined;
}
