/** Cells as a CSV file has them. */

/** A spreadsheet runs text that begins like a formula; the apostrophe keeps it text, and the import takes it off again. */
export const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string =>
  /[",;\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;

export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;
