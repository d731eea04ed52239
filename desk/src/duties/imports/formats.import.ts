/** Data of other systems as it is: which reader each has, and by what in the files it is known. */
import { readCsv } from './csv.import.ts';
import { decodeText } from './encoding.ts';
import { readFolder } from './folder.import.ts';
import { type FormatName, formatNames } from './formats.ts';
import type { Files, Reading } from './sheets.ts';

export interface Format {
  readonly endings: readonly string[];
  readonly read: (files: Files, options: { readonly now?: string }) => Reading | Promise<Reading>;
  /** Told by what the files hold. */
  readonly isIt: (files: Files) => boolean;
}

/** Only the reader that is asked for is loaded, with what it needs: our own folders need no XML. */
export const formats: Readonly<Record<FormatName, Format>> = {
  hotlist: {
    endings: ['.csv', '.json'],
    read: readFolder,
    isIt: (files) =>
      hasHeads(files, 'bom.csv', ['parent', 'component', 'qty_per']) &&
      hasHeads(files, 'demands.csv', ['demand', 'item', 'qty', 'due']),
  },
  adventureworks: {
    endings: ['.csv'],
    read: async (files, options) => (await import('./adventureworks.import.ts')).readAdventureWorks(files, options),
    isIt: (files) => hasHeads(files, 'Production.Product.csv', ['ProductID', 'MakeFlag', 'DaysToManufacture']),
  },
  frepple: {
    endings: ['.json'],
    read: async (files, options) => (await import('./frepple.import.ts')).readFrepple(files, options),
    isIt: (files) => oneOf(files, '.json', isFixture),
  },
  northwind: {
    endings: ['.sql'],
    read: async (files, options) => (await import('./northwind.import.ts')).readNorthwind(files, options),
    isIt: (files) => oneOf(files, '.sql', (text) => /\bINSERT\s+(INTO\s+)?("|\[)?Order Details\b/i.test(text)),
  },
};

export const recognised = (files: Files): FormatName | undefined =>
  formatNames.find((name) => formats[name].isIt(files));

function hasHeads(files: Files, name: string, heads: readonly string[]): boolean {
  const bytes = files.get(name);
  if (!bytes) return false;
  const line = bytes.indexOf(10);
  const read = readCsv(line < 0 ? bytes : bytes.subarray(0, line + 1), name);
  return 'sheet' in read && heads.every((head) => read.sheet.head.includes(head));
}

/** The one file with such an ending, whatever it is called. */
function oneOf(files: Files, ending: string, isIt: (text: string) => boolean): boolean {
  const [first, ...more] = [...files].filter(([name]) => name.toLowerCase().endsWith(ending));
  if (!first || more.length > 0) return false;
  const decoded = decodeText(first[1], first[0]);
  return 'text' in decoded && isIt(decoded.text);
}

/** The beginning will do: a fixture is a list of records, each with its model. */
const isFixture = (text: string): boolean =>
  /^\s*\[\s*\{/.test(text) && /"model"\s*:\s*"(input|common)\.\w+"/.test(text.slice(0, 100_000));
