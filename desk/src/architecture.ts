/**
 * The rules of the house about who may import whom, as data: a file's last name is its layer, a folder of `duties/`
 * is a duty, and `needs.ts` says which duty may know which. Pure, so that planted violations can be tested.
 */
import { needs } from './duties/needs.ts';

export type Layer =
  | 'engine'
  | 'decision'
  | 'messages'
  | 'contract'
  | 'tables'
  | 'store'
  | 'routes'
  | 'jobs'
  | 'import'
  | 'print'
  | 'page'
  | 'house'
  | 'server'
  | 'database'
  | 'web'
  | 'cli'
  | 'bench'
  | 'test';

export interface Import {
  /** Paths from the root of the repository, with '/'. */
  readonly from: string;
  /** A path likewise, or the name of a package ('zod', 'node:fs'). */
  readonly to: string;
}

/** Which layers of our own code a layer may import, and which packages beyond TypeScript's own. */
interface Allowed {
  readonly layers: readonly Layer[];
  readonly packages: readonly RegExp[];
}

const engine = /^@hotlist\/engine$/;
const node = /^node:/;
const pageLibraries = [
  /^react(-dom)?(\/|$)/,
  /^@mantine\//,
  /^@tanstack\//,
  /^@tabler\//,
  /^dayjs/,
  /^zod$/,
  /^zxing-wasm\//,
  engine,
];

const rules: Readonly<Record<Exclude<Layer, 'test' | 'bench'>, Allowed>> = {
  engine: { layers: ['engine'], packages: [] },
  decision: { layers: ['decision', 'messages', 'house'], packages: [engine] },
  messages: { layers: ['decision', 'messages', 'house'], packages: [engine] },
  house: { layers: ['house'], packages: [engine, /^zod$/, /^temporal-polyfill$/] },
  contract: { layers: ['decision', 'messages', 'house', 'contract'], packages: [engine, /^zod$/] },
  tables: { layers: ['tables', 'decision', 'house', 'database'], packages: [/^kysely$/] },
  store: {
    layers: ['tables', 'decision', 'messages', 'house', 'store', 'database', 'server'],
    packages: [engine, /^kysely$/, node, /^better-auth\/crypto$/, /^pg(-copy-streams)?$/],
  },
  routes: {
    layers: [
      'routes',
      'contract',
      'store',
      'decision',
      'messages',
      'tables',
      'house',
      'server',
      'jobs',
      'import',
      'print',
      'database',
    ],
    packages: [engine, /^fastify$/, /^kysely$/, /^zod$/, node, /^better-auth/],
  },
  jobs: {
    layers: [
      'contract',
      'store',
      'decision',
      'messages',
      'tables',
      'house',
      'server',
      'jobs',
      'import',
      'print',
      'database',
    ],
    packages: [engine, /^kysely$/, node],
  },
  import: {
    layers: ['decision', 'messages', 'house', 'contract', 'import'],
    packages: [
      engine,
      node,
      /^papaparse$/,
      /^read-excel-file/,
      /^write-excel-file/,
      /^fast-xml-parser$/,
      /^node-ical$/,
      /^mailparser$/,
      /^zod$/,
    ],
  },
  print: {
    layers: ['decision', 'messages', 'house', 'contract', 'print'],
    packages: [engine, node, /^pdfkit$/, /^bwip-js/, /^write-excel-file/, /^papaparse$/],
  },
  page: { layers: ['contract', 'decision', 'messages', 'house', 'web', 'page'], packages: pageLibraries },
  web: { layers: ['contract', 'decision', 'messages', 'house', 'web', 'page'], packages: pageLibraries },
  database: { layers: ['database', 'house', 'tables', 'decision'], packages: [/./] },
  server: {
    layers: [
      'server',
      'database',
      'house',
      'routes',
      'jobs',
      'store',
      'tables',
      'decision',
      'messages',
      'contract',
      'import',
      'print',
    ],
    packages: [/./],
  },
  cli: {
    layers: [
      'cli',
      'server',
      'database',
      'house',
      'routes',
      'jobs',
      'store',
      'tables',
      'decision',
      'messages',
      'contract',
      'import',
      'print',
    ],
    packages: [/./],
  },
};

export function layerOf(path: string): Layer | undefined {
  if (/\.test\.tsx?$|\.test-support\.ts$|\/test-[^/]*\.ts$/.test(path) || path.startsWith('e2e/')) return 'test';
  if (path.startsWith('engine/')) return 'engine';
  if (path.startsWith('bench/') || path.endsWith('.bench.ts')) return 'bench';
  if (!path.startsWith('desk/src/')) return undefined;
  if (path.startsWith('desk/src/server/database/')) return path.endsWith('.tables.ts') ? 'tables' : 'database';
  const suffix = /\.(messages|contract|tables|store|routes|jobs|import|print|page)\.tsx?$/.exec(path)?.[1];
  if (suffix) return suffix as Layer;
  if (path.endsWith('.thread.ts')) return path.startsWith('desk/src/cli/') ? 'cli' : 'jobs';
  if (path.startsWith('desk/src/house/')) return 'house';
  if (path.startsWith('desk/src/server/')) return 'server';
  if (path.startsWith('desk/src/web/') || path.endsWith('.tsx')) return 'web';
  if (path.startsWith('desk/src/cli/')) return 'cli';
  if (path.startsWith('desk/src/duties/')) return 'decision';
  return undefined;
}

/** The duty in whose folder a file lies. */
export const dutyOf = (path: string): string | undefined => /^desk\/src\/duties\/([^/]+)\//.exec(path)?.[1];

/** What is wrong with an import, in a sentence; undefined when nothing is. */
export function wrongWith({ from, to }: Import): string | undefined {
  const layer = layerOf(from);
  if (layer === undefined || layer === 'test' || layer === 'bench') return undefined;
  const allowed = rules[layer];
  const own = /^(engine|desk|bench|e2e|setup|cases)\//.test(to);
  if (!own)
    return allowed.packages.some((one) => one.test(to)) ? undefined : `${from} (${layer}) imports the package ${to}`;
  const target = layerOf(to);
  if (target === undefined || !allowed.layers.includes(target))
    return `${from} (${layer}) imports ${to} (${target ?? 'no layer'})`;
  const [mine, theirs] = [dutyOf(from), dutyOf(to)];
  if (mine && theirs && mine !== theirs && !needs[mine]?.includes(theirs))
    return `${from} knows the duty ${theirs}, which needs.ts does not grant to ${mine}`;
  return undefined;
}

/** Circles among duties; an empty list is what we want. */
export function dutyCircles(graph: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (duty: string, path: readonly string[]): void => {
    if (path.includes(duty)) {
      circles.push([...path.slice(path.indexOf(duty)), duty].join(' → '));
      return;
    }
    if (done.has(duty)) return;
    for (const next of graph[duty] ?? []) visit(next, [...path, duty]);
    done.add(duty);
  };
  for (const duty of Object.keys(graph)) visit(duty, []);
  return circles;
}
