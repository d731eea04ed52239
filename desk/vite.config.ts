import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The pages: built into `dist-web`, which the server serves; while developing, `/api` goes to a running server. */
export default defineConfig({
  root: here('.'),
  resolve: { alias: { '@hotlist/engine': here('../engine/src/index.ts') } },
  oxc: { jsx: { runtime: 'automatic' } },
  // No script in the document itself: the server's content security policy allows only files.
  build: {
    outDir: here('./dist-web'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Mantine marks each of its files "use client", which says nothing here and would fill the start's screen.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  server: { proxy: { '/api': { target: process.env.HOTLIST_API ?? 'http://127.0.0.1:4600' } } },
});
