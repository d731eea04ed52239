/** The words of an uncompressed document, a line each in the order in which they were drawn: shown as hexadecimal strings, kerned apart. */
export function textOf(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes).toString('latin1');
  return [...shown.matchAll(/\[((?:<[0-9a-f]*>|[^\]])*)\] TJ/g)]
    .map((match) =>
      [...(match[1] ?? '').matchAll(/<([0-9a-f]*)>/g)]
        .map((part) => Buffer.from(part[1] ?? '', 'hex').toString('latin1'))
        .join(''),
    )
    .join('\n');
}

export const pagesOf = (bytes: Uint8Array): number =>
  Buffer.from(bytes)
    .toString('latin1')
    .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
