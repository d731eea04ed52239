import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { kinds } from './desk/src/duties/records/records.ts';
import { documents, mergeMarks, problems, typeProblems } from './setup/documents.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const texts = documents(root).map((path) => ({ path, markdown: readFileSync(join(root, path), 'utf8') }));

describe('our documents', () => {
  test('name only commands, scripts and files that are there', () => {
    expect(texts.flatMap(({ path, markdown }) => problems(root, path, markdown))).toEqual([]);
  });

  test('keep no marks of a merge, as no other text of ours does', () => {
    expect(mergeMarks(root)).toEqual([]);
  });

  test('show only TypeScript that compiles', () => {
    expect(typeProblems(root, texts)).toEqual([]);
  });

  test('name every head of every record that a plan is made of, but what the desk alone writes', () => {
    const lines = texts.find(({ path }) => path === 'docs/files.md')?.markdown.split('\n');
    const heads = kinds
      .filter((kind) => kind.planned)
      .map((kind) => {
        const taken = kind.fields.filter(({ readonly }) => !readonly);
        const fields = taken.map(({ name, required }) => (required ? `**${name}**` : name));
        return `| \`${kind.name}\` | ${fields.join(', ')} |`;
      });
    expect(heads.filter((head) => !lines?.includes(head))).toEqual([]);
  });
});

describe('a planted mistake is found with its line', () => {
  const fenced = (language: string, text: string) => `# A\n\n\`\`\`${language}\n${text}\n\`\`\`\n`;

  test.each([
    {
      mistake: 'a command that does not exist',
      markdown: fenced('sh', './run planet --out x'),
      said: 'a.md:4: ./run planet is no command',
    },
    {
      mistake: 'a script that does not exist',
      markdown: fenced('sh', 'npm run chek'),
      said: 'a.md:4: npm run chek is no script',
    },
    {
      mistake: 'a link to nowhere',
      markdown: '# A\n\nSee [plan](docs/nowhere.md#top).',
      said: 'a.md:3: docs/nowhere.md is not there',
    },
  ])('$mistake', ({ markdown, said }) => {
    expect(problems(root, 'a.md', markdown)).toEqual([said]);
  });

  test('a mark of a merge, in a document and in a template', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotlist-marks-'));
    try {
      writeFileSync(join(folder, 'a.md'), `# A\n\n${'<'.repeat(7)} ours\n=======\n`);
      writeFileSync(join(folder, 'b.ts'), `const b = \`\n${'>'.repeat(7)}\n  ${'<'.repeat(7)} no mark\n\`;\n`);
      expect(mergeMarks(folder)).toEqual([`a.md:3:${'<'.repeat(7)} ours`, `b.ts:2:${'>'.repeat(7)}`]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('JSON that does not parse', () => {
    expect(problems(root, 'a.md', fenced('json', '{ a: 1 }'))[0]).toMatch(/^a\.md:4: /);
  });

  test('TypeScript that does not compile', () => {
    const markdown = fenced('ts', "export const count: number = 'three';");
    expect(typeProblems(root, [{ path: 'docs/a.md', markdown }])[0]).toMatch(/docs_a\.md_4\.ts\(1,14\): error TS2322/);
  });

  test('and what is right is left alone', () => {
    const markdown = `${fenced('sh', 'PORT=8080 ./run --demo none && ./run plan --data x')}[run](run) \`[no](link)\` [out](https://x.org)`;
    expect(problems(root, 'a.md', markdown)).toEqual([]);
  });
});
