import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { asked } from '../run.mjs';

/**
 * A fenced block of a document.
 *
 * @typedef {{ language: string, line: number, text: string }} Block
 */

/**
 * @param {string} root
 * @returns {string[]} our documents, as paths from the root
 */
export function documents(root) {
  const foreign = /(^|\/)(node_modules|dist|dist-web|\.git)(\/|$)/;
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md') && !foreign.test(path))
    .sort();
}

/**
 * Lines that a merge left in any text that is ours, each with its file: no compiler looks into documents, styles and templates.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function mergeMarks(root) {
  const args = ['grep', '--no-index', '--exclude-standard', '-nIE', '^(<{7}|>{7})( |$)', '--', '.'];
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0 && status !== 1) throw new Error(`git could not look for marks of a merge: ${stderr}`);
  return stdout.split('\n').filter((line) => line !== '');
}

/**
 * @param {string} markdown
 * @returns {Block[]}
 */
export function blocks(markdown) {
  return [...markdown.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```/gm)].map((match) => ({
    language: match[1] ?? '',
    line: markdown.slice(0, match.index).split('\n').length + 1,
    text: match[2] ?? '',
  }));
}

/**
 * What is wrong in a document, each with its line: links to files that are not there, commands that do not exist,
 * JSON that does not parse. (TypeScript is the compiler's: `typeProblems`.)
 *
 * @param {string} root
 * @param {string} path
 * @param {string} markdown
 * @returns {string[]}
 */
export function problems(root, path, markdown) {
  const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts ?? {});
  const wrong = [];
  for (const { language, line, text } of blocks(markdown)) {
    if (language === 'json') {
      const reason = jsonProblem(text);
      if (reason) wrong.push(`${path}:${line}: ${reason}`);
    }
    if (!/^(sh|bash|shell|console)$/.test(language)) continue;
    for (const [, args = ''] of text.matchAll(/(?:^|[\s;&])\.\/run((?: +[^\s;&|#]+)*)/g)) {
      const ask = asked(args.trim() === '' ? [] : args.trim().split(/ +/));
      if (ask.what === 'unknown') wrong.push(`${path}:${line}: ./run ${ask.word} is no command`);
    }
    for (const [, script = ''] of text.matchAll(/\bnpm run ([\w:-]+)/g)) {
      if (!scripts.includes(script)) wrong.push(`${path}:${line}: npm run ${script} is no script`);
    }
  }
  const prose = markdown
    .replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ''))
    .replace(/`[^`\n]*`/g, '');
  for (const match of prose.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)) {
    const target = match[1] ?? '';
    if (/^[a-z]+:/.test(target)) continue;
    const line = prose.slice(0, match.index).split('\n').length;
    if (!existsSync(resolve(root, dirname(path), target))) wrong.push(`${path}:${line}: ${target} is not there`);
  }
  return wrong;
}

/** @param {string} text */
function jsonProblem(text) {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Compiles every `ts` block as a module of its own, as a reader who copies it would.
 *
 * @param {string} root
 * @param {readonly { path: string, markdown: string }[]} texts
 * @returns {string[]} what the compiler says; its file names carry the document and the block's line
 */
export function typeProblems(root, texts) {
  const folder = join(root, 'node_modules', '.documents', String(process.pid));
  const modules = texts.flatMap(({ path, markdown }) =>
    blocks(markdown)
      .filter((block) => block.language === 'ts')
      .map((block) => ({ name: `${path.replaceAll('/', '_')}_${block.line}.ts`, text: `${block.text}\nexport {};\n` })),
  );
  if (modules.length === 0) return [];
  mkdirSync(folder, { recursive: true });
  try {
    for (const { name, text } of modules) writeFileSync(join(folder, name), text);
    const config = {
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: {
        noEmit: true,
        module: 'ESNext',
        moduleResolution: 'Bundler',
        lib: ['ES2023', 'DOM'],
        types: [],
      },
      include: ['*.ts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const done = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return done.status === 0 ? [] : `${done.stdout}${done.stderr}`.trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
