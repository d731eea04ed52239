import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { phonePages } from './src/web/offline/phonepages.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tells the worker which files the pages of the phone are made of, and names them all by their content. */
const filesOfThePhone: Plugin = {
  name: 'files-of-the-phone',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const files = new Set<string>();
      const take = (name: string): void => {
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk' || files.has(`/${name}`)) return;
        files.add(`/${name}`);
        for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(`/${style}`);
        for (const one of chunk.imports) take(one);
      };
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      for (const { name, isEntry, facadeModuleId, fileName } of chunks)
        if ((isEntry && name === 'index') || /\/(phone\.page|Camera)\.tsx$/.test(facadeModuleId ?? '')) take(fileName);
      // What the camera reads with: no chunks to the build.
      for (const name of Object.keys(bundle)) if (/\/(camera\.worker|zxing_reader)-/.test(name)) files.add(`/${name}`);
      const worker = bundle['worker.js'] as Rolldown.OutputChunk;
      const listed = ['/index.html', ...[...files].toSorted()];
      const hash = createHash('sha256').update(listed.join()).update(worker.code).digest('hex').slice(0, 16);
      const built = { name: `hotlist-pages-${hash}`, files: listed, pages: phonePages };
      worker.code = `const built=${JSON.stringify(built)};${worker.code}`;
    },
  },
};

/** A small file that asks for the plan before the large ones are read: `async`, and before all others, so that it waits for none of them. */
const asksFirst: Plugin = {
  name: 'asks-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) => {
      const first = Object.values(bundle).find((one) => one.type === 'chunk' && one.isEntry && one.name === 'first');
      if (first?.type !== 'chunk') throw new Error('nothing was built of src/web/first.ts');
      const script = { type: 'module', async: true, crossorigin: true, src: `/${first.fileName}` };
      return [
        { tag: 'script', attrs: script, injectTo: 'head-prepend' },
        ...first.imports.map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
          injectTo: 'head-prepend' as const,
        })),
      ];
    },
  },
};

/** The pages: built into `dist-web`, which the server serves; while developing, `/api` goes to a running server. */
export default defineConfig({
  root: here('.'),
  resolve: { alias: { '@hotlist/engine': here('../engine/src/index.ts'), zod: here('./src/web/shapes.ts') } },
  oxc: { jsx: { runtime: 'automatic' } },
  plugins: [asksFirst, filesOfThePhone],
  // No script in the document itself: the server's content security policy allows only files.
  build: {
    outDir: here('./dist-web'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Kilobytes: what most pages share is one file.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      // Mantine marks each of its files "use client", which says nothing here and would fill the start's screen.
      checks: { moduleLevelDirective: false },
      input: {
        index: here('./index.html'),
        first: here('./src/web/first.ts'),
        worker: here('./src/web/offline/worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
        codeSplitting: {
          groups: [
            {
              name: 'asked',
              test: /src\/web\/(asked|api|look|kit\/(kept|refused|grid\/pagesize)|plan\/looked)\.ts$/,
              priority: 3,
            },
            { name: 'kit', test: /src\/web\/|node_modules/, minShareCount: 6, priority: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: process.env.HOTLIST_API ?? 'http://127.0.0.1:4600' } } },
});
