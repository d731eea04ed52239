/** The manufacturing instructions of a product model: XML with a Location for each step. */
import { XMLParser } from 'fast-xml-parser';

export interface Instruction {
  readonly location: string;
  /** The work centre that the text speaks of, where the attribute says another. */
  readonly spoken?: string;
  readonly name: string;
  readonly setupHours: number;
  /** Per unit, as an exact fraction: machine hours where they are given, else labour, over the lot. */
  readonly runMinutes: string;
  readonly text: string;
}

// Entities are not expanded: nothing in these files needs them, and some files are made to explode by them.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  stopNodes: ['root.Location'],
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

export function readInstructions(
  xml: string,
): { readonly instructions: readonly Instruction[] } | { readonly fault: string } {
  let parsed: unknown;
  try {
    parsed = parser.parse(xml, true);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { fault: `The instructions are not well-formed XML: ${error.message}.` };
  }
  const root = isRecord(parsed) && isRecord(parsed.root) ? parsed.root : {};
  const locations: readonly unknown[] = Array.isArray(root.Location)
    ? root.Location
    : root.Location === undefined
      ? []
      : [root.Location];
  if (locations.length === 0) return { fault: 'The instructions name no location.' };
  return { instructions: locations.map(instructionOf) };
}

function instructionOf(location: unknown): Instruction {
  const attributes = isRecord(location) ? location : {};
  const hours = (name: string): number => Number(attributes[name] ?? 0);
  const raw = String(attributes['#text'] ?? '');
  const title = plain(raw.split('<step')[0] ?? '');
  const [, spoken, name] = /Work Center (\d+) - ([^.]+)\./.exec(title) ?? [];
  const run = hours('MachineHours') > 0 ? hours('MachineHours') : hours('LaborHours');
  const lot = Math.max(1, hours('LotSize'));
  const steps = [...raw.matchAll(/<step>([\s\S]*?)<\/step>/g)].map(
    ([, inner], at) => `${at + 1}. ${plain(inner ?? '')}`,
  );
  return {
    location: String(attributes.LocationID ?? ''),
    spoken,
    name: name ?? `Location ${String(attributes.LocationID ?? '')}`,
    setupHours: hours('SetupHours'),
    runMinutes: `${Math.round(run * 6000)}/${Math.round(lot * 100)}`,
    text: steps.join('\n').slice(0, 4000),
  };
}

/** The words without their tags. */
const plain = (xml: string): string =>
  xml
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
